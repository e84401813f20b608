import type { Parsed } from "../doc.ts";
import { Rel, type Syntax, Upos, Xpos } from "../syntax/syntax.ts";
import type { Tokens } from "../text/tokens.ts";
import type { NounSet } from "./patterns.ts";

/** A noun with the preposition before it: "with France". `near` is false where it hangs below the object ("a treaty with France"). */
export interface Oblique {
  readonly preposition: string;
  readonly head: number;
  readonly near: boolean;
  /** It hangs on a noun below the object ("talks on the border [with Iraq]"). */
  readonly deep: boolean;
}

/** A story's trees with the questions that this room asks of them. */
export interface Tree {
  readonly doc: Parsed;
  readonly tokens: Tokens;
  readonly syntax: Syntax;
  /** The lemma in lower case. */
  lemma(word: number): string;
  rel(word: number): number;
  head(word: number): number;
  upos(word: number): number;
  xpos(word: number): number;
  /** The first dependent with this relation, -1 for none. */
  child(word: number, relation: number): number;
  hasCase(word: number, preposition: string): boolean;
  /** The preposition or marker of a noun or clause: "with" of "with France"; empty for none. */
  caseOf(word: number): string;
  /** Particles and prepositions with their nouns, those of the object behind. */
  obliques(word: number): readonly Oblique[];
  /** Whether a marker of a clause is a preposition ("for refusing"), not a conjunction ("because"). */
  isPreposition(word: number): boolean;
  isPassive(verb: number): boolean;
  /** Whether the noun is one of the set. */
  isNoun(word: number, nouns: NounSet): boolean;
  /** A word and what is coordinated with it. */
  conjuncts(word: number): number[];
}

const CLAUSAL_OBLIQUE = new Set<number>([
  Rel.obl,
  Rel["obl:agent"],
  Rel["obl:unmarked"],
  Rel.nmod,
  Rel["nmod:desc"],
  Rel["nmod:unmarked"],
  Rel.advcl,
  Rel.xcomp,
  Rel.ccomp,
  Rel.advmod,
  Rel.acl,
  Rel.dep,
]);
/** Relations in which only nouns stand: clauses have relations of their own. */
const NOMINAL = new Set<number>([Rel.nsubj, Rel["nsubj:pass"], Rel.obj]);
const OBJECT = new Set<number>([Rel.obj, Rel["nsubj:pass"], Rel.iobj]);

/** Not asked yet. */
const UNKNOWN = 2;

