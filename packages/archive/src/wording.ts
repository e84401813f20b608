import type { Record } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { statementText, unpackRecord } from "./body.ts";
import { CLOSED_WORDS } from "./closed-words.ts";
import { dateOf, type StatementFilter, statementsIn } from "./search.ts";

/** A phrase that stands fixed in what is said: its words come together, story after story. */
export interface Phrase {
  readonly words: string;
  /** Statements and stories that have it. */
  readonly statements: number;
  readonly stories: number;
  /** The dates of the first and the last statement that has it. */
  readonly first: string | null;
  readonly last: string | null;
  /** How often a month: `2024-01` and the number of statements, the earliest first, months without it left out. */
  readonly months: readonly { readonly month: string; readonly n: number }[];
  /** Phrases that differ from it by one word, the most frequent first. */
  readonly variants: readonly string[];
  /** Against `since`: whether it is first said from then on, or said before and from then on no more. */
  readonly state: "new" | "silent" | "kept" | null;
  /** The last statement that has it. */
  readonly story: string;
  readonly statement: string;
}

export interface WordingFilter extends Omit<StatementFilter, "words" | "order" | "limit" | "offset" | "once"> {
  /** Divides what is new from what fell silent. */
  readonly since?: string;
  /** Phrases, 60 by default. */
  readonly limit?: number;
  /** Statements that are looked through at most, the newest; 12,000 by default. */
  readonly most?: number;
}

/** How far the looking is: statements read, and then lengths of phrases counted, of those there are. */
export interface WordingProgress {
  readonly step: "reading" | "counting";
  readonly done: number;
  readonly of: number;
}

export interface Wording {
  readonly phrases: readonly Phrase[];
  /** Statements that were looked through; `exact` is false where there are more, and these are the newest. */
  readonly statements: number;
  readonly exact: boolean;
}

/** Statements that are looked through where nobody says how many; more would keep a person waiting. */
const LOOKED_THROUGH = 12_000;
/** Statements between two looks at whether somebody still waits. */
const STRIDE = 250;
/** A phrase is said in so many stories at least. */
const LEAST = 3;
/** And has so many words at most. */
const LONGEST = 8;
/** A longer phrase stands for a shorter one within it where it has so much of its use. */
const WHOLE = 0.8;
/** A word at the edge belongs to a phrase where the rest seldom comes without it. */
const BELONGS = 0.4;

/** A word that so often begins with a capital letter is part of a name. */
const NAMED = 0.55;

interface Said {
  story: number;
  key: string;
  statement: string;
  date: string | null;
  /** Words as numbers; 0 where something stands between them. */
  words: Int32Array;
}

/**
 * The fixed phrases of what was said, found without a given list: sequences of words that recur over stories (frequent
 * n-grams, each length grown from the last: Agrawal and Srikant 1994), without those that a longer one stands for, and without
 * words at the edges that come and go. Ranked by how often, how long and how rare their words are. `watch` is told how far
 * the looking is, and ends it by throwing.
 */
