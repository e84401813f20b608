import { placeOf, vectorKeys, wordFeatures } from "./features.ts";
import type { ModelFile } from "./model.ts";
import type { Product } from "./product.ts";
import { psigmoid, ptanh } from "./squash.ts";

/**
 * What the network knows of a word before it has seen its neighbours: the first recurrent layer's gates. They depend
 * on the word alone, so that each word is worked out once and kept.
 */
export interface Words {
  /** For a word: what each cell adds, how much of its past it keeps, how much of it shows. */
  gates(form: string): Float32Array;
}

/** Words kept; when there are more, all are forgotten. It bounds memory, not results. */
const KEPT = 8192;

/** One unit of a number between -1 and 1 in 16-bit integers. */
export const CELL_UNIT = 4096;

/** Reads the rows of features and the word vectors from a model; `layer` is the first layer, `scale` that of its sums. */
export function openWords(model: ModelFile, layer: Product, bias: Float32Array, scale: number): Words {
  const { rowScale, vectorScale } = model.facts as Record<string, number>;
  const features = model.array("features", "i32");
  const rows = model.array("rows", "i8");
  const keys = model.array("vectorKeys", "i32");
  const vectors = model.array("vectors", "i8");
  const vectorWeights = model.array("vectorWeights", "f32");
  const width = rows.length / features.length;
  const size = vectors.length / keys.length;
  const cells = bias.length / 3;
  const x = new Float64Array(width);
  const input = new Int16Array(width);
  const kept = new Map<string, Float32Array>();

  function workOut(form: string): Float32Array {
    x.fill(0);
    for (const feature of wordFeatures(form)) {
      const row = placeOf(features, feature) * width;
      if (row >= 0) for (let k = 0; k < width; k++) x[k] = (x[k] as number) + (rows[row + k] as number);
    }
    for (let k = 0; k < width; k++) x[k] = (x[k] as number) * (rowScale as number);
    let vector = -1;
    for (const key of vectorKeys(form)) if (vector < 0) vector = placeOf(keys, key) * size;
    if (vector >= 0)
      for (let d = 0; d < size; d++) {
        const v = (vectors[vector + d] as number) * (vectorScale as number);
        for (let k = 0; k < width; k++) x[k] = (x[k] as number) + v * (vectorWeights[d * width + k] as number);
      }
    for (let k = 0; k < width; k++) input[k] = Math.round(ptanh(x[k] as number) * CELL_UNIT);
    const sums = layer.multiply(input, 0, 1);
    // Three numbers a cell, each kind together: what a cell adds, keeps and shows; first the cells from the left.
    const gates = new Float32Array(bias.length);
    const half = cells / 2;
    for (let first = 0; first < bias.length; first += 3 * half)
      for (let k = first; k < first + half; k++) {
        const value = (at: number) => (sums[at] as number) * scale + (bias[at] as number);
        const keep = psigmoid(value(k + half));
        gates[k] = (1 - keep) * value(k);
        gates[k + half] = keep;
        gates[k + 2 * half] = psigmoid(value(k + 2 * half));
      }
    return gates;
  }

  return {
    gates(form) {
      let gates = kept.get(form);
      if (gates === undefined) {
        gates = workOut(form);
        if (kept.size >= KEPT) kept.clear();
        kept.set(form, gates);
      }
      return gates;
    },
  };
}