/** Makes the questions for one story; the answers that cost are kept. */
export function treeOf(doc: Parsed, verbForms: ReadonlyMap<string, string>): Tree {
  const { tokens, syntax } = doc;
  const { head, deprel, upos, xpos, lemma, firstChild, nextSibling } = syntax;
  const lowered: (string | undefined)[] = new Array(tokens.count);
  const oblique: (Oblique[] | undefined)[] = new Array(tokens.count);
  const passive = new Uint8Array(tokens.count).fill(UNKNOWN);

  /** What hangs on a noun with a preposition: "a treaty [with France]". */
  function below(noun: number, found: Oblique[], depth = 0): void {
    for (let c = firstChild[noun] as number; c >= 0; c = nextSibling[c] as number)
      if (deprel[c] === Rel.nmod || deprel[c] === Rel.acl || deprel[c] === Rel.obl) {
        const preposition = tree.caseOf(c);
        if (preposition) {
          found.push({ preposition, head: c, near: false, deep: depth > 0 });
          if (depth < 1) below(c, found, depth + 1);
        }
      }
  }

  /** "with president Sheikh Sharif": the preposition may hang on the title of a name. */
  function titleCase(name: number, depth: number): string {
    for (let c = firstChild[name] as number; c >= 0 && c < name; c = nextSibling[c] as number) {
      if (deprel[c] !== Rel.compound && deprel[c] !== Rel["nmod:desc"]) continue;
      for (let g = firstChild[c] as number; g >= 0 && g < c; g = nextSibling[g] as number)
        if (deprel[g] === Rel.case) return tree.lemma(g);
      const above = depth < 2 ? titleCase(c, depth + 1) : "";
      if (above) return above;
    }
    return "";
  }

  /** "[exchanges] between them have resumed": a plural taken for a verb, where it is a subject or an object, or is between two. */
  function isNoun(word: number): boolean {
    const subject = tree.child(word, Rel.nsubj);
    if (subject >= 0 && upos[subject] !== Upos.SCONJ) return false;
    if (NOMINAL.has(deprel[word] as number)) return true;
    for (let c = firstChild[word] as number; c >= 0; c = nextSibling[c] as number)
      if ((deprel[c] === Rel.obl || deprel[c] === Rel.nmod) && tree.hasCase(c, "between")) return true;
    return false;
  }

  /** "The tycoon, a critic of Minsk, called for sanctions.": a verb hung on the noun that is left as the root of a sentence. */
  function isMain(verb: number): boolean {
    let noun = head[verb] as number;
    if (noun >= 0 && deprel[noun] === Rel.appos) noun = head[noun] as number;
    if (noun < 0 || (head[noun] as number) >= 0 || upos[noun] === Upos.VERB) return false;
    const last = (tokens.sentenceStart[(tokens.sentenceOf[verb] as number) + 1] as number) - 1;
    return tokens.form[last] === ".";
  }

  function findPassive(verb: number): boolean {
    // "the president stepped down" taken for a passive: a past tense without "be" is none
    if (xpos[verb] === Xpos.VBD && tree.child(verb, Rel["aux:pass"]) < 0) return false;
    // "an aide faulted the decision", which only looks like it
    if (tree.child(verb, Rel["aux:pass"]) < 0 && tree.child(verb, Rel.obj) > verb) return false;
    for (let c = firstChild[verb] as number; c >= 0; c = nextSibling[c] as number) {
      const relation = deprel[c] as number;
      if (relation === Rel["nsubj:pass"] || relation === Rel["aux:pass"] || relation === Rel["csubj:pass"]) return true;
    }
    if (xpos[verb] !== Xpos.VBN || tree.child(verb, Rel.obj) >= 0) return false;
    // "documents signed by Iran", but not "guerrillas wounded two soldiers", which only looks like it
    if (deprel[verb] === Rel.acl) return !isMain(verb);
    if (tree.child(verb, Rel.aux) >= 0 || tree.child(verb, Rel.nsubj) >= 0) return false;
    // "accused of fraud, he resigned"
    if (deprel[verb] === Rel.advcl) return true;
    // "was arrested and [charged]"
    return (
      deprel[verb] === Rel.conj && upos[head[verb] as number] === Upos.VERB && tree.isPassive(head[verb] as number)
    );
  }

  const tree: Tree = {
    doc,
    tokens,
    syntax,
    lemma(word) {
      const known = lowered[word];
      if (known !== undefined) return known;
      let lower = (lemma[word] as string).toLowerCase();
      // a verb of the tables is known by its forms: lemmas that were never seen in training are guesses ("fre" of "freed")
      if (upos[word] === Upos.VERB) lower = verbForms.get((tokens.form[word] as string).toLowerCase()) ?? lower;
      lowered[word] = lower;
      return lower;
    },
    rel: (word) => deprel[word] as number,
    head: (word) => head[word] as number,
    upos(word) {
      const own = upos[word] as number;
      return own === Upos.VERB && xpos[word] === Xpos.VBZ && isNoun(word) ? Upos.NOUN : own;
    },
    xpos: (word) => xpos[word] as number,
    child(word, relation) {
      for (let c = firstChild[word] as number; c >= 0; c = nextSibling[c] as number)
        if (deprel[c] === relation) return c;
      return -1;
    },
    caseOf(word) {
      for (let c = firstChild[word] as number; c >= 0; c = nextSibling[c] as number)
        if (deprel[c] === Rel.case || deprel[c] === Rel.mark) return tree.lemma(c);
      return titleCase(word, 0);
    },
    hasCase(word, preposition) {
      for (let c = firstChild[word] as number; c >= 0; c = nextSibling[c] as number)
        if ((deprel[c] === Rel.case || deprel[c] === Rel.mark) && tree.lemma(c) === preposition) return true;
      return false;
    },
    obliques(word) {
      const known = oblique[word];
      if (known) return known;
      const near: Oblique[] = [];
      const far: Oblique[] = [];
      for (let c = firstChild[word] as number; c >= 0; c = nextSibling[c] as number) {
        const relation = deprel[c] as number;
        if (relation === Rel["compound:prt"])
          near.push({ preposition: tree.lemma(c), head: -1, near: true, deep: false });
        else if (relation === Rel.advmod && (firstChild[c] as number) < 0)
          near.push({ preposition: tree.lemma(c), head: -1, near: true, deep: false });
        else if (CLAUSAL_OBLIQUE.has(relation)) {
          // "out of Lebanon" stands with both of its prepositions
          let marked = false;
          for (let g = firstChild[c] as number; g >= 0; g = nextSibling[g] as number)
            if (deprel[g] === Rel.case || deprel[g] === Rel.mark) {
              marked = true;
              near.push({ preposition: tree.lemma(g), head: c, near: true, deep: false });
              for (let f = firstChild[g] as number; f >= 0; f = nextSibling[f] as number)
                if (deprel[f] === Rel.fixed)
                  near.push({ preposition: tree.lemma(f), head: c, near: true, deep: false });
            }
          const title = marked || upos[c] !== Upos.PROPN ? "" : titleCase(c, 0);
          if (title) near.push({ preposition: title, head: c, near: true, deep: false });
          if (upos[c] !== Upos.VERB) below(c, far);
        } else if (OBJECT.has(relation)) below(c, far);
      }
      // "Israel reimposed blockades on …" read as one noun phrase
      if (upos[word] === Upos.VERB && deprel[word] === Rel.amod && (head[word] as number) > word)
        below(head[word] as number, far);
      // "talks with Iran on the border with Iraq": what hangs below the nouns comes last
      const found = near.concat(far);
      oblique[word] = found;
      return found;
    },
    isPreposition: (word) => (head[word] as number) >= 0 && xpos[head[word] as number] === Xpos.VBG,
    isPassive(verb) {
      if (passive[verb] === UNKNOWN) passive[verb] = findPassive(verb) ? 1 : 0;
      return passive[verb] === 1;
    },
    isNoun(word, nouns) {
      const own = tree.lemma(word);
      const before = nouns.compound.get(own);
      if (before)
        for (let c = firstChild[word] as number; c >= 0; c = nextSibling[c] as number)
          if (before.has(tree.lemma(c))) return true;
      if (nouns.single.has(own)) return true;
      // a noun taken for a verb has a lemma that is none: "embargoes"
      const form = (tokens.form[word] as string).toLowerCase();
      return (
        form.endsWith("s") &&
        (nouns.single.has(form.slice(0, -1)) ||
          (form.endsWith("es") && nouns.single.has(form.slice(0, -2))) ||
          (form.endsWith("ies") && nouns.single.has(`${form.slice(0, -3)}y`)))
      );
    },
    conjuncts(word) {
      const found = [word];
      for (let c = firstChild[word] as number; c >= 0; c = nextSibling[c] as number)
        if (deprel[c] === Rel.conj) found.push(c);
      return found;
    },
  };
  return tree;
}
