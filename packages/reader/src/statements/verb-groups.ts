import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { Cue, CueWords } from "./cues.ts";
import type { Tree, Words } from "./tree.ts";

const ENDINGS: readonly (readonly [string, number])[] = [
  ["ing", 3],
  ["ed", 2],
  ["es", 2],
  ["s", 1],
];

/** What the lexicon knows of a verb, by its lemma or by its form. */
export function verbCue(words: CueWords, tree: Tree, v: number): Cue | undefined {
  return words.verbs.get(tree.lemma(v)) ?? words.verbs.get(baseForm(tree.lower(v), words));
}

/** The base form of a regular verb that the lemmas do not know: "shouting" → "shout". */
function baseForm(form: string, words: CueWords): string {
  for (const [ending, length] of ENDINGS)
    if (form.endsWith(ending)) {
      const stem = form.slice(0, -length);
      for (const base of [stem, `${stem}e`, stem.slice(0, -1)]) if (words.verbs.has(base)) return base;
    }
  return form;
}

/** The verb with its auxiliaries and adverbs: "has repeatedly said", "did not mention", "to acknowledge", "seems to suggest". */
export function verbGroup(tree: Tree, v: number, catenatives?: ReadonlySet<string>): Words {
  let first = v;
  const start = tree.sentenceFirst(v);
  while (first > start) {
    const w = first - 1;
    const head = tree.head(w);
    const upos = tree.upos(w);
    if (upos === Upos.VERB && catenatives?.has(tree.lemma(w)) && tree.lower(first) === "to") {
      first = verbGroup(tree, w)[0];
      break;
    }
    if (upos === Upos.ADP && catenatives && first > start + 1 && tree.lower(w) === "on" && tree.lemma(w - 1) === "go") {
      first = verbGroup(tree, w - 1)[0];
      break;
    }
    if (head !== v && (head < 0 || tree.head(head) !== v)) break;
    if (upos !== Upos.AUX && upos !== Upos.ADV && upos !== Upos.PART) break;
    if (tree.rel(w) === Rel.nsubj || (tree.rel(w) === Rel.mark && upos !== Upos.PART)) break;
    if (tree.small.question.has(tree.lower(w))) break;
    first = w;
  }
  return [first, v];
}

export function isPassive(tree: Tree, v: number): boolean {
  // "when asked about it", "Asked about it": a tagger takes it for a past tense
  if (
    tree.child(v, Rel.nsubj, Rel.aux) < 0 &&
    (v === tree.sentenceFirst(v) || tree.small.when.has(tree.lower(v - 1))) &&
    tree.lower(v).endsWith("ed")
  )
    return true;
  return (
    tree.doc.syntax.xpos[v] === Xpos.VBN &&
    (tree.child(v, Rel["aux:pass"], Rel["nsubj:pass"]) >= 0 ||
      ((tree.rel(v) === Rel.acl || tree.rel(v) === Rel.advcl) && tree.child(v, Rel.aux) < 0))
  );
}
