/** What is trained, from what: the same for the teachers and for the student. */
import { fileURLToPath } from "node:url";
import { type Inventory, takeInventory } from "./corpus.ts";
import type { Settings } from "./train.ts";
import { type GoldSentence, readTreebank } from "./treebank.ts";
import { readVectors } from "./vectors.ts";

/** Word vectors that ship: so many words, so many numbers each. */
const VECTOR_WORDS = 75_000;
const VECTOR_SIZE = 64;

/** The network that ships. */
export const STUDENT: Settings = {
  word: 96,
  recurrent: 96,
  arc: 64,
  label: 64,
  epochs: 10,
  step: 400,
  rate: 0.003,
  rowRate: 0.05,
  dropout: 0.3,
  tagWeight: 1,
  seed: 3,
};

/** Those that teach it. */
export const TEACHERS: readonly Settings[] = [{ ...STUDENT, epochs: 12, tagWeight: 0.5, seed: 1 }];

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
