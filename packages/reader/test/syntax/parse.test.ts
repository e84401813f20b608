import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { MOST_WORDS, openParser, type Parser } from "../../src/syntax/parse.ts";
import { DEPREL, Rel, UPOS, Upos, XPOS } from "../../src/syntax/syntax.ts";
import type { Tokens } from "../../src/text/tokens.ts";
import { wordsOf } from "./words.ts";

const bytes = readFileSync(new URL("../../model/model.bin", import.meta.url));
let parser: Parser;
beforeAll(() => {
  parser = openParser(bytes);
});

/** "form/UPOS/deprel/head form" of every word. */
function told(sentence: string): string[] {
  const tokens = wordsOf([sentence.split(" ")]);
  const { upos, deprel, head } = parser.parse(tokens);
  return tokens.form.map((form, i) => {
    const h = head[i] as number;
    return `${form}/${UPOS[upos[i] as number]}/${DEPREL[deprel[i] as number]}/${h < 0 ? "" : tokens.form[h]}`;
  });
}

function expectTrees(tokens: Tokens): void {
  const { head, deprel, lemma } = parser.parse(tokens);
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const [start, stop] = [tokens.sentenceStart[s] as number, tokens.sentenceStart[s + 1] as number];
    let roots = 0;
    const reached = new Uint8Array(stop - start);
    for (let i = start; i < stop; i++) {
      const way: number[] = [];
      let j = i;
      while (j >= start && j < stop && reached[j - start] === 0 && way.length <= stop - start) {
        way.push(j);
        j = head[j] as number;
      }
      if (j === -1) roots++;
      if (j === -1 || reached[j - start] === 1) for (const word of way) reached[word - start] = 1;
    }
    expect(roots).toBe(1);
    expect(reached.every((r) => r === 1)).toBe(true);
  }
  head.forEach((h, i) => {
    expect(deprel[i] === Rel.root).toBe(h === -1);
  });
  expect(lemma.every((word) => word !== "")).toBe(true);
}

describe("what it tells of sentences", () => {
  test.each([
    [
      "The minister met her colleague in Oslo .",
      ["minister/NOUN/nsubj/met", "met/VERB/root/", "colleague/NOUN/obj/met"],
    ],
    [
      "Kenya and Norway will not sign the treaty .",
      ["Kenya/PROPN/nsubj/sign", "Norway/PROPN/conj/Kenya", "not/PART/advmod/sign"],
    ],
    [
      "The envoy said that talks had failed .",
      ["envoy/NOUN/nsubj/said", "failed/VERB/ccomp/said", "that/SCONJ/mark/failed"],
    ],
    ["The bridge was destroyed by rebels .", ["bridge/NOUN/nsubj:pass/destroyed", "rebels/NOUN/obl:agent/destroyed"]],
  ])("%s", (sentence, expected) => {
    expect(told(sentence)).toEqual(expect.arrayContaining(expected));
  });

  test("lemmas follow the tag", () => {
    const tokens = wordsOf(["The children went and provoked the neighbours .".split(" ")]);
    const { lemma } = parser.parse(tokens);
    expect(lemma).toEqual(["the", "child", "go", "and", "provoke", "the", "neighbour", "."]);
  });

  test("a headline in capitals has its verb", () => {
    const tokens = wordsOf(["MINISTERS REJECT CEASEFIRE PLAN".split(" ")]);
    const { upos } = parser.parse(tokens);
    expect(upos[1]).toBe(Upos.VERB);
  });
});

describe("a tree in every case", () => {
  const token = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom("the", "said", ",", "and", "--", "2-1", "\ud83d", "\0", "Ἀθῆναι", "مصر", "SMITH", "(", '"'),
  );
  test("whatever the words", () => {
    fc.assert(
      fc.property(fc.array(fc.array(token, { minLength: 1, maxLength: 30 }), { maxLength: 5 }), (sentences) => {
        expectTrees(wordsOf(sentences));
      }),
    );
  });

  test.each([
    ["a list of names", (i: number) => (i % 3 === 2 ? "," : (["Ana", "Khan"][i % 3] as string))],
    ["a table of results", (i: number) => ["Lions", "3", "-", "1", "Bears", "45"][i % 6] as string],
    ["capitals", (i: number) => ["ENVOY", "SAYS", "NO"][i % 3] as string],
    ["one word again and again", () => "buffalo"],
    ["another language", (i: number) => ["Der", "Minister", "sagte", "nichts", "dazu"][i % 5] as string],
  ])("%s of five thousand words", (_, word) => {
    expectTrees(wordsOf([Array.from({ length: 5000 }, (_, i) => word(i))]));
  });

  test("a sentence longer than any that is read in one piece", () => {
    expectTrees(wordsOf([Array.from({ length: 2 * MOST_WORDS + 10 }, (_, i) => `w${i % 50}`), ["End", "."]]));
  });

  test("no words at all", () => {
    expect(parser.parse(wordsOf([])).head).toHaveLength(0);
  });
});

test("the same words have the same tree, whatever was read before, with or without WebAssembly", () => {
  const tokens = wordsOf([
    "Two ministers from Quito flew home , officials said .".split(" "),
    ["Nobody", "knows", "why"],
  ]);
  const first = parser.parse(tokens);
  parser.parse(wordsOf([Array.from({ length: 300 }, (_, i) => `x${i}`)]));
  expect(parser.parse(tokens)).toEqual(first);
  expect(openParser(bytes, true).parse(tokens)).toEqual(first);
});

test("tags and labels are those of the inventories", () => {
  const tokens = wordsOf(["It costs $ 3 , doesn't it ?".split(" ")]);
  const { upos, xpos, deprel } = parser.parse(tokens);
  for (let i = 0; i < tokens.count; i++) {
    expect(UPOS[upos[i] as number]).toBeDefined();
    expect(XPOS[xpos[i] as number]).toBeDefined();
    expect(DEPREL[deprel[i] as number]).toBeDefined();
  }
});
