import { CELL_UNIT } from "../../packages/reader/src/syntax/kernel.ts";
import { type ModelArray, type ModelFile, packModel } from "../../packages/reader/src/syntax/model.ts";
import { DISTANCES, HIDDEN_UNIT, LARGEST_WEIGHT } from "../../packages/reader/src/syntax/network.ts";
import { DEPREL } from "../../packages/reader/src/syntax/syntax.ts";

import { type Inventory, tagClasses } from "./corpus.ts";
import type { Network } from "./network.ts";

const LARGEST_ROW = 127;

/** The matrices that ship as integers, and what one unit of their inputs is. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ["gates0", CELL_UNIT],
  ["tag", CELL_UNIT],
  ["gates1", CELL_UNIT],
  ["lastTag", CELL_UNIT],
  ["pair", CELL_UNIT],
  ["query", HIDDEN_UNIT],
  ["label", HIDDEN_UNIT],
]);

/** Makes the file that ships: weights as whole numbers, with the lists of features, vectors, tags and rules for lemmas. */
export function packNetwork(network: Network, inventory: Inventory, lemmas: string): Uint8Array {
  const { vectors } = inventory;
  const arrays: Record<string, ModelArray> = {
    features: inventory.features,
    vectorKeys: vectors.keys,
    vectors: vectors.numbers,
    lemmas: new TextEncoder().encode(lemmas),
  };
  const facts: Record<string, unknown> = {
    tags: inventory.tags,
    ...tagClasses(inventory),
    labels: DEPREL.length,
    vectorScale: vectors.scale * 4,
  };
  const rowScale = largestOf(network.rows, 0.0002) / LARGEST_ROW;
  arrays.rows = Int8Array.from(network.rows, (x) => within(Math.round(x / rowScale), LARGEST_ROW));
  facts.rowScale = rowScale;

  const values = new Map(network.parameters.map((p) => [p.name, p.value]));
  const value = (name: string) => values.get(name) as Float32Array;
  for (const [name, unit] of UNITS) {
    const scale = largestOf(value(name), 0) / LARGEST_WEIGHT;
    arrays[name] = Int16Array.from(value(name), (x) => within(Math.round(x / scale), LARGEST_WEIGHT));
    arrays[`${name}.bias`] = value(`${name}.bias`).slice();
    facts[`${name}Scale`] = scale / unit;
  }
  arrays.vectorWeights = value("vector").slice();
  arrays.tagRows = value("tagRows").slice();
  arrays.root = value("root").slice();
  const distances = value("distances");
  arrays.pairTags = value("pairTags").map((x, i) => x + (distances[i % DISTANCES] as number));
  return packModel(arrays, facts);
}

/** The largest magnitude, leaving out the given share of the largest. */
function largestOf(values: Float32Array, without: number): number {
  const sorted = values.map(Math.abs).sort();
  return sorted[Math.floor((sorted.length - 1) * (1 - without))] as number;
}

function within(x: number, largest: number): number {
  return Math.max(-largest, Math.min(largest, x));
}

/** Puts the weights of a shipped model back into a network of the same size: a teacher. */
export function unpackNetwork(model: ModelFile, network: Network): void {
  const facts = model.facts as Record<string, number>;
  network.rows.set(model.array("rows", "i8"));
  scaleBy(network.rows, facts.rowScale as number);
  for (const p of network.parameters) {
    const unit = UNITS.get(p.name);
    if (unit !== undefined) {
      p.value.set(model.array(p.name, "i16"));
      scaleBy(p.value, (facts[`${p.name}Scale`] as number) * unit);
    } else if (p.name === "distances") p.value.fill(0);
    else p.value.set(model.array(p.name === "vector" ? "vectorWeights" : p.name, "f32"));
  }
}

function scaleBy(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
}
