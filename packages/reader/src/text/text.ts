import type { Lexicon } from "../lexicon.ts";
import type { Block } from "../record.ts";
import { cutSentences } from "./sentences.ts";
import { openSpelling } from "./spelling.ts";
import type { Tokens } from "./tokens.ts";
import { createWords, newWords } from "./words.ts";

/** Cuts the blocks of a story into sentences and words. Text between blocks, trailers and boilerplate are not read, and a sentence never runs over the end of a block. */
export type TextRead = (text: string, blocks: readonly Block[]) => Tokens;

/** Makes the cutting of text, by Universal Dependencies' conventions for English, with the tables of `lexicon/text/`. */
export function createText(lexicon: Lexicon): TextRead {
  const spelling = openSpelling(lexicon);
  const cutWords = createWords(spelling);
  return (text, blocks) => {
    const words = newWords(text.length);
    const sentenceStart: number[] = [];
    const sentenceBlock: number[] = [];
    blocks.forEach((block, b) => {
      // The desk's own words ("Enditem", "ATTENTION ADDS quotes") are no part of what is told.
      if (block.kind === "trailer" || block.kind === "boilerplate") return;
      const first = words.count;
      cutWords(text, block.start, block.end, words);
      cutSentences(text, words, first, spelling, (word) => {
        sentenceStart.push(word);
        sentenceBlock.push(b);
      });
    });
    const count = words.count;
    sentenceStart.push(count);
    const sentenceOf = new Int32Array(count);
    for (let s = 0; s < sentenceBlock.length; s++)
      sentenceOf.fill(s, sentenceStart[s] as number, sentenceStart[s + 1] as number);
    return {
      text,
      count,
      form: words.form,
      start: words.start.slice(0, count),
      end: words.end.slice(0, count),
      joined: words.joined.slice(0, count),
      sentenceCount: sentenceBlock.length,
      sentenceStart: Int32Array.from(sentenceStart),
      sentenceBlock: Int32Array.from(sentenceBlock),
      sentenceOf,
    };
  };
}
