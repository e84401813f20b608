import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NAMING_FEATURES, placeOf, vectorKeys, wholeWordFeatures, wordFeatures } from "../../src/syntax/features.ts";

const share = (a: string, b: string) => {
  const others = new Set(wordFeatures(b));
  return wordFeatures(a).filter((feature) => others.has(feature)).length;
};

describe("what a word shows by itself", () => {
  test("every word has as many features, the first name the word itself", () => {
    const count = wordFeatures("treaty").length;
    fc.assert(
      fc.property(fc.string(), (word) => {
        expect(wordFeatures(word)).toHaveLength(count);
      }),
    );
    expect(count).toBeGreaterThan(NAMING_FEATURES);
  });

  test("words are alike in their endings, beginnings and shapes", () => {
    expect(share("signed", "resigned")).toBeGreaterThan(share("signed", "treaty"));
    expect(share("Oslo", "Rome")).toBeGreaterThan(share("Oslo", "rome"));
    expect(share("1985", "2024")).toBeGreaterThan(share("1985", "MMXX"));
  });

  test("one word differs from another by something, and typographers' marks do not count", () => {
    expect([...wordFeatures("talks")]).not.toEqual([...wordFeatures("Talks")]);
    expect([...wordFeatures("don’t")]).toEqual([...wordFeatures("don't")]);
    expect([...wordFeatures("https://a.example/b")]).toEqual([...wordFeatures("www.example.org")]);
  });

  test("features that name the whole word are in no other word that goes on", () => {
    for (const word of ["a", "of", "wang", "ties", "treaty"]) {
      const longer = new Set([...wordFeatures(`${word}s`), ...wordFeatures(`x${word}`)]);
      const whole = wholeWordFeatures(word);
      expect([...whole].filter((feature) => longer.has(feature))).toEqual([]);
      // One of its own, and for short words an ending and a beginning of each length from its own to four.
      expect(whole).toHaveLength(1 + 2 * Math.max(0, 5 - word.length));
    }
  });

  test("a compound's vector may be that of its last part", () => {
    expect(vectorKeys("Beijing")).toHaveLength(1);
    expect(vectorKeys("Franco-German")[1]).toBe(vectorKeys("german")[0]);
    expect(vectorKeys("-")).toHaveLength(1);
  });
});

test("a key is found at its place in a sorted list, and nowhere else", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -100, max: 100 })),
      fc.integer({ min: -100, max: 100 }),
      (keys, key) => {
        const sorted = Int32Array.from(keys).sort();
        expect(placeOf(sorted, key)).toBe(sorted.indexOf(key));
      },
    ),
  );
});
