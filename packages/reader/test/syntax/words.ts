import type { Tokens } from "../../src/text/tokens.ts";

/** Words of given sentences, one space between any two. */
export function wordsOf(sentences: readonly (readonly string[])[]): Tokens {
  const form = sentences.flat();
  const start = new Int32Array(form.length);
  const end = new Int32Array(form.length);
  let at = 0;
  form.forEach((word, i) => {
    start[i] = at;
    end[i] = at + word.length;
    at += word.length + 1;
  });
  const sentenceStart = new Int32Array(sentences.length + 1);
  sentences.forEach((sentence, s) => {
    sentenceStart[s + 1] = (sentenceStart[s] as number) + sentence.length;
  });
  return {
    text: form.join(" "),
    count: form.length,
    form,
    start,
    end,
    joined: new Uint8Array(form.length),
    sentenceCount: sentences.length,
    sentenceStart,
    sentenceBlock: new Int32Array(sentences.length),
    sentenceOf: Int32Array.from(sentences.flatMap((sentence, s) => sentence.map(() => s))),
  };
}
