/**
 * Trains the classifier of pairs from the project's own sentences and the lexicon's examples, and writes
 * `packages/reader/lexicon/events/pair-weights.tsv`. Its card is `packages/reader/model/PAIRS_CARD.md`.
 * Run it with `npx tsx training/src/pairs/train.ts`; it takes about half a minute.
 */
import { writeFileSync } from "node:fs";
import { LARGEST_WEIGHT, LIKENESS, ZERO } from "../../../packages/reader/src/events/classifier.ts";
import { EVENT_TYPES, type EventType } from "../../../packages/reader/src/record.ts";
import { featuresOf, house, ownExamples } from "./examples.ts";
import { fit, type Regression, type Settings } from "./regression.ts";
import { readVectors } from "./vectors.ts";

const SETTINGS: Settings = { epochs: 30, rate: 0.3, decay: 1e-3, likeness: 2, dropout: 0.2, seed: 1 };
/** Words whose likeness ships: the most frequent ones of the vectors. */
const VOCABULARY = 14_000;

const vectors = readVectors();
const examples = ownExamples().map((example) => ({
  features: featuresOf(example),
  type: EVENT_TYPES.indexOf(example.type as EventType),
  weight: 1,
}));
console.log(`${examples.length} examples`);
const model = fit(examples, EVENT_TYPES.length, vectors, SETTINGS);
// in the order in which the reader looks for them
const rows = [...nameRows(model), ...wordRows(model)].sort();
writeFileSync(
  house("packages/reader/lexicon/events/pair-weights.tsv"),
  `# Weights of the classifier of pairs, made by training/src/pairs/train.ts; licence CC BY-SA 4.0, card in model/PAIRS_CARD.md.
# = PART STEP; n FEATURE, a character for each event type; w WORD, a character for each part and event type.
${rows.join("\n")}\n`,
);
console.log(`${rows.length} rows`);

function nameRows({ feature, names, classes }: Regression): string[] {
  // A feature that hardly moves anything is not worth its row.
  const used = [...feature].filter(([, id]) => spread(names.subarray(id * classes, (id + 1) * classes)) > 0.15).sort();
  const step = largest(used.flatMap(([, id]) => [...names.subarray(id * classes, (id + 1) * classes)]));
  return [
    `=\tnames\t${step.toPrecision(6)}`,
    ...used.map(([name, id]) => `n\t${name}\t${written(names.subarray(id * classes, (id + 1) * classes), step)}`),
  ];
}

function wordRows({ likeness, classes }: Regression): string[] {
  const known = new Set(vectors.words.slice(0, 40_000));
  const stems = (word: string): string[] =>
    [/(?:es|s)$/, /(?:ed|d)$/, /ing$/].flatMap((ending) =>
      ending.test(word) ? [word.replace(ending, ""), word.replace(ending, "e")] : [],
    );
  const words = vectors.words
    .filter((word) => /^[a-z][a-z-]+$/.test(word) && !stems(word).some((stem) => stem !== word && known.has(stem)))
    .slice(0, VOCABULARY)
    .sort();
  const moved = words.map((word) =>
    likeness.map((matrix) => {
      const by = new Float32Array(classes);
      vectors.of(word)?.forEach((x, d) => {
        for (let c = 0; c < classes; c++) by[c] = (by[c] as number) + x * (matrix[d * classes + c] as number);
      });
      return by;
    }),
  );
  const steps = LIKENESS.map((_, part) => largest(moved.flatMap((parts) => [...(parts[part] as Float32Array)])));
  return [
    ...LIKENESS.map((part, p) => `=\t${part}\t${(steps[p] as number).toPrecision(6)}`),
    ...words.map(
      (word, i) => `w\t${word}\t${(moved[i] ?? []).map((by, part) => written(by, steps[part] as number)).join("")}`,
    ),
  ];
}

function spread(weights: Float32Array): number {
  return Math.max(...weights) - Math.min(...weights);
}

/** The step at which the largest weight is still written in full, with the outermost thousandth cut. */
function largest(weights: number[]): number {
  const sizes = weights.map(Math.abs).sort((a, b) => a - b);
  return (sizes[Math.floor(sizes.length * 0.999)] ?? 1) / LARGEST_WEIGHT;
}

function written(weights: Float32Array, step: number): string {
  return String.fromCharCode(
    ...Array.from(weights, (w) => ZERO + Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, Math.round(w / step)))),
  );
}
