/** What is trained, from what, and how. */
import { fileURLToPath } from "node:url";
import { type Inventory, takeInventory } from "./corpus.ts";
import type { Settings } from "./train.ts";
import { type GoldSentence, readTreebank } from "./treebank.ts";
import { readVectors } from "./vectors.ts";

/** Word vectors that ship: so many words, so many numbers each. */
const VECTOR_WORDS = 75_000;
const VECTOR_SIZE = 64;

/** The first stage: from nothing. */
export const FIRST: Settings = {
  word: 96,
  recurrent: 96,
  arc: 64,
  label: 64,
  epochs: 12,
  step: 400,
  rate: 0.003,
  rowRate: 0.05,
  dropout: 0.3,
  tagWeight: 0.5,
  seed: 1,
};

/** The second: from there once more, with smaller steps, tags counting as much as heads. */
export const SECOND: Settings = { ...FIRST, epochs: 3, rate: 0.001, rowRate: 0.01, tagWeight: 1, seed: 4 };

/** A path in the checkout. */
export function house(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

export interface Material {
  sentences: GoldSentence[];
  inventory: Inventory;
}

/** The training part of both treebanks, and what can be learnt of it. `folder` holds the files as UD names them here. */
export function readMaterial(folder: string): Material {
  const sentences = ["ewt", "gum"].flatMap((name) => readTreebank(`${folder}/${name}-train.conllu`));
  return { sentences, inventory: takeInventory(sentences, readVectors(VECTOR_WORDS, VECTOR_SIZE)) };
}
