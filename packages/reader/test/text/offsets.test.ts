import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block } from "../../src/record.ts";
import { cut, cutParagraph } from "./spelled.ts";

/** Pieces that the cutting of words has rules for, so that random texts meet them. */
const PIECE = fc.oneof(
  fc.constantFrom(
    ..."Mr. U.S. don't can't cannot workers' 'til '90s $5bn 50% 5p.m. a.m. 3.5 1,200 7:30 9/11 and/or non-aligned well-known W. No. etc. ... ?! -- — “ ” ‘ ’ \" ' ( ) [3] https://x.org/a?b me@x.org www.x.org :) \u00ad \u200d \ufeff \u202e \0 \u0007 \t \n \n\n \r\n \u2028".split(
      " ",
    ),
    " ",
    "\ud83d\udc4d",
    "\ud83d",
    "\udc4d",
    "مرحبا",
    "中国",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
  fc.stringMatching(/^[A-Za-z.'-]{1,8}$/),
);
const TEXT = fc.array(PIECE, { maxLength: 60 }).map((pieces) => pieces.join(""));

function expectSound(text: string, blocks: readonly Block[]): void {
  const words = cut(text, blocks);
  let at = 0;
  for (let w = 0; w < words.count; w++) {
    const start = words.start[w] as number;
    const end = words.end[w] as number;
    if (end <= start || start < at || words.form[w] !== text.slice(start, end) || (words.joined[w] && start !== at))
      expect.fail(`word ${w} [${start}, ${end}) behind ${at}: ${JSON.stringify(words.form[w])}`);
    at = end;
  }
  expect(words.sentenceStart).toHaveLength(words.sentenceCount + 1);
  expect(words.sentenceStart[words.sentenceCount]).toBe(words.count);
  for (let s = 0; s < words.sentenceCount; s++) {
    const first = words.sentenceStart[s] as number;
    const last = (words.sentenceStart[s + 1] as number) - 1;
    expect(last).toBeGreaterThanOrEqual(first);
    expect(words.joined[first]).toBe(0);
    const block = blocks[words.sentenceBlock[s] as number] as Block;
    expect(words.start[first]).toBeGreaterThanOrEqual(block.start);
    expect(words.end[last]).toBeLessThanOrEqual(block.end);
    expect(words.sentenceOf.subarray(first, last + 1).every((of) => of === s)).toBe(true);
  }
}

describe("offsets", () => {
  test("rebuild any text, and leave out only what shows nothing", () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const paragraph: Block = { kind: "paragraph", start: 0, end: text.length, speaker: null };
        expectSound(text, [paragraph]);
        const words = cutParagraph(text);
        let gaps = "";
        let at = 0;
        for (let w = 0; w < words.count; w++) {
          gaps += text.slice(at, words.start[w]);
          at = words.end[w] as number;
        }
        expect(gaps + text.slice(at)).toMatch(/^[\s\p{Cc}\p{Cf}\p{Z}]*$/u);
      }),
      { numRuns: 600 },
    );
  });

  test("stay within blocks, however these are cut", () => {
    fc.assert(
      fc.property(TEXT, fc.array(fc.nat(200), { maxLength: 8 }), (text, cuts) => {
        const places = [...cuts.map((place) => Math.min(place, text.length)), text.length].sort((a, b) => a - b);
        let start = 0;
        const blocks = places.map((end): Block => {
          const block: Block = { kind: "paragraph", start, end, speaker: null };
          start = end;
          return block;
        });
        expectSound(text, blocks);
      }),
      { numRuns: 400 },
    );
  });

  test("a line of a million characters and a million stops are read", () => {
    expect(cutParagraph("word ".repeat(200_000)).count).toBe(200_000);
    expect(cutParagraph("a".repeat(1_000_000)).count).toBe(1);
    expect(cutParagraph("a.b-".repeat(250_000)).count).toBeGreaterThan(0);
    expect(cutParagraph("A. ".repeat(300_000)).count).toBeGreaterThan(0);
    expect(cutParagraph("x@".repeat(400_000)).count).toBeGreaterThan(0);
    expect(cutParagraph("1-".repeat(400_000)).count).toBeGreaterThan(0);
    expect(cutParagraph("''".repeat(400_000)).count).toBeGreaterThan(0);
  });
});
