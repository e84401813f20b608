import { expect, test } from "vitest";
import { Rel, Upos, Xpos } from "../../packages/reader/src/syntax/syntax.ts";
import { vary } from "../src/corpus.ts";
import { createRandom, shuffle } from "../src/random.ts";
import type { GoldSentence } from "../src/treebank.ts";

const SENTENCE: GoldSentence = {
  form: ["Ministers", "met", "in", "Cairo", "."],
  lemma: ["minister", "meet", "in", "Cairo", "."],
  upos: Uint8Array.of(Upos.NOUN, Upos.VERB, Upos.ADP, Upos.PROPN, Upos.PUNCT),
  xpos: Uint8Array.of(Xpos.NNS, Xpos.VBD, Xpos.IN, Xpos.NNP, Xpos["."]),
  head: Int32Array.of(1, -1, 3, 1, 1),
  deprel: Uint8Array.of(Rel.nsubj, Rel.root, Rel.case, Rel.obl, Rel.punct),
};

test("a sentence is now and then a headline, in capitals, in small letters or without its stop; most often itself", () => {
  const random = createRandom(1);
  const seen = new Map<string, number>();
  for (let i = 0; i < 3000; i++) {
    const { form, head, upos } = vary(SENTENCE, random);
    expect([head.length, upos.length]).toEqual([form.length, form.length]);
    const text = form.join(" ");
    seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  expect([...seen.keys()].sort()).toEqual([
    "MINISTERS MET IN CAIRO .",
    "Ministers Met in Cairo",
    "Ministers met in Cairo",
    "Ministers met in Cairo .",
    "ministers met in cairo .",
  ]);
  expect(seen.get("Ministers met in Cairo .")).toBeGreaterThan(2400);
});

test("the same seed gives the same order, another seed another", () => {
  const order = (seed: number) => {
    const list = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    shuffle(list, createRandom(seed));
    return list;
  };
  expect(order(4)).toEqual(order(4));
  expect(order(4)).not.toEqual(order(5));
  expect([...order(4)].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
