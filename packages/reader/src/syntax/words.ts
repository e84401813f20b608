import { placeOf, vectorKeys, wordFeatures } from "./features.ts";
import { CELL_UNIT } from "./kernel.ts";
import type { ModelFile } from "./model.ts";
import { ptanh } from "./squash.ts";
import type { Workspace } from "./workspace.ts";

/** Words kept; when there are more, all are forgotten. It bounds memory, not results. */
const KEPT = 8192;

/**
 * Opens what the network knows of a word before it has seen its neighbours: the sums that drive the first recurrent layer.
 * They depend on the word alone, so that each word is worked out once and kept. `width` numbers come in, `multiply` takes
 * them from one address to `sums` sums at another. The answer is a function from a word to the address of its sums.
 */
export function openWords(
  model: ModelFile,
  space: Workspace,
  sums: number,
  multiply: (from: number, to: number) => void,
): (form: string) => number {
  const { rowScale, vectorScale } = model.facts as Record<string, number>;
  const features = model.array("features", "i32");
  const rows = model.array("rows", "i8");
  const keys = model.array("vectorKeys", "i32");
  const vectors = model.array("vectors", "i8");
  const vectorWeights = model.array("vectorWeights", "f32");
  const width = rows.length / features.length;
  const size = vectors.length / keys.length;
  const x = new Float64Array(width);
  const input = space.take(width * 2);
  const places = space.take(KEPT * sums * 4);
  const kept = new Map<string, number>();

  function workOut(form: string): void {
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
    for (let k = 0; k < width; k++) space.shorts[input / 2 + k] = Math.round(ptanh(x[k] as number) * CELL_UNIT);
  }

  return (form) => {
    let place = kept.get(form);
    if (place === undefined) {
      if (kept.size >= KEPT) kept.clear();
      place = places + kept.size * sums * 4;
      workOut(form);
      multiply(input, place);
      kept.set(form, place);
    }
    return place;
  };
}
