import type { Tokens } from "../text/tokens.ts";
import { openLemmas } from "./lemma.ts";
import { openModel } from "./model.ts";
import { openSparse } from "./sparse.ts";
import type { Syntax } from "./syntax.ts";
import { linkTree } from "./tree.ts";

export interface Parser {
  /** `sha256:…` of the model's weights. */
  readonly digest: string;
  parse(tokens: Tokens): Syntax;
}

/** Opens a model file. Throws, naming the reason, where the bytes are damaged, truncated or of another version. */
export function openParser(bytes: Uint8Array): Parser {
  const model = openModel(bytes);
  const parseSentence = openSparse(model);
  const lemmaOf = openLemmas(new TextDecoder().decode(model.array("lemmas", "u8")));
  return {
    digest: model.digest,
    parse(tokens) {
      const n = tokens.count;
      const upos = new Uint8Array(n);
      const xpos = new Uint8Array(n);
      const head = new Int32Array(n);
      const deprel = new Uint8Array(n);
      for (let s = 0; s < tokens.sentenceCount; s++) {
        const start = tokens.sentenceStart[s] as number;
        const stop = tokens.sentenceStart[s + 1] as number;
        if (stop > start) parseSentence(tokens, start, stop, upos, xpos, head, deprel);
      }
      const lemma = tokens.form.map((form, i) => lemmaOf(form, xpos[i] as number));
      return { upos, xpos, head, deprel, lemma, ...linkTree(tokens, head) };
    },
  };
}
