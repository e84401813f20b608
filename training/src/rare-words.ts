import { placeOf, wholeWordFeatures } from "../../packages/reader/src/syntax/features.ts";
import type { Inventory } from "./corpus.ts";

/** A word met fewer times than this is better known by its parts, its shape and its vector. */
const FEWEST = 5;

/**
 * Forgets what the network learnt of rare words as such: a surname that the treebanks have twice as a common noun would be
 * one for ever. Returns the inventory without the features that name no other word, and their rows taken out.
 */
export function withoutRareWords(
  inventory: Inventory,
  rows: Float32Array,
): { inventory: Inventory; rows: Float32Array<ArrayBuffer> } {
  const width = rows.length / inventory.features.length;
  const [rare, frequent] = [new Set<number>(), new Set<number>()];
  for (const [word, times] of inventory.frequency)
    for (const feature of wholeWordFeatures(word))
      (times < FEWEST ? rare : frequent).add(placeOf(inventory.features, feature));
  const kept = [...inventory.features.keys()].filter((place) => !rare.has(place) || frequent.has(place));
  const keptRows = new Float32Array(kept.length * width);
  kept.forEach((place, k) => {
    keptRows.set(rows.subarray(place * width, (place + 1) * width), k * width);
  });
  const features = Int32Array.from(kept, (place) => inventory.features[place] as number);
  return { inventory: { ...inventory, features }, rows: keptRows };
}
