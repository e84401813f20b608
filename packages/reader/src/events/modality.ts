import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { Predicates } from "./lexicon.ts";
import type { Tree } from "./tree.ts";

/** How a predicate is told: done, not done, to come, only thought of. */
export interface Modality {
  readonly negated: boolean;
  readonly future: boolean;
  readonly hypothetical: boolean;
  /** "would": in what is said, the future of the past. */
  readonly would: boolean;
  /** "tried to": not said to have been done. */
  readonly tried: boolean;
  /** "used to": told as background. Dates are seen to elsewhere. */
  readonly historical: boolean;
  /** "to meet Chirac", behind what was done for it. */
  readonly purpose: boolean;
  /** It stands under "if" or "unless". */
  readonly conditional: boolean;
}

const CONDITIONS = new Set(["if", "unless", "whether", "lest", "should", "until", "once"]);

/** "was the first country": a noun that says of its subject that it came first, or last, or alone. */
function foremost(tree: Tree, helpers: Predicates["helpers"], noun: number): boolean {
  if (tree.child(noun, Rel.cop) < 0) return false;
  const { syntax } = tree;
  for (let c = syntax.firstChild[noun] as number; c >= 0; c = syntax.nextSibling[c] as number)
    if (syntax.deprel[c] === Rel.amod && helpers.foremost.has(tree.lemma(c))) return true;
  return false;
}

function isPerfect(tree: Tree, verb: number): boolean {
  const { syntax } = tree;
  for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number)
    if (syntax.deprel[c] === Rel.aux && tree.lemma(c) === "have") return true;
  return false;
}

/** A word as it is written, in small letters: "expected" of "is expected to visit". */
function formOf(tree: Tree, word: number): string {
  return (tree.tokens.form[word] as string).toLowerCase();
}

/** How a predicate is told: from its auxiliaries and negations and those of the words that it hangs on. */
export function modalityOf(tree: Tree, helpers: Predicates["helpers"], word: number, governor: number): Modality {
  let negated = false;
  let future = false;
  let hypothetical = false;
  let would = false;
  let tried = false;
  let historical = false;
  let purpose = false;
  let conditional = false;

  const look = (at: number): void => {
    const { syntax } = tree;
    for (let c = syntax.firstChild[at] as number; c >= 0; c = syntax.nextSibling[c] as number) {
      const relation = syntax.deprel[c] as number;
      const lemma = tree.lemma(c);
      if (relation === Rel.aux) {
        const form = (tree.tokens.form[c] as string).toLowerCase();
        if (helpers.will.has(lemma) || helpers.will.has(form)) future = true;
        else if (form === "would" || form === "'d") {
          // "would have condemned": it never came to it
          if (isPerfect(tree, at)) hypothetical = true;
          else would = true;
        } else if (helpers.doubt.has(form) || helpers.doubt.has(lemma)) hypothetical = true;
      } else if (relation === Rel.mark && CONDITIONS.has(lemma)) conditional = true;
      else if (relation === Rel.advmod && helpers.past.has(lemma)) historical = true;
      else if ((relation === Rel.advmod || relation === Rel.det || relation === Rel.cc) && helpers.negator.has(lemma))
        negated = true;
      else if ((relation === Rel.nsubj || relation === Rel.obj) && at !== word) continue;
      else if (relation === Rel.nsubj || relation === Rel["nsubj:pass"] || relation === Rel.obj) {
        const determiner = tree.child(c, Rel.det);
        if ((determiner >= 0 && tree.lemma(determiner) === "no") || lemma === "nobody" || lemma === "none")
          negated = true;
      }
    }
    if (tree.hasCase(at, "without")) negated = true;
  };

  let at = word;
  look(at);
  // "is to send troops"
  if (tree.xpos(word) === Xpos.VB && tree.child(word, Rel.cop) >= 0 && tree.caseOf(word) === "to") future = true;
  if (governor >= 0 && governor !== word) {
    look(governor);
    at = governor;
  }
  // up the chain of what it hangs on, as long as that only passes it on
  for (let steps = 0; steps < 6; steps++) {
    const relation = tree.rel(at);
    const head = tree.head(at);
    if (head < 0) {
      // "Bush to visit China": a headline's infinitive is what is to come
      if (tree.xpos(at) === Xpos.VB && tree.caseOf(at) === "to") future = true;
      break;
    }
    const lemma = tree.lemma(head);
    if (relation === Rel.xcomp || (relation === Rel.ccomp && helpers.deny.has(lemma))) {
      if (helpers.not.has(lemma) || helpers.deny.has(lemma)) negated = !negated;
      else if (helpers.future.has(lemma) || helpers.future.has(formOf(tree, head))) future = true;
      else if (helpers.try.has(lemma)) tried = true;
      else if (helpers.past.has(formOf(tree, head)) && !tree.isPassive(head)) historical = true;
      else if (lemma === "go" && tree.xpos(head) === Xpos.VBG) future = true;
      else if (lemma === "be" && tree.caseOf(at) === "to") future = true;
      else if (!helpers.through.has(lemma)) {
        // "to discuss dismantling …": what another verb is about is not said to have been done
        if (relation === Rel.xcomp && !helpers.told.has(lemma) && tree.xpos(at) !== Xpos.VBN) purpose = true;
        break;
      }
      look(head);
      at = head;
    } else if (relation === Rel.conj) {
      // "will visit Paris and meet Chirac": what stands side by side shares its auxiliaries
      if (
        tree.child(at, Rel.aux) < 0 &&
        tree.child(at, Rel.nsubj) < 0 &&
        tree.upos(head) === Upos.VERB &&
        tree.xpos(at) === tree.xpos(head)
      ) {
        const { syntax } = tree;
        for (let c = syntax.firstChild[head] as number; c >= 0; c = syntax.nextSibling[c] as number)
          if (syntax.deprel[c] === Rel.aux) {
            const form = (tree.tokens.form[c] as string).toLowerCase();
            if (helpers.will.has(form)) future = true;
            else if (helpers.doubt.has(form)) hypothetical = true;
          }
      } else if (tree.child(at, Rel.nsubj) >= 0 || tree.upos(at) !== Upos.VERB) break;
      at = head;
    } else if (relation === Rel.advcl || relation === Rel.acl) {
      // "conducive to safeguarding peace", "a plan for selling arms"
      if (tree.xpos(at) === Xpos.VBG && helpers.unsaid.has(tree.caseOf(at))) purpose = true;
      if (relation === Rel.acl && tree.caseOf(at) === "to" && foremost(tree, helpers, head)) {
        // "France was the first country to recognise it": done, and of a time before the news
        historical = true;
        break;
      }
      // "to disarm them", "in order to disarm them"
      if (tree.hasCase(at, "to") && tree.xpos(at) !== Xpos.VBG) {
        purpose = true;
        const verb: number = relation === Rel.advcl ? head : tree.head(head);
        if (verb >= 0 && (helpers.future.has(tree.lemma(verb)) || helpers.future.has(formOf(tree, verb))))
          future = true;
      }
      break;
    } else break;
  }
  // "if …": the clause that the predicate stands in, some steps up
  let up = tree.head(at);
  for (let steps = 0; up >= 0 && steps < 3 && !conditional; steps++) {
    const { syntax } = tree;
    for (let c = syntax.firstChild[up] as number; c >= 0 && c < up; c = syntax.nextSibling[c] as number)
      if (syntax.deprel[c] === Rel.mark && CONDITIONS.has(tree.lemma(c))) conditional = true;
    up = tree.head(up);
  }
  return { negated, future, hypothetical, would, tried, historical, purpose, conditional };
}
