import type { Doc } from "../doc.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";

const FINITE = new Set<number>([Xpos.VBD, Xpos.VBZ, Xpos.VBP, Xpos.MD]);

/** Words of a story, first and last, both inclusive. */
export type Words = [first: number, last: number];

/** Small words by what they do around speech: the table `statements/small-words`. */
export type SmallWords = { readonly [does in SmallWord]: ReadonlySet<string> };
export const SMALL_WORDS = ["question", "setting", "when", "contrast", "opener", "subject"] as const;
type SmallWord = (typeof SMALL_WORDS)[number];

/** A story's words and trees with the questions that this room asks of them. */
export interface Tree {
  readonly doc: Doc;
  readonly small: SmallWords;
  upos(word: number): number;
  rel(word: number): number;
  head(word: number): number;
  left(word: number): number;
  right(word: number): number;
  /** The word in lower case. */
  lower(word: number): string;
  lemma(word: number): string;
  /** First and last word of the sentence a word stands in. */
  sentenceFirst(word: number): number;
  sentenceLast(word: number): number;
  /** The dependents of a word, in text order. */
  children(word: number): number[];
  /** The first dependent with one of these relations, -1 for none. */
  child(word: number, ...relations: number[]): number;
  isPunctuation(word: number): boolean;
  /** Whether a word carries tense or is a modal: "says", "were", "will". */
  isFinite(word: number): boolean;
}

/** Makes the questions for one story. */
export function treeOf(doc: Doc, small: SmallWords): Tree {
  const { tokens, syntax } = doc;
  const lowered: (string | undefined)[] = new Array(tokens.count);
  const tree: Tree = {
    doc,
    small,
    upos: (word) => syntax.upos[word] as number,
    rel: (word) => syntax.deprel[word] as number,
    head: (word) => syntax.head[word] as number,
    left: (word) => syntax.leftEdge[word] as number,
    right: (word) => syntax.rightEdge[word] as number,
    lower(word) {
      const known = lowered[word];
      if (known !== undefined) return known;
      const form = (tokens.form[word] ?? "").toLowerCase();
      const lower = form.includes("\u2019") ? form.replaceAll("\u2019", "'") : form;
      lowered[word] = lower;
      return lower;
    },
    lemma: (word) => (syntax.lemma[word] as string).toLowerCase(),
    sentenceFirst: (word) => tokens.sentenceStart[tokens.sentenceOf[word] as number] as number,
    sentenceLast: (word) => (tokens.sentenceStart[(tokens.sentenceOf[word] as number) + 1] as number) - 1,
    children(word) {
      const found: number[] = [];
      for (let c = syntax.firstChild[word] as number; c >= 0; c = syntax.nextSibling[c] as number) found.push(c);
      return found;
    },
    child(word, ...relations) {
      for (let c = syntax.firstChild[word] as number; c >= 0; c = syntax.nextSibling[c] as number)
        if (relations.includes(syntax.deprel[c] as number)) return c;
      return -1;
    },
    isPunctuation: (word) => syntax.upos[word] === Upos.PUNCT,
    isFinite(word) {
      const tag = syntax.xpos[word] as number;
      return FINITE.has(tag) && syntax.deprel[word] !== Rel.amod;
    },
  };
  return tree;
}
