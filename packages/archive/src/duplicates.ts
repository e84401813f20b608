import type { Story } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { indexable, unpackRecord } from "./body.ts";

/**
 * Duplicates: the same dispatch reprinted, cut or lightly edited. A story is the set of its shingles, every run of four
 * words. A sample of them chosen by their hash, so that the same shingle is chosen wherever it stands (MinHash sketches of
 * varying size: Broder 1997; "FracMinHash", Irber et al. 2022), is kept by fortnight and finds the candidates; their texts
 * then decide, by how much of the shorter one stands in the longer one.
 */

/** Words of a shingle. */
const WIDTH = 4;
/** One shingle in this many is kept, and near the start of a story, which a cut copy keeps, one in fewer. */
const SAMPLE = 32;
const LEAD_SAMPLE = 8;
const LEAD = 80;
/** A story with fewer shingles is kept with all of them. */
const SHORT = 24;
/** The share of the shorter story's shingles that a duplicate shares, and the one that needs no further look. */
const SHARE = 0.5;
const NEARLY_ALL = 0.85;
/** The share of a story's first shingles that must stand in the other. */
const FIRST = 40;
const BEGINNING = 0.25;
/** The share of its numbers, and the numbers that are too few to tell. */
const NUMBERS = 0.6;
const FEW_NUMBERS = 3;
/** Days between a dispatch and its reprint. */
const DAYS_APART = 14;
/** The share of the shorter one's sample that a candidate has in common; half is expected, a sample strays from it. */
const PROMISING = 0.25;
/** Candidates whose text is looked at, those with the most shingles in common. */
const CANDIDATES = 8;

/** The hashes of a story's shingles: those of its body, with its headline where there is hardly a body. */
export function shingles(story: Story): Uint32Array {
  const body = story.blocks.filter(
    (block) => block.kind === "paragraph" || block.kind === "question" || block.kind === "answer",
  );
  let words = hashWords(body.map((block) => story.text.slice(block.start, block.end)).join("\n"));
  if (words.length < 2 * WIDTH) words = hashWords(story.text);
  if (words.length === 0) return new Uint32Array(0);
  if (words.length < WIDTH) return Uint32Array.of(words.reduce((hash, word) => mix(hash, word), words.length));
  const out = new Uint32Array(words.length - WIDTH + 1);
  for (let i = 0; i < out.length; i++) {
    let hash = WIDTH;
    for (let j = 0; j < WIDTH; j++) hash = mix(hash, words[i + j] as number);
    out[i] = hash;
  }
  return out;
}

/** The sample of a story's shingles by which it is found. */
export function sketch(all: Uint32Array): number[] {
  const kept = new Set<number>();
  for (let i = 0; i < all.length; i++) {
    const hash = all[i] as number;
    if (all.length < SHORT || hash % SAMPLE === 0 || (i < LEAD && hash % LEAD_SAMPLE === 0)) kept.add(hash >>> 1);
  }
  return [...kept];
}

/** How much of the shorter story stands in the longer one, 0 to 1. */
export function sharedPart(a: Uint32Array, b: Uint32Array): number {
  const [few, many] = a.length < b.length ? [new Set(a), new Set(b)] : [new Set(b), new Set(a)];
  if (few.size === 0) return 0;
  let shared = 0;
  for (const hash of few) if (many.has(hash)) shared++;
  return shared / few.size;
}

/**
 * How much of the shorter story a duplicate shares, and 0 for what is none. Half is needed, and more:
 * - the beginning of each must stand in the other, unless nearly all does: a later story that takes over the background
 *   of an earlier one begins with its own news;
 * - the numbers must agree: "hit a new high on Monday, with the central parity rate at 7.8402" and "… on Wednesday …
 *   at 7.8394" are two dispatches from one mould.
 */
export function likeness(a: Story, b: Story, x = shingles(a)): number {
  const y = shingles(b);
  const share = sharedPart(x, y);
  if (share < SHARE) return 0;
  if (share < NEARLY_ALL && Math.min(beginning(x, y), beginning(y, x)) < BEGINNING) return 0;
  return numbersShared(a, b) < NUMBERS ? 0 : share;
}

/** The part of the first shingles of one story that stand in the other. */
function beginning(a: Uint32Array, b: Uint32Array): number {
  const all = new Set(b);
  const first = a.subarray(0, FIRST);
  let shared = 0;
  for (const hash of first) if (all.has(hash)) shared++;
  return first.length === 0 ? 0 : shared / first.length;
}

