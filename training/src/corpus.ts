/** Sentences as the network sees them: rows of features, vectors, numbers of tags. */
import { NAMING_FEATURES, placeOf, vectorKeys, wordFeatures } from "../../packages/reader/src/syntax/features.ts";
import { DEPREL, UPOS, XPOS, Xpos } from "../../packages/reader/src/syntax/syntax.ts";
import type { Batch } from "./network.ts";
import type { Random } from "./random.ts";
import type { GoldSentence } from "./treebank.ts";
import type { Vectors } from "./vectors.ts";

/** What words and tags are known, fixed by the training sentences. */
export interface Inventory {
  /** Features that occur often enough, sorted: a feature's place is its row. */
  features: Int32Array;
  /** Words in small letters → how often they occur. */
  frequency: ReadonlyMap<string, number>;
  /** Joint tags: UPOS · number of Penn tags + XPOS. */
  tags: number[];
  tagOf: ReadonlyMap<number, number>;
  vectors: Vectors;
}

/** How often a feature and a pair of tags must occur to be learnt. */
const FEWEST_FEATURES = 2;
const FEWEST_TAGS = 3;

export function takeInventory(sentences: readonly GoldSentence[], vectors: Vectors): Inventory {
  const features = new Map<number, number>();
  const tags = new Map<number, number>();
  const frequency = new Map<string, number>();
  for (const s of sentences)
    s.form.forEach((form, i) => {
      for (const feature of wordFeatures(form)) features.set(feature, (features.get(feature) ?? 0) + 1);
      const tag = jointTag(s, i);
      tags.set(tag, (tags.get(tag) ?? 0) + 1);
      const low = form.toLowerCase();
      frequency.set(low, (frequency.get(low) ?? 0) + 1);
    });
  const often = [...tags]
    .filter(([, n]) => n >= FEWEST_TAGS)
    .map(([tag]) => tag)
    .sort((a, b) => a - b);
  return {
    features: Int32Array.from([...features].filter(([, n]) => n >= FEWEST_FEATURES).map(([f]) => f)).sort(),
    frequency,
    tags: often,
    tagOf: new Map(often.map((tag, i) => [tag, i])),
    vectors,
  };
}

/** UPOS and Penn tag of a word as one number. */
export function jointTag(s: GoldSentence, i: number): number {
  return (s.upos[i] as number) * XPOS.length + (s.xpos[i] as number);
}

export function createBatches(inventory: Inventory) {
  const { features, vectors } = inventory;
  const known = new Map<string, { naming: number[]; rest: number[]; vector: number; hide: number }>();

  function look(form: string) {
    let word = known.get(form);
    if (!word) {
      const rows = Array.from(wordFeatures(form), (feature) => placeOf(features, feature));
      let vector = -1;
      for (const key of vectorKeys(form)) if (vector < 0) vector = placeOf(vectors.keys, key);
      const often = inventory.frequency.get(form.toLowerCase()) ?? 0;
      word = {
        naming: rows.slice(0, NAMING_FEATURES).filter((r) => r >= 0),
        rest: rows.slice(NAMING_FEATURES).filter((r) => r >= 0),
        vector,
        hide: 0.5 / (0.5 + often),
      };
      known.set(form, word);
    }
    return word;
  }

  /** Puts sentences into a batch; with `random`, words are hidden now and then, rare ones more often. */
  return function batchOf(sentences: readonly GoldSentence[], random?: Random): Batch {
    const count = sentences.reduce((n, s) => n + s.form.length, 0);
    const rows: number[] = [];
    const batch: Batch = {
      count,
      starts: [0],
      features: new Int32Array(0),
      featureStart: new Int32Array(count + 1),
      vectors: new Float32Array(count * vectors.size),
      tag: new Int32Array(count),
      head: new Int32Array(count),
      label: new Int32Array(count),
    };
    let at = 0;
    for (const s of sentences) {
      const from = at;
      s.form.forEach((form, i) => {
        const word = look(form);
        if (!random || random() >= word.hide) rows.push(...word.naming);
        rows.push(...word.rest);
        batch.featureStart[at + 1] = rows.length;
        if (word.vector >= 0 && !(random && random() < 0.02))
          for (let k = 0; k < vectors.size; k++)
            batch.vectors[at * vectors.size + k] =
              (vectors.numbers[word.vector * vectors.size + k] as number) * vectors.scale * 4;
        batch.tag[at] = inventory.tagOf.get(jointTag(s, i)) ?? -1;
        const head = s.head[i] as number;
        batch.head[at] = head < 0 ? -1 : from + head;
        batch.label[at] = s.deprel[i] as number;
        at++;
      });
      batch.starts.push(at);
    }
    batch.features = Int32Array.from(rows);
    return batch;
  };
}

/** The classes by which pairs of words are weighed: Penn tags. */
export function tagClasses(inventory: Inventory): { tagClass: number[]; classes: number } {
  return { tagClass: inventory.tags.map((tag) => tag % XPOS.length), classes: XPOS.length };
}

export const LABELS = DEPREL.length;
export const uposOfTag = (tag: number) => Math.floor(tag / XPOS.length);
export const UPOS_COUNT = UPOS.length;

/**
 * The sentence as a headline or in capitals might have it, now and then; otherwise itself. Words and tree stay: only
 * the letters change, and a full stop at the end may go.
 */
export function vary(s: GoldSentence, random: Random): GoldSentence {
  const chance = random();
  if (chance < 0.03) return { ...s, form: s.form.map((form) => form.toUpperCase()) };
  if (chance < 0.07)
    return withoutStop({
      ...s,
      form: s.form.map((form, i) => (i === 0 || !SMALL_IN_HEADLINES.has(s.xpos[i] as number) ? capital(form) : form)),
    });
  if (chance < 0.09) return { ...s, form: s.form.map((form) => form.toLowerCase()) };
  if (chance < 0.12) return withoutStop(s);
  return s;
}

const SMALL_IN_HEADLINES = new Set<number>([Xpos.IN, Xpos.TO, Xpos.DT, Xpos.CC, Xpos.POS]);

function capital(form: string): string {
  return form.charAt(0).toUpperCase() + form.slice(1);
}

function withoutStop(s: GoldSentence): GoldSentence {
  const last = s.form.length - 1;
  if (last < 2 || s.form[last] !== "." || s.head.includes(last)) return s;
  return {
    form: s.form.slice(0, last),
    lemma: s.lemma.slice(0, last),
    upos: s.upos.slice(0, last),
    xpos: s.xpos.slice(0, last),
    head: s.head.slice(0, last),
    deprel: s.deprel.slice(0, last),
  };
}
