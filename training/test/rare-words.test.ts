import { expect, test } from "vitest";
import { placeOf, wholeWordFeatures, wordFeatures } from "../../packages/reader/src/syntax/features.ts";
import type { Inventory } from "../src/corpus.ts";
import { withoutRareWords } from "../src/rare-words.ts";

const FREQUENCY = new Map([
  ["wang", 4],
  ["talks", 40],
]);
const features = Int32Array.from(new Set([...FREQUENCY.keys()].flatMap((word) => [...wordFeatures(word)]))).sort();
const inventory: Inventory = {
  features,
  frequency: FREQUENCY,
  tags: [],
  tagOf: new Map(),
  vectors: { words: [], keys: new Int32Array(0), size: 0, numbers: new Int8Array(0), scale: 1 },
};
/** Two numbers a row, which tell the row's feature. */
const rows = Float32Array.from({ length: features.length * 2 }, (_, i) => features[i >> 1] as number);

test("what names a rare word alone is forgotten; the rest stays, each row with its feature", () => {
  const kept = withoutRareWords(inventory, rows);
  const there = (feature: number) => placeOf(kept.inventory.features, feature) >= 0;
  expect([...wholeWordFeatures("wang")].some(there)).toBe(false);
  expect([...wordFeatures("talks")].every(there)).toBe(true);
  const parts = [...wordFeatures("wang")].filter((feature) => !wholeWordFeatures("wang").includes(feature));
  expect(parts.length).toBeGreaterThan(4);
  expect(parts.every(there)).toBe(true);
  kept.inventory.features.forEach((feature, place) => {
    expect(kept.rows[2 * place + 1]).toBe(Math.fround(feature));
  });
});
