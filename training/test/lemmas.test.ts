import { expect, test } from "vitest";
import { openLemmas } from "../../packages/reader/src/syntax/lemma.ts";
import { Rel, Upos, Xpos, type XposName } from "../../packages/reader/src/syntax/syntax.ts";
import { learnLemmas } from "../src/lemmas.ts";
import type { GoldSentence } from "../src/treebank.ts";

/** A sentence of words with tag and lemma; its tree does not matter here. */
function words(tag: XposName, pairs: readonly (readonly [string, string])[]): GoldSentence {
  return {
    form: pairs.map(([form]) => form),
    lemma: pairs.map(([, lemma]) => lemma),
    upos: new Uint8Array(pairs.length).fill(Upos.NOUN),
    xpos: new Uint8Array(pairs.length).fill(Xpos[tag]),
    deprel: new Uint8Array(pairs.length).fill(Rel.dep),
    head: new Int32Array(pairs.length).fill(-1),
  };
}

const rules = learnLemmas(
  [
    words("NNS", [
      ["treaties", "treaty"],
      ["parties", "party"],
      ["Cities", "city"],
      ["envoys", "envoy"],
      ["talks", "talk"],
      ["votes", "vote"],
      ["borders", "border"],
      ["men", "man"],
    ]),
    words("VBD", [
      ["talked", "talk"],
      ["asked", "ask"],
      ["landed", "land"],
      ["went", "go"],
    ]),
    words("NNP", [
      ["Oslo", "Oslo"],
      ["Rome", "Rome"],
      ["OSLO", "Oslo"],
    ]),
  ],
  ["provoke", "stop", "stopped", "provoked", "land"],
);
const lemma = openLemmas(rules);

test.each<[string, XposName, string]>([
  ["ministries", "NNS", "ministry"],
  ["Delegations", "NNS", "delegation"],
  ["men", "NNS", "man"],
  ["rejected", "VBD", "reject"],
  ["went", "VBD", "go"],
  ["Nairobi", "NNP", "Nairobi"],
  ["OSLO", "NNP", "Oslo"],
  ["CANBERRA", "NNP", "Canberra"],
  ["NATO", "NNP", "NATO"],
])("%s as %s is from %s", (form, tag, expected) => {
  expect(lemma(form, Xpos[tag])).toBe(expected);
});

test.each([
  ["provoked", "provoke"],
  ["stopped", "stop"],
])("the vocabulary tells that %s is from %s", (form, expected) => {
  expect(lemma(form, Xpos.VBD)).toBe(expected);
});

test("the same words give the same rules", () => {
  const some = [
    words("VBD", [
      ["bb", "b"],
      ["aa", "a"],
    ]),
  ];
  expect(learnLemmas(some, [])).toBe(learnLemmas(some, []));
});
