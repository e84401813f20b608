import type { Lexicon } from "../lexicon.ts";
import { EVENT_TYPES, type EventType } from "../record.ts";
import type { PairFeatures } from "./pair-features.ts";

/** One type with its share of the classifier's belief, and the features that moved it most, strongest first. */
export interface Ranked {
  readonly type: EventType;
  readonly probability: number;
  readonly moved: readonly string[];
}

/** Ranks the event types for a pair, likeliest first. */
export type Classify = (features: PairFeatures) => readonly Ranked[];

/** The parts of a pair whose words count by their likeness to other words, not by themselves. */
export const LIKENESS = ["path", "objects", "between"] as const;

/** A weight is one printable character: its distance from ZERO in steps of the table's own size. */
export const ZERO = 81;
export const LARGEST_WEIGHT = 45;

/** Features kept from question to question. A bound, so that a long run does not grow without one. */
const MOST_KNOWN = 50_000;
const TYPES = EVENT_TYPES.length;
/** How many features a `why` names. */
const NAMED = 4;

/**
 * Opens the classifier: multinomial logistic regression over the features of a pair and over the likeness of its words
 * (their GloVe vectors, multiplied out beforehand). Rows of `events/pair-weights` are
 *
 *     = names 0.031          the size of a step, for `names` and for each part of LIKENESS
 *     n path meet            a named feature, with a weight for each event type
 *     w negotiate            a word, with a weight for each event type and part
 */
export function openClassifier(lexicon: Lexicon): Classify {
  const find = lexicon.finder("events/pair-weights");
  const known = new Map<string, string | undefined>();
  /** A feature's weights; looked for once. */
  const weightsOf = (key: string): string | undefined => {
    if (known.has(key)) return known.get(key);
    const weights = find(key);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, weights);
    return weights;
  };
  const step = (part: string): number => Number(find(`=\t${part}`) ?? 0);
  const ofNames = step("names");
  const ofLikeness = LIKENESS.map(step);

  return (features) => {
    const score = new Float64Array(TYPES);
    const moves: { name: string; weights: string; at: number; by: number }[] = [];
    const add = (name: string, weights: string | undefined, at: number, by: number): void => {
      if (weights === undefined) return;
      for (let t = 0; t < TYPES; t++) score[t] = (score[t] as number) + (weights.charCodeAt(at + t) - ZERO) * by;
      moves.push({ name, weights, at, by });
    };
    const share = ofNames / Math.sqrt(Math.max(1, features.names.length));
    for (const name of features.names) add(name, weightsOf(`n\t${name}`), 0, share);
    LIKENESS.forEach((part, p) => {
      const lemmas = features[part];
      const by = (ofLikeness[p] ?? 0) / Math.sqrt(Math.max(1, lemmas.length));
      for (const lemma of lemmas) add(`like “${lemma}”`, weightsOf(`w\t${lemma}`), p * TYPES, by);
    });

    const highest = Math.max(...score);
    const odds = Array.from(score, (value) => Math.exp(value - highest));
    const total = odds.reduce((sum, value) => sum + value, 0);
    const order = EVENT_TYPES.map((_, t) => t).sort((a, b) => (odds[b] as number) - (odds[a] as number) || a - b);
    return order.map((t) => ({
      type: EVENT_TYPES[t] as EventType,
      probability: (odds[t] as number) / total,
      get moved() {
        const push = (move: (typeof moves)[number]): number => (move.weights.charCodeAt(move.at + t) - ZERO) * move.by;
        const strongest = moves.filter((move) => push(move) > 0).sort((a, b) => push(b) - push(a));
        return [...new Set(strongest.map((move) => move.name))].slice(0, NAMED);
      },
    }));
  };
}
