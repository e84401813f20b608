import type { Tokens } from "../text/tokens.ts";
import { openLemmas } from "./lemma.ts";
import { openModel } from "./model.ts";
import { openNetwork } from "./network.ts";
import { Rel, type Syntax, XPOS } from "./syntax.ts";
import { linkTree } from "./tree.ts";

/**
 * The most words read as one sentence. What is longer (a list without any stop) is read in pieces, and the roots of the
 * later ones hang on the first as parataxis: time and memory stay in proportion to the words.
 */
export const MOST_WORDS = 8192;

export interface Parser {
  /** `sha256:…` of the model's weights. */
  readonly digest: string;
  parse(tokens: Tokens): Syntax;
}

/**
 * Opens a model file. Throws, naming the reason, where the bytes are damaged, truncated or of another version.
 * `plain` does without WebAssembly; the trees are the same.
 */
export function openParser(bytes: Uint8Array, plain = false): Parser {
  const model = openModel(bytes);
  const readSentences = openNetwork(model, plain);
  const lemmaOf = openLemmas(new TextDecoder().decode(model.array("lemmas", "u8")));
  // A tag of the model is a part of speech and a Penn tag in one number.
  const tags = model.facts.tags as number[];
  const uposOf = Uint8Array.from(tags, (tag) => Math.floor(tag / XPOS.length));
  const xposOf = Uint8Array.from(tags, (tag) => tag % XPOS.length);
  return {
    digest: model.digest,
    parse(tokens) {
      const n = tokens.count;
      const tag = new Int32Array(n);
      const head = new Int32Array(n);
      const deprel = new Uint8Array(n);
      const bounds = [tokens.sentenceStart[0] ?? 0];
      for (let s = 0; s < tokens.sentenceCount; s++) {
        const stop = tokens.sentenceStart[s + 1] as number;
        for (let from = tokens.sentenceStart[s] as number; from < stop; from += MOST_WORDS)
          bounds.push(Math.min(stop, from + MOST_WORDS));
      }
      readSentences(tokens.form, bounds, { tag, head, deprel });
      for (let s = 0; s < tokens.sentenceCount; s++) {
        const start = tokens.sentenceStart[s] as number;
        const stop = tokens.sentenceStart[s + 1] as number;
        for (let from = start + MOST_WORDS; from < stop; from += MOST_WORDS)
          hangOn(head.indexOf(-1, start), head.indexOf(-1, from), head, deprel);
      }
      const upos = new Uint8Array(n);
      const xpos = new Uint8Array(n);
      const lemma: string[] = [];
      for (let i = 0; i < n; i++) {
        upos[i] = uposOf[tag[i] as number] as number;
        xpos[i] = xposOf[tag[i] as number] as number;
        lemma.push(lemmaOf(tokens.form[i] as string, xpos[i] as number));
      }
      return { upos, xpos, head, deprel, lemma, ...linkTree(tokens, head) };
    },
  };
}

function hangOn(root: number, laterRoot: number, head: Int32Array, deprel: Uint8Array): void {
  head[laterRoot] = root;
  deprel[laterRoot] = Rel.parataxis;
}