/** The part of the shorter story's numbers that the longer one has; 1 where it has hardly any. */
function numbersShared(a: Story, b: Story): number {
  const [few, many] = a.text.length < b.text.length ? [a, b] : [b, a];
  const numbers = numbersOf(few);
  if (numbers.size < FEW_NUMBERS) return 1;
  const others = numbersOf(many);
  let shared = 0;
  for (const number of numbers) if (others.has(number)) shared++;
  return shared / numbers.size;
}

/** The numbers of a story's body, without the headline and dateline, whose dates differ between reprints. */
function numbersOf(story: Story): Set<string> {
  const out = new Set<string>();
  for (const { kind, start, end } of story.blocks)
    if (kind === "paragraph" || kind === "question" || kind === "answer")
      for (const [number] of story.text.slice(start, end).matchAll(/\d+(?:[.,]\d+)*/g)) out.add(number);
  return out;
}

/** The fortnight of a day, 0 for undated stories. */
export function fortnightOf(day: number | null): number {
  return day === null ? 0 : Math.floor(day / DAYS_APART);
}

/**
 * The story of the archive of which this one is a duplicate: the one it shares most with, the earliest of equals; null if
 * there is none. `all` are the story's shingles and `hashes` their sample. A dated story is compared with those of the
 * fortnights around it and with the undated ones, an undated one with all undated ones.
 */
export function findDuplicate(
  archive: Archive,
  given: Story,
  all: Uint32Array,
  hashes: readonly number[],
  day: number | null,
): { story: number; share: number } | null {
  const find = archive
    .sql(
      "SELECT story FROM json_each(?) AS asked CROSS JOIN sketch ON sketch.fortnight = ? AND sketch.hash = asked.value",
    )
    .pluck();
  const fortnight = fortnightOf(day);
  const asked = JSON.stringify(hashes);
  const hits = new Map<number, number>();
  for (const near of day === null ? [0] : [fortnight - 1, fortnight, fortnight + 1, 0])
    for (const story of find.all(asked, near) as number[]) hits.set(story, (hits.get(story) ?? 0) + 1);
  const least = Math.min(2, hashes.length);
  const candidates = [...hits]
    .filter(([, n]) => n >= least)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, CANDIDATES);
  let best: { story: number; share: number } | null = null;
  for (const [story, n] of candidates) {
    const row = archive
      .sql("SELECT chars, body FROM story JOIN record ON record.story = story.id WHERE id = ?")
      .get(story) as { chars: number; body: Buffer } | undefined;
    if (!row || n < PROMISING * sampleOf(Math.min(given.text.length, row.chars))) continue;
    const share = likeness(given, unpackRecord(row.body).story, all);
    if (share > 0 && (best === null || share > best.share || (share === best.share && story < best.story)))
      best = { story, share };
  }
  return best;
}

/** About how many shingles of a text of some length are in another's sample: six characters a word, after its heading. */
function sampleOf(chars: number): number {
  const words = Math.max(8, (chars - 200) / 6);
  return Math.min(LEAD, words) / LEAD_SAMPLE + words / SAMPLE;
}

/** 32-bit hashes (FNV-1a) of a text's words, in lower case, letters and digits alone. */
export function hashWords(text: string): number[] {
  const whole = indexable(text).toLowerCase();
  const out: number[] = [];
  let hash = START;
  for (let i = 0; i <= whole.length; i++) {
    const code = i < whole.length ? whole.charCodeAt(i) : 0;
    if (isWordUnit(code)) hash = Math.imul(hash ^ code, 0x01000193);
    else if (hash !== START) {
      out.push(hash >>> 0);
      hash = START;
    }
  }
  return out;
}
const START = 0x811c9dc5 | 0;

/** UTF-16 code units of words, looked up once each: 0 not known yet, 1 no, 2 yes. Surrogates count as letters. */
const UNITS = new Uint8Array(65_536);

function isWordUnit(code: number): boolean {
  let known = UNITS[code];
  if (known === 0) {
    known = /[\p{L}\p{N}\p{Cs}]/u.test(String.fromCharCode(code)) ? 2 : 1;
    UNITS[code] = known;
  }
  return known === 2;
}

/** One step of MurmurHash3's body and finalizer. */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  let h = hash ^ k;
  h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/** A 52-bit hash of a text's words, however they are spaced, pointed and capitalised: what duplicates have alike. */
export function likenessOf(text: string): number {
  let a = 1;
  let b = 2;
  for (const word of hashWords(text)) {
    a = mix(a, word);
    b = mix(b, ~word);
  }
  return b * 0x100000 + (a & 0xfffff);
}
