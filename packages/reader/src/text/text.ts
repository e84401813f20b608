import type { Block } from "../record.ts";
import type { Tokens } from "./tokens.ts";

/**
 * Cuts the blocks of a story into sentences and words. Text between blocks is not read.
 * A sentence never runs over the end of a block.
 */
export function readText(text: string, blocks: readonly Block[]): Tokens {
  const form: string[] = [];
  const start: number[] = [];
  const end: number[] = [];
  const sentenceStart: number[] = [];
  const sentenceBlock: number[] = [];
  const sentenceOf: number[] = [];
  blocks.forEach((block, b) => {
    const words = [...text.slice(block.start, block.end).matchAll(/\w+|[^\s\w]/g)];
    if (words.length === 0) return;
    sentenceStart.push(form.length);
    sentenceBlock.push(b);
    for (const word of words) {
      form.push(word[0]);
      start.push(block.start + word.index);
      end.push(block.start + word.index + word[0].length);
      sentenceOf.push(sentenceBlock.length - 1);
    }
  });
  sentenceStart.push(form.length);
  return {
    text,
    count: form.length,
    form,
    start: Int32Array.from(start),
    end: Int32Array.from(end),
    joined: new Uint8Array(form.length),
    sentenceCount: sentenceBlock.length,
    sentenceStart: Int32Array.from(sentenceStart),
    sentenceBlock: Int32Array.from(sentenceBlock),
    sentenceOf: Int32Array.from(sentenceOf),
  };
}
