/**
 * The words of a story, cut by Universal Dependencies' conventions for English: a structure of arrays,
 * one entry per syntactic word. "don't" is one token of two words, "do" and "n't".
 */
export interface Tokens {
  /** `story.text`. */
  readonly text: string;
  /** Number of syntactic words. */
  readonly count: number;
  /** The word as it stands. */
  readonly form: readonly string[];
  /** Word → half-open offsets in `text`, UTF-16 code units. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** 1 for every word after the first of a multiword token ("n't"); it follows the word before it without a space. */
  readonly joined: Uint8Array;
  readonly sentenceCount: number;
  /** Sentence → its first word; `sentenceCount + 1` entries, the last is `count`. */
  readonly sentenceStart: Int32Array;
  /** Sentence → index in `story.blocks` of the block it stands in. */
  readonly sentenceBlock: Int32Array;
  /** Word → its sentence. */
  readonly sentenceOf: Int32Array;
}
