/** Sentences and tokens found in the running text of the UD English treebanks (EWT, and GUM's openly licensed genres). */
import type { Block, Tokens } from "@chancery/reader";
import { data, shippedReader } from "./reader.ts";
import { outFile, score } from "./score.ts";

/** Prints `tokens.f1` and `sentences.f1` of each test set; with names (`ewt-dev`) of those sets. */
export async function run(sets: readonly string[] = ["ewt-test", "gum-test"]): Promise<void> {
  const reader = shippedReader();
  for (const name of sets) {
    const gold = data(`syntax/${name}.conllu`);
    if (gold === null) continue;
    const text = score("tokens-input", gold);
    const words = reader.cut(text, paragraphs(text));
    const found = outFile(`${name}.tokens.conllu`, bareConllu(words));
    console.log(`${name}\n${score("tokens", gold, found)}`);
  }
}

/** A block for each stretch of text between blank lines. */
export function paragraphs(text: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const piece of text.split(/\n[ \t]*\n/)) {
    const start = text.indexOf(piece, at);
    at = start + piece.length;
    blocks.push({ kind: "paragraph", start, end: at, speaker: null });
  }
  return blocks;
}

/** CoNLL-U with the words alone; multiword tokens are ranges. */
export function bareConllu({ text, form, start, end, joined, sentenceStart, sentenceCount }: Tokens): string {
  const lines: string[] = [];
  const line = (id: string, word: string) => lines.push(`${id}\t${word}\t_\t_\t_\t_\t_\t_\t_\t_`);
  for (let s = 0; s < sentenceCount; s++) {
    const first = sentenceStart[s] as number;
    const behind = sentenceStart[s + 1] as number;
    for (let w = first; w < behind; w++) {
      if (!joined[w] && joined[w + 1] && w + 1 < behind)
        line(`${w - first + 1}-${w - first + 2}`, text.slice(start[w] as number, end[w + 1] as number));
      line(`${w - first + 1}`, form[w] as string);
    }
    lines.push("");
  }
  return `${lines.join("\n")}\n`;
}
