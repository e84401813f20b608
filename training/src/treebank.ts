import { readFileSync } from "node:fs";
import { DEPREL, Rel, UPOS, Upos, XPOS, Xpos } from "../../packages/reader/src/syntax/syntax.ts";

/** One sentence of a treebank: arrays parallel to `form`. */
export interface GoldSentence {
  form: string[];
  lemma: string[];
  /** Indexes in `UPOS`, `XPOS` and `DEPREL`. */
  upos: Uint8Array;
  xpos: Uint8Array;
  deprel: Uint8Array;
  /** The head's place in the sentence, -1 for the root. */
  head: Int32Array;
}

/**
 * Reads the sentences of a CoNLL-U file: the syntactic words; ranges of multiword tokens and empty nodes are left out.
 * A label that the inventories of `syntax.ts` lack becomes the nearest that they hold (`dep`, `X`, `XX`).
 */
export function readTreebank(path: string): GoldSentence[] {
  const sentences: GoldSentence[] = [];
  for (const block of readFileSync(path, "utf8").split("\n\n")) {
    const words = block
      .split("\n")
      .map((line) => line.split("\t"))
      .filter((cells) => cells.length === 10 && /^\d+$/.test(cells[0] as string));
    if (words.length === 0) continue;
    const column = (k: number) => words.map((cells) => cells[k] as string);
    sentences.push({
      form: column(1),
      lemma: column(2),
      upos: Uint8Array.from(column(3), (tag) => indexIn(UPOS, tag, Upos.X)),
      xpos: Uint8Array.from(column(4), (tag) => indexIn(XPOS, tag, Xpos.XX)),
      head: Int32Array.from(column(6), (head) => Number(head) - 1),
      deprel: Uint8Array.from(column(7), (label) => indexIn(DEPREL, label, Rel.dep)),
    });
  }
  return sentences;
}

function indexIn(names: readonly string[], name: string, otherwise: number): number {
  const found = names.indexOf(name);
  if (found >= 0) return found;
  const plain = names.indexOf(name.split(":")[0] as string);
  return plain >= 0 ? plain : otherwise;
}
