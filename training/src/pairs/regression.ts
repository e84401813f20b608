import { LIKENESS } from "../../../packages/reader/src/events/classifier.ts";
import type { PairFeatures } from "../../../packages/reader/src/events/pair-features.ts";
import { DIMENSIONS, type WordVectors } from "./vectors.ts";

/** What is learnt: weights by feature name and type, and for each part of LIKENESS a matrix from vectors to types. */
export interface Regression {
  readonly classes: number;
  readonly feature: ReadonlyMap<string, number>;
  readonly names: Float32Array;
  readonly likeness: readonly Float32Array[];
}

export interface Settings {
  epochs: number;
  rate: number;
  /** Pull of every weight towards zero. */
  decay: number;
  /** How much the words' vectors count beside the named features. */
  likeness: number;
  /** Share of the named features that is left out of each step, so that none is relied on alone. */
  dropout: number;
  seed: number;
}

interface Sample {
  readonly ids: Int32Array;
  readonly share: number;
  readonly dense: readonly Float32Array[];
}

/** Fits multinomial logistic regression by AdaGrad (Duchi et al. 2011), one example a step. Deterministic for a seed. */
export function fit(
  examples: readonly { features: PairFeatures; type: number; weight: number }[],
  classes: number,
  vectors: WordVectors,
  settings: Settings,
): Regression {
  const feature = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features.names) if (!feature.has(name)) feature.set(name, feature.size);
  const model = {
    classes,
    feature,
    names: new Float32Array(feature.size * classes),
    likeness: LIKENESS.map(() => new Float32Array(DIMENSIONS * classes)),
  };
  const grown = new Float32Array(model.names.length).fill(0.01);
  const grownLikeness = LIKENESS.map(() => new Float32Array(DIMENSIONS * classes).fill(0.01));
  const samples = examples.map(({ features }) => sample(features, model, vectors));
  const order = examples.map((_, i) => i);
  const random = generator(settings.seed);
  const { rate, decay } = settings;
  // The mean over the later epochs is steadier than the last step.
  const sumNames = new Float64Array(model.names.length);
  const sumLikeness = LIKENESS.map(() => new Float64Array(DIMENSIONS * classes));
  const averaged = Math.ceil(settings.epochs / 2);

  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const kept = order[i] as number;
      order[i] = order[j] as number;
      order[j] = kept;
    }
    for (const at of order) {
      const one = samples[at] as Sample;
      const { type, weight } = examples[at] as { type: number; weight: number };
      const error = probabilities(one, model, settings.likeness);
      error[type] = (error[type] as number) - 1;
      for (let c = 0; c < classes; c++) error[c] = (error[c] as number) * weight;
      for (const id of one.ids) {
        if (random() < settings.dropout) continue;
        for (let c = 0; c < classes; c++) {
          const w = id * classes + c;
          const slope = (error[c] as number) * one.share + decay * (model.names[w] as number);
          grown[w] = (grown[w] as number) + slope * slope;
          model.names[w] = (model.names[w] as number) - (rate * slope) / Math.sqrt(grown[w] as number);
        }
      }
      one.dense.forEach((vector, part) => {
        const matrix = model.likeness[part] as Float32Array;
        const grew = grownLikeness[part] as Float32Array;
        for (let d = 0; d < DIMENSIONS; d++)
          for (let c = 0; c < classes; c++) {
            const w = d * classes + c;
            const slope =
              settings.likeness * (error[c] as number) * (vector[d] as number) + decay * (matrix[w] as number);
            grew[w] = (grew[w] as number) + slope * slope;
            matrix[w] = (matrix[w] as number) - (0.5 * rate * slope) / Math.sqrt(grew[w] as number);
          }
      });
    }
    if (epoch < settings.epochs - averaged) continue;
    for (let w = 0; w < sumNames.length; w++)
      sumNames[w] = (sumNames[w] as number) + (model.names[w] as number) / averaged;
    sumLikeness.forEach((sum, part) => {
      for (let w = 0; w < sum.length; w++)
        sum[w] = (sum[w] as number) + (model.likeness[part]?.[w] as number) / averaged;
    });
  }
  model.names.set(sumNames);
  model.likeness.forEach((matrix, part) => {
    matrix.set(sumLikeness[part] as Float64Array);
    for (let w = 0; w < matrix.length; w++) matrix[w] = (matrix[w] as number) * settings.likeness;
  });
  return model;
}

function sample(features: PairFeatures, model: Regression, vectors: WordVectors): Sample {
  return {
    ids: Int32Array.from(features.names.map((name) => model.feature.get(name) ?? -1).filter((id) => id >= 0)),
    share: 1 / Math.sqrt(Math.max(1, features.names.length)),
    dense: LIKENESS.map((part) => {
      const sum = new Float32Array(DIMENSIONS);
      const lemmas = features[part];
      for (const lemma of lemmas)
        vectors.of(lemma)?.forEach((x, d) => {
          sum[d] = (sum[d] as number) + x / Math.sqrt(lemmas.length);
        });
      return sum;
    }),
  };
}

function probabilities(one: Sample, model: Regression, likeness: number): Float64Array {
  const { classes } = model;
  const score = new Float64Array(classes);
  for (const id of one.ids)
    for (let c = 0; c < classes; c++)
      score[c] = (score[c] as number) + (model.names[id * classes + c] as number) * one.share;
  one.dense.forEach((vector, part) => {
    const matrix = model.likeness[part] as Float32Array;
    for (let d = 0; d < DIMENSIONS; d++) {
      const x = likeness * (vector[d] as number);
      if (x !== 0)
        for (let c = 0; c < classes; c++) score[c] = (score[c] as number) + x * (matrix[d * classes + c] as number);
    }
  });
  const highest = Math.max(...score);
  let total = 0;
  for (let c = 0; c < classes; c++) {
    score[c] = Math.exp((score[c] as number) - highest);
    total += score[c] as number;
  }
  for (let c = 0; c < classes; c++) score[c] = (score[c] as number) / total;
  return score;
}

/** Numbers in [0, 1) by Knuth's linear congruence: the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