export function wordingOf(
  archive: Archive,
  filter: WordingFilter = {},
  watch: (progress: WordingProgress) => void = () => {},
): Wording {
  const vocabulary: Vocabulary = { names: [""], numbers: new Map(), uses: [0], capitals: [0] };
  const { said, exact } = gather(archive, filter, vocabulary, watch);
  const { names } = vocabulary;
  const spread = new Uint32Array(names.length);
  for (const { words } of said) for (const word of new Set(words)) spread[word] = (spread[word] ?? 0) + 1;
  const found = phrasesIn(said, watch);
  const phrases = closed(found)
    .map((phrase) => ({ phrase, weight: weigh(phrase, spread, said.length, vocabulary) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, filter.limit ?? 60)
    .map(({ phrase }) => phrase);
  return { phrases: told(phrases, said, names, filter.since), statements: said.length, exact };
}

function gather(
  archive: Archive,
  filter: WordingFilter,
  vocabulary: Vocabulary,
  watch: (progress: WordingProgress) => void,
): { said: Said[]; exact: boolean } {
  const most = filter.most ?? LOOKED_THROUGH;
  const { id, from, values } = statementsIn({ ...filter, once: true }, null, true);
  const rows = archive
    .sql(`SELECT ${id} AS id, statement.story, statement.n, statement.month FROM ${from} ORDER BY 1 DESC LIMIT ?`)
    .all(...values, most + 1) as {
    id: number;
    story: number;
    n: number;
    month: number;
  }[];
  const exact = rows.length <= most;
  const body = archive.sql("SELECT body FROM record WHERE story = ?").pluck();
  const said: Said[] = [];
  let story = -1;
  let record: Record | null = null;
  // The earliest first.
  const taken = rows.slice(0, most).reverse();
  for (const [i, row] of taken.entries()) {
    if (i % STRIDE === 0) watch({ step: "reading", done: i, of: taken.length });
    if (row.story !== story || record === null) {
      story = row.story;
      record = unpackRecord(body.get(story) as Buffer);
    }
    const statement = record.statements[row.n];
    if (!statement) continue;
    const words = numbersOf(statementText(record.story.text, statement), vocabulary);
    said.push({ story, key: record.story.id, statement: statement.id, date: dateOf(row.id, row.month), words });
  }
  return { said, exact };
}

/** The words of what is looked through: each has a number, and it is known how often it begins with a capital letter. */
interface Vocabulary {
  readonly names: string[];
  readonly numbers: Map<string, number>;
  readonly uses: number[];
  readonly capitals: number[];
}

/** The words of a text as numbers, 0 where a sign stands between two. What is asked is left out: official speech tells. */
function numbersOf(text: string, { names, numbers, uses, capitals }: Vocabulary): Int32Array {
  const out: number[] = [];
  let sentence = 0;
  for (const [, sign, word] of text.matchAll(/([^\p{L}\p{N}\s]+)|([\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*)/gu)) {
    if (sign !== undefined) {
      if (sign.includes("?")) out.length = sentence;
      if (out.length > 0 && out.at(-1) !== 0) out.push(0);
      if (/[.!?;]/.test(sign)) sentence = out.length;
      continue;
    }
    const form = word as string;
    const name = form.toLowerCase();
    let number = numbers.get(name);
    if (number === undefined) {
      number = names.length;
      numbers.set(name, number);
      names.push(name);
      uses.push(0);
      capitals.push(0);
    }
    uses[number] = (uses[number] ?? 0) + 1;
    if (form[0] !== name[0]) capitals[number] = (capitals[number] ?? 0) + 1;
    out.push(number);
  }
  return Int32Array.from(out);
}

interface Found {
  words: readonly number[];
  /** Stories that have it. */
  stories: number;
  /** The phrase without its last, and without its first word. */
  front: Found | null;
  back: Found | null;
  /** Whether a longer phrase stands for it. */
  within: boolean;
}

/** Every sequence of two to eight words that enough stories have. */
function phrasesIn(said: readonly Said[], watch: (progress: WordingProgress) => void): Found[] {
  const all: Found[] = [];
  // Which frequent phrase of the length before begins at each word of each statement.
  let before: (Found | null)[][] = said.map(({ words }) => Array.from(words, () => null));
  const single = new Map<number, Found>();
  said.forEach(({ words }, s) => {
    words.forEach((word, i) => {
      if (word === 0) return;
      let one = single.get(word);
      if (!one) {
        one = { words: [word], stories: 0, front: null, back: null, within: false };
        single.set(word, one);
      }
      (before[s] as (Found | null)[])[i] = one;
    });
  });
  count(said, before);
  for (let length = 2; length <= LONGEST; length++) {
    watch({ step: "counting", done: length - 2, of: LONGEST - 1 });
    const grown = new Map<Found, Map<number, Found>>();
    const now = said.map(({ words }, s): (Found | null)[] => {
      const starts = before[s] as (Found | null)[];
      return Array.from(words, (_, i) => {
        const front = starts[i] ?? null;
        const back = starts[i + 1] ?? null;
        const last = words[i + length - 1];
        if (!front || !back || !last || front.stories < LEAST || back.stories < LEAST) return null;
        let next = grown.get(front);
        if (!next) {
          next = new Map();
          grown.set(front, next);
        }
        let phrase = next.get(last);
        if (!phrase) {
          phrase = { words: [...front.words, last], stories: 0, front, back, within: false };
          next.set(last, phrase);
        }
        return phrase;
      });
    });
    count(said, now);
    const kept = [...grown.values()].flatMap((next) => [...next.values()]).filter(({ stories }) => stories >= LEAST);
    if (kept.length === 0) break;
    all.push(...kept);
    before = now.map((starts) => starts.map((phrase) => (phrase && phrase.stories >= LEAST ? phrase : null)));
  }
  return all;
}

/** Counts the stories in which each phrase stands; a story's statements follow each other. */
function count(said: readonly Said[], starts: readonly (readonly (Found | null)[])[]): void {
  let story = -1;
  let seen = new Set<Found>();
  said.forEach((one, s) => {
    if (one.story !== story) {
      story = one.story;
      seen = new Set();
    }
    for (const phrase of starts[s] ?? []) {
      if (!phrase || seen.has(phrase)) continue;
      seen.add(phrase);
      phrase.stories++;
    }
  });
}

/** Without phrases that a longer one stands for, and without those whose edge comes and goes. */
function closed(found: readonly Found[]): Found[] {
  const firm = found.filter(
    ({ stories, front, back }) =>
      stories >= BELONGS * (front?.stories ?? 0) || stories >= BELONGS * (back?.stories ?? 0),
  );
  const edges = firm.filter(({ words, stories, front, back }) =>
    words.length === 2 ? true : stories >= BELONGS * (back?.stories ?? 0) && stories >= BELONGS * (front?.stories ?? 0),
  );
  for (const { stories, front, back } of edges)
    for (const part of [front, back]) if (part && stories >= WHOLE * part.stories) part.within = true;
  return edges.filter(({ within }) => !within);
}

/**
 * How much a phrase tells: its stories, and how many of its words tell something and how rare these are; 0 for a name, for one
 * that begins or ends with a word of grammar, and for one without two words that tell.
 */
function weigh({ words, stories }: Found, spread: Uint32Array, statements: number, vocabulary: Vocabulary): number {
  const { names, uses, capitals } = vocabulary;
  const isClosed = (word: number) => CLOSED_WORDS.has(names[word] ?? "") || /^\p{N}/u.test(names[word] ?? "");
  if (isClosed(words[0] ?? 0) || isClosed(words.at(-1) ?? 0)) return 0;
  const telling = words.filter((word) => !isClosed(word));
  if (telling.length < 2) return 0;
  if (telling.every((word) => (capitals[word] ?? 0) >= NAMED * (uses[word] ?? 1))) return 0;
  const rarity = telling.reduce((sum, word) => sum + Math.log(1 + statements / (spread[word] ?? 1)), 0);
  return stories * rarity * Math.sqrt(telling.length);
}

function told(
  phrases: readonly Found[],
  said: readonly Said[],
  names: readonly string[],
  since: string | undefined,
): Phrase[] {
  const byFirst = new Map<number, Found[]>();
  for (const phrase of phrases) {
    const first = phrase.words[0] as number;
    const list = byFirst.get(first);
    if (list) list.push(phrase);
    else byFirst.set(first, [phrase]);
  }
  const uses = new Map<Found, Said[]>(phrases.map((phrase) => [phrase, []]));
  for (const one of said) {
    const here = new Set<Found>();
    one.words.forEach((word, i) => {
      for (const phrase of byFirst.get(word) ?? [])
        if (!here.has(phrase) && phrase.words.every((each, w) => one.words[i + w] === each)) here.add(phrase);
    });
    for (const phrase of here) uses.get(phrase)?.push(one);
  }
  return phrases.map((phrase): Phrase => {
    const here = uses.get(phrase) ?? [];
    const dated = here.flatMap(({ date }) => (date === null ? [] : [date])).sort();
    const months = new Map<string, number>();
    for (const date of dated)
      if (date.length >= 7) months.set(date.slice(0, 7), (months.get(date.slice(0, 7)) ?? 0) + 1);
    const first = dated[0] ?? null;
    const last = dated.at(-1) ?? null;
    const newest = here.at(-1);
    return {
      words: phrase.words.map((word) => names[word]).join(" "),
      statements: here.length,
      stories: phrase.stories,
      first,
      last,
      months: [...months].sort().map(([month, n]) => ({ month, n })),
      variants: phrases
        .filter((other) => other !== phrase && oneWordApart(phrase.words, other.words))
        .sort((a, b) => b.stories - a.stories)
        .map((other) => other.words.map((word) => names[word]).join(" ")),
      state:
        since === undefined || first === null || last === null
          ? null
          : first >= since
            ? "new"
            : last < since
              ? "silent"
              : "kept",
      story: newest?.key ?? "",
      statement: newest?.statement ?? "",
    };
  });
}

/** Whether one sequence becomes the other by one word put in, left out or exchanged. */
function oneWordApart(a: readonly number[], b: readonly number[]): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return Math.max(a.length, b.length) - start - end <= 1 && Math.min(a.length, b.length) > 1;
}
