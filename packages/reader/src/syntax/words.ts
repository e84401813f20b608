import { placeOf, vectorKeys, wordFeatures } from "./features.ts";
import type { ModelFile } from "./model.ts";
import { psigmoid, ptanh } from "./squash.ts";

/**
 * What the network knows of a word before it has seen its neighbours: the first recurrent layer's gates. They depend
 * on the word alone, so that each word is worked out once and kept.
 */
export interface Words {
  /** For a word: how much of the past each cell keeps, what it adds, and how much of it shows; three numbers a cell. */
  gates(form: string): Float32Array;
}

/** Words kept; when there are more, all are forgotten. It bounds memory, not results. */
const KEPT = 8192;

/** Reads the rows of features, the word vectors and the first layer's weights from a model. */
export function openWords(model: ModelFile): Words {
  const { rowScale, vectorScale, gates0Scale } = model.facts as Record<string, number>;
  const features = model.array("features", "i32");
  const rows = model.array("rows", "i8");
  const keys = model.array("vectorKeys", "i32");
  const vectors = model.array("vectors", "i8");
  const vectorWeights = model.array("vectorWeights", "f32");
  const weights = model.array("gates0", "i16");
  const bias = model.array("gates0.bias", "f32");
  const width = rows.length / features.length;
  const size = vectors.length / keys.length;
  const cells = bias.length / 3;
  const x = new Float64Array(width);
  const raw = new Float64Array(bias.length);
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
    raw.fill(0);
    for (let k = 0; k < width; k++) {
      const v = ptanh(x[k] as number) * (gates0Scale as number);
      const at = k * raw.length;
      for (let g = 0; g < raw.length; g++) raw[g] = (raw[g] as number) + v * (weights[at + g] as number);
    }
    // The network has each direction's inputs, keeping and showing one behind the other.
    const gates = new Float32Array(bias.length);
    const direction = cells / 2;
    for (let c = 0; c < cells; c++) {
      const at = (c < direction ? 0 : 3 * direction) + (c % direction);
      const value = (part: number) => (raw[at + part * direction] as number) + (bias[at + part * direction] as number);
      const keep = psigmoid(value(1));
      gates[3 * c] = keep;
      gates[3 * c + 1] = (1 - keep) * value(0);
      gates[3 * c + 2] = psigmoid(value(2));
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
