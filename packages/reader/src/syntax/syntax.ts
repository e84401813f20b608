/** Tags, lemmas and Universal Dependencies of a story: arrays parallel to `Tokens`, one entry per word. */
export interface Syntax {
  /** Index in `UPOS`. */
  readonly upos: Uint8Array;
  /** Index in `XPOS` (Penn tags as EWT has them). */
  readonly xpos: Uint8Array;
  /** The head, as a word of the story (not of the sentence); -1 for the root of a sentence. */
  readonly head: Int32Array;
  /** Index in `DEPREL`. */
  readonly deprel: Uint8Array;
  readonly lemma: readonly string[];
  /** First dependent of a word, and the next dependent of the same head, both in text order; -1 at the end. */
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  /** Leftmost and rightmost word of the subtree under a word. */
  readonly leftEdge: Int32Array;
  readonly rightEdge: Int32Array;
}

export const UPOS = [
  "ADJ",
  "ADP",
  "ADV",
  "AUX",
  "CCONJ",
  "DET",
  "INTJ",
  "NOUN",
  "NUM",
  "PART",
  "PRON",
  "PROPN",
  "PUNCT",
  "SCONJ",
  "SYM",
  "VERB",
  "X",
] as const;
export type UposName = (typeof UPOS)[number];

/** `Upos.VERB` is the index of VERB in `UPOS`: what `Syntax.upos` holds. */
export const Upos = index(UPOS);

export const DEPREL = [
  "root",
  "acl",
  "acl:relcl",
  "advcl",
  "advcl:relcl",
  "advmod",
  "amod",
  "appos",
  "aux",
  "aux:pass",
  "case",
  "cc",
  "cc:preconj",
  "ccomp",
  "compound",
  "compound:prt",
  "conj",
  "cop",
  "csubj",
  "csubj:outer",
  "csubj:pass",
  "dep",
  "det",
  "det:predet",
  "discourse",
  "dislocated",
  "expl",
  "fixed",
  "flat",
  "goeswith",
  "iobj",
  "list",
  "mark",
  "nmod",
  "nmod:desc",
  "nmod:poss",
  "nmod:unmarked",
  "nsubj",
  "nsubj:outer",
  "nsubj:pass",
  "nummod",
  "obj",
  "obl",
  "obl:agent",
  "obl:unmarked",
  "orphan",
  "parataxis",
  "punct",
  "reparandum",
  "vocative",
  "xcomp",
] as const;
export type DeprelName = (typeof DEPREL)[number];

/** `Rel["nsubj:pass"]` is the index of nsubj:pass in `DEPREL`: what `Syntax.deprel` holds. */
export const Rel = index(DEPREL);

export const XPOS = [
  "$",
  "''",
  ",",
  "-LRB-",
  "-RRB-",
  ".",
  ":",
  "ADD",
  "AFX",
  "CC",
  "CD",
  "DT",
  "EX",
  "FW",
  "GW",
  "HYPH",
  "IN",
  "JJ",
  "JJR",
  "JJS",
  "LS",
  "MD",
  "NFP",
  "NN",
  "NNP",
  "NNPS",
  "NNS",
  "PDT",
  "POS",
  "PRP",
  "PRP$",
  "RB",
  "RBR",
  "RBS",
  "RP",
  "SYM",
  "TO",
  "UH",
  "VB",
  "VBD",
  "VBG",
  "VBN",
  "VBP",
  "VBZ",
  "WDT",
  "WP",
  "WP$",
  "WRB",
  "XX",
  "``",
] as const;
export type XposName = (typeof XPOS)[number];
export const Xpos = index(XPOS);

function index<const Names extends readonly string[]>(names: Names): { readonly [N in Names[number]]: number } {
  return Object.fromEntries(names.map((name, i) => [name, i])) as { [N in Names[number]]: number };
}
