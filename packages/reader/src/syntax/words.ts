import { placeOf, vectorKeys, wordFeatures } from "./features.ts";
import { CELL_UNIT } from "./kernel.ts";
import type { ModelFile } from "./model.ts";
import { ptanh } from "./squash.ts";
import type { Workspace } from "./workspace.ts";

/** Words that are kept, more than a batch may have; it bounds memory, not results. */
const KEPT = 10_240;
/** How many kept words are looked at to find one that has not been met for long. */
const LOOKED_AT = 8;

/** A row of 16-bit numbers through a matrix to 32-bit sums, or on to what drives cells; addresses as in the workspace. */
export type Through = (from: number, to: number) => void;

export interface Words {
  /** Tells that a batch of words begins: what is kept of its words stays where it is until the next. */
  beginBatch(): void;
  /** The address of what drives the cells of the first layer at a word. */
  gates(form: string): number;
}

/**
 * Opens what the network knows of a word before it has seen its neighbours: what drives the first recurrent layer. It
 * depends on the word alone, so that each word is worked out once and kept while it is met again. `byVector` takes a
 * word's vector to sums for its row, of which each counts `vectorUnit`; `byRow` takes the row to `count` numbers.
 */
export function openWords(
  model: ModelFile,
  space: Workspace,
  byVector: Through,
  vectorUnit: number,
  byRow: Through,
  count: number,
): Words {
  const { rowScale } = model.facts as Record<string, number>;
  const features = model.array("features", "i32");
  const rows = model.array("rows", "i8");
  const keys = model.array("vectorKeys", "i32");
  const vectors = model.array("vectors", "i8");
  const width = rows.length / features.length;
  const size = vectors.length / keys.length;
  const rowsAt = space.take(rows.length);
  space.bytes.set(rows, rowsAt);
  const vectorsAt = space.take(vectors.length);
  space.bytes.set(vectors, vectorsAt);
  const list = space.take(wordFeatures("").length * 4);
  const vectorAt = space.take(size * 2);
  const vectorSums = space.take(width * 4);
  const rowAt = space.take(width * 2);
  const places = space.take(KEPT * count * 4);
  const slotOf = new Map<string, number>();
  const wordIn: string[] = [];
  const lastMet = new Int32Array(KEPT);
  let batch = 0;
  let hand = 0;

  function workOut(form: string): void {
    const { bytes, shorts, ints } = space;
    let found = 0;
    for (const feature of wordFeatures(form)) {
      const place = placeOf(features, feature);
      if (place >= 0) ints[list / 4 + found++] = rowsAt + place * width;
    }
    space.kernel.gather(list, found, rowAt, width);
    let vector = -1;
    for (const key of vectorKeys(form)) if (vector < 0) vector = placeOf(keys, key);
    const from = vectorsAt + vector * size;
    for (let d = 0; d < size; d++) shorts[vectorAt / 2 + d] = vector < 0 ? 0 : (bytes[from + d] as number);
    byVector(vectorAt, vectorSums);
    for (let k = 0; k < width; k++) {
      const x =
        (shorts[rowAt / 2 + k] as number) * (rowScale as number) + (ints[vectorSums / 4 + k] as number) * vectorUnit;
      shorts[rowAt / 2 + k] = Math.round(ptanh(x) * CELL_UNIT);
    }
  }

  /** A free slot, or that of a word not met for long, and never one of this batch. */
  function freeSlot(): number {
    if (wordIn.length < KEPT) return wordIn.length;
    let oldest = hand;
    for (let looked = 0; looked < LOOKED_AT || lastMet[oldest] === batch; looked++) {
      if ((lastMet[hand] as number) < (lastMet[oldest] as number)) oldest = hand;
      hand = hand + 1 < KEPT ? hand + 1 : 0;
    }
    slotOf.delete(wordIn[oldest] as string);
    return oldest;
  }

  return {
    beginBatch() {
      batch++;
    },
    gates(form) {
      let slot = slotOf.get(form);
      if (slot === undefined) {
        slot = freeSlot();
        workOut(form);
        byRow(rowAt, places + slot * count * 4);
        slotOf.set(form, slot);
        wordIn[slot] = form;
      }
      lastMet[slot] = batch;
      return places + slot * count * 4;
    },
  };
}
