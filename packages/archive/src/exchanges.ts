import type { Actor, ActorKind, Event, Record, Span, Statement } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { quoteOf, unpackRecord } from "./body.ts";
import { dateOfDay, dayAfter, firstDayOfMonth, monthOfDay, when } from "./calendar.ts";
import { auxOfBits, codeOfCountry, codeOfType } from "./codes.ts";
import {
  BEING,
  BOTH_SIDES,
  DEPUTIES,
  HOW_IT_STANDS,
  LEVEL_OF_OFFICE,
  LEVELS,
  type Level,
  NO_OFFICE,
  NOT_YET,
  TRAFFIC,
  WRITTEN,
} from "./exchange-words.ts";
import { dateOf, idRange, type StatementRow, statementRows } from "./search.ts";

export { LEVELS, type Level } from "./exchange-words.ts";

export const EXCHANGE_KINDS = ["visit", "meeting", "call"] as const;
export type ExchangeKind = (typeof EXCHANGE_KINDS)[number];

/** Where a story tells of a visit or meeting. */
export interface ExchangePassage {
  readonly story: string;
  readonly event: string;
  readonly headline: string | null;
  readonly published: string | null;
  readonly sentence: string;
  readonly evidence: Span;
}

/** One visit, meeting or call between two countries, however many stories tell of it. */
export interface Exchange {
  readonly kind: ExchangeKind;
  readonly level: Level;
  /** As `2024-01-29`, `2024-01` or `2024`; null where no story dates it. */
  readonly date: string | null;
  /** Of a visit: the country from which the guest comes. */
  readonly from: string | null;
  /** Who took part for the one country and for the other. */
  readonly who: readonly [readonly string[], readonly string[]];
  readonly passages: readonly ExchangePassage[];
}

/** A number for each level. */
export type ByLevel = { readonly [level in Level]: number };

/** Visits, and meetings and calls, by level. */
export interface ExchangeCount {
  readonly visits: ByLevel;
  readonly meetings: ByLevel;
}

export interface ExchangePeriod extends ExchangeCount {
  /** `2024-01`, `2024` where only the year is told, null where nothing is. */
  readonly period: string | null;
}

/** What a statement says of the visits and meetings between two countries, beside the archive's own count of them. */
export interface ExchangeClaim {
  readonly statement: StatementRow;
  /** The sentence of the statement that says it, and where it stands in the story's text. */
  readonly sentence: string;
  readonly span: Span;
  /** The time it speaks of: since when it says, otherwise the twelve months before it was said. */
  readonly since: string;
  /** Whether the statement itself tells since when. */
  readonly told: boolean;
  readonly counted: ExchangeCount;
  /** The count of as long a time before. */
  readonly before: ExchangeCount;
}

export interface Exchanges {
  readonly periods: readonly ExchangePeriod[];
  /** The earliest first. */
  readonly exchanges: readonly Exchange[];
  readonly claims: readonly ExchangeClaim[];
}

export interface ExchangeFilter {
  readonly from?: string;
  readonly to?: string;
}

/** Days between two tellings of one visit, and of one meeting: announced, paid, and looked back on. */
const SAME_VISIT = 31;
const SAME_MEETING = 3;
/** A claim that names no time is taken to speak of so many days. */
const YEAR = 365;
/** What goes and meets for a country: not a forum held in it, nor a newspaper. */
const GOING: ReadonlySet<ActorKind> = new Set(["state", "government", "person", "people", "party", "place"]);
/** How many words apart "exchanges" and "resumed" stand. */
const REACH = 12;

/**
 * The visits, meetings and calls between two countries by month and level, each once, and beside them what was said of such
 * exchanges ("exchanges at all levels have rapidly resumed since last year"). What is planned, supposed or denied is not
 * counted. A visit has the level of the guest; a meeting that which both sides reach.
 */
export function exchangesOf(archive: Archive, a: string, b: string, filter: ExchangeFilter = {}): Exchanges {
  const pair = [a, b] as const;
  const all = merged(tellings(archive, pair));
  const first = when(filter.from ?? null)?.day ?? Number.NEGATIVE_INFINITY;
  const end = filter.to === undefined ? Number.POSITIVE_INFINITY : (dayAfter(filter.to) ?? Number.POSITIVE_INFINITY);
  const bounded = filter.from !== undefined || filter.to !== undefined;
  const exchanges = all.filter(({ date }) => {
    const day = when(date)?.day;
    return day === undefined ? !bounded : day >= first && day < end;
  });
  const periods = new Map<string | null, Exchange[]>();
  for (const exchange of exchanges) {
    const period = exchange.date?.slice(0, 7) ?? null;
    const of = periods.get(period);
    if (of) of.push(exchange);
    else periods.set(period, [exchange]);
  }
  return {
    periods: [...periods]
      .sort(([one], [other]) => order(one, other))
      .map(([period, of]) => ({ period, ...countOf(of) })),
    exchanges,
    claims: claimsOf(archive, pair, filter, all),
  };
}

/** The undated last. */
function order(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Visits, and meetings and calls, of each level. */
export function countOf(exchanges: readonly Exchange[]): ExchangeCount {
  const none = (): { [level in Level]: number } => ({ leaders: 0, ministers: 0, officials: 0, others: 0 });
  const visits = none();
  const meetings = none();
  for (const { kind, level } of exchanges) (kind === "visit" ? visits : meetings)[level]++;
  return { visits, meetings };
}

// --- visits and meetings -----------------------------------------------------------------------

type Pair = readonly [a: string, b: string];
type Telling = Omit<Exchange, "passages"> & { readonly passage: ExchangePassage };

/** Every passage that tells of a visit, meeting or call of a pair, in the order of their dates. */
function tellings(archive: Archive, [a, b]: Pair): Telling[] {
  const rows = archive
    .sql(
      `WITH RECURSIVE months (month) AS (
         SELECT min(month) FROM event_dyad
         UNION ALL
         SELECT (SELECT min(month) FROM event_dyad WHERE month > months.month) FROM months WHERE months.month IS NOT NULL)
       SELECT DISTINCT event.id, event.n, event.month, event.aux, event.counted, event.story
       FROM months CROSS JOIN event_dyad ON event_dyad.month = months.month AND (source, target) IN (VALUES (?, ?), (?, ?))
         CROSS JOIN event ON event.id = event_dyad.event
       WHERE event.type = ? ORDER BY event.story, event.n`,
    )
    .all(codeOfCountry(a), codeOfCountry(b), codeOfCountry(b), codeOfCountry(a), codeOfType("CONSULT")) as {
    id: number;
    n: number;
    month: number;
    aux: number;
    counted: number;
    story: number;
  }[];
  const body = archive.sql("SELECT body FROM record WHERE story = ?").pluck();
  const told: Telling[] = [];
  let story = -1;
  let record: Record | null = null;
  for (const row of rows) {
    const aux = auxOfBits(row.aux);
    if (aux.some((mode) => mode !== "historical")) continue;
    // Another dispatch of the same tells it.
    if (aux.length === 0 && row.counted === 0) continue;
    if (record === null || row.story !== story) {
      story = row.story;
      record = unpackRecord(body.get(story) as Buffer);
    }
    const event = record.events[row.n];
    if (!event) continue;
    const date = dateOf(row.id, row.month);
    if (aux.length > 0 && event.date === null) continue;
    const one = tellingOf(record, event, date, [a, b]);
    if (one) told.push(one);
  }
  return told.sort((one, other) => order(one.date, other.date));
}

function tellingOf(record: Record, event: Event, date: string | null, [a, b]: Pair): Telling | null {
  const actors = (ids: readonly string[]) => ids.flatMap((id) => record.actors.find((actor) => actor.id === id) ?? []);
  const of = (list: readonly Actor[], country: string) =>
    list.filter((actor) => actor.country === country && GOING.has(actor.kind));
  const names = (list: readonly Actor[]) => [...new Set(list.map(({ name }) => name))];
  const taking = actors([...event.actors, ...event.recipients]);
  const evidence = fullest(record, event, taking);
  if (!evidence) return null;
  const passage: ExchangePassage = {
    story: record.story.id,
    event: event.id,
    headline: record.story.headline,
    published: record.story.published,
    sentence: quoteOf(record.story.text, evidence),
    evidence,
  };
  if (event.mode === "visit") {
    const going = actors(event.actors);
    const [home] = [a, b].filter((country) => of(going, country).length > 0);
    if (home === undefined) return null;
    // "supplies from France have arrived in Wuhan" is nobody's visit
    const guests = of(going, home).filter(({ kind }) => kind !== "state" && kind !== "place");
    const hosts = of(actors(event.recipients), home === a ? b : a);
    if (guests.length === 0 || hosts.length === 0) return null;
    const who = [names(guests), names(hosts)] as const;
    return {
      kind: "visit",
      level: highest(guests),
      date,
      from: home,
      who: home === a ? who : [who[1], who[0]],
      passage,
    };
  }
  const trigger = record.story.text.slice(event.trigger[0], event.trigger[1]).toLowerCase();
  if (WRITTEN.some((beginning) => trigger.startsWith(beginning))) return null;
  const one = of(taking, a);
  const other = of(taking, b);
  // A passage that names one side alone tells of no meeting of the two.
  if (![one, other].every((side) => side.some((actor) => isNamed(actor, evidence)))) return null;
  return {
    kind: event.mode === "phone" ? "call" : "meeting",
    level: both(highest(one), highest(other), one, other),
    date,
    from: null,
    who: [names(one), names(other)],
    passage,
  };
}

/** Of the sentences that tell of an event the one that names most of who took part; none that only asks. */
function fullest({ story }: Record, event: Event, taking: readonly Actor[]): Span | null {
  let best: Span | null = null;
  let most = -1;
  for (const span of event.evidence) {
    const named = taking.filter((actor) => isNamed(actor, span)).length;
    if (named <= most || story.text.slice(span[0], span[1]).trimEnd().endsWith("?")) continue;
    best = span;
    most = named;
  }
  return best;
}

function isNamed({ mentions }: Actor, [from, to]: Span): boolean {
  return mentions.some(([start, end]) => start >= from && end <= to);
}

/** The level of the highest of some who take part. */
function highest(actors: readonly Actor[]): Level {
  return LEVELS[Math.min(...actors.map((actor) => LEVELS.indexOf(levelOf(actor))))] ?? "others";
}

/** The level that both sides reach; where one side is only a country's name, that of the other. */
function both(level: Level, other: Level, here: readonly Actor[], there: readonly Actor[]): Level {
  const bare = (list: readonly Actor[]) => list.every(({ kind }) => kind === "state" || kind === "place");
  if (bare(here)) return other;
  if (bare(there)) return level;
  return LEVELS[Math.max(LEVELS.indexOf(level), LEVELS.indexOf(other))] ?? "others";
}

/** At what level an actor takes part: by the office that the story tells. */
export function levelOf({ kind, role, name, sector }: Pick<Actor, "kind" | "role" | "name" | "sector">): Level {
  if (kind === "state" || kind === "place") return "others";
  const office = (role ?? (kind === "person" ? "" : name)).toLowerCase();
  const line = LEVEL_OF_OFFICE.find(([words]) => office === words || office.endsWith(` ${words}`));
  const before = (line ? office.slice(0, office.length - line[0].length) : office).split(" ");
  if (before.some((word) => NO_OFFICE.has(word))) return "others";
  const deputy = before.some((word) => DEPUTIES.has(word));
  if (line) return deputy && line[1] !== "others" ? (LEVELS[LEVELS.indexOf(line[1]) + 1] ?? "others") : line[1];
  if (office === "vice-president" || office === "vice-premier") return "ministers";
  return sector === "GOV" || sector === "MIL" || sector === "SPY" ? "officials" : "others";
}

/** One entry for a visit or meeting that several passages tell of. */
function merged(told: readonly Telling[]): Exchange[] {
  const list: (Omit<Telling, "passage"> & { passages: ExchangePassage[] })[] = [];
  for (const one of told) {
    const known = list.find((other) => isSame(one, other));
    const { passage, ...rest } = one;
    if (!known) {
      list.push({ ...rest, passages: [passage] });
      continue;
    }
    known.passages.push(passage);
    const at = list.indexOf(known);
    const level = LEVELS.indexOf(one.level) < LEVELS.indexOf(known.level) ? one.level : known.level;
    // The fullest date, and of equally full ones the first.
    const date = (one.date?.length ?? 0) > (known.date?.length ?? 0) ? one.date : known.date;
    const who = [0, 1].map((side) => [...new Set([...(known.who[side] ?? []), ...(one.who[side] ?? [])])]);
    list[at] = { ...known, level, date, who: [who[0] ?? [], who[1] ?? []] };
  }
  return list.sort((one, other) => order(one.date, other.date));
}

function isSame(one: Omit<Telling, "passage">, other: Omit<Telling, "passage">): boolean {
  if (one.kind !== other.kind || one.from !== other.from) return false;
  const shared = (side: 0 | 1) => one.who[side].some((name) => other.who[side].includes(name));
  const named = one.kind === "visit" ? one.from !== null && (shared(0) || shared(1)) : shared(0) && shared(1);
  if (!named || (one.kind === "visit" && one.level !== other.level)) return false;
  if (one.date === null || other.date === null) return one.date === other.date;
  const least = Math.min(one.date.length, other.date.length);
  if (least < 10) return one.date.slice(0, least) === other.date.slice(0, least);
  const apart = Math.abs((when(one.date)?.day ?? 0) - (when(other.date)?.day ?? 0));
  return apart <= (one.kind === "visit" ? SAME_VISIT : SAME_MEETING);
}

// --- claims ------------------------------------------------------------------------------------

/** Statements on how it stands with the exchanges of a pair, the latest first. */
function claimsOf(
  archive: Archive,
  [a, b]: Pair,
  filter: ExchangeFilter,
  exchanges: readonly Exchange[],
): ExchangeClaim[] {
  const party = `(statement.country = ? OR EXISTS (
    SELECT 1 FROM statement_about AS about WHERE about.country = ? AND about.statement = statement.id))`;
  const codes = [a, b].map(codeOfCountry);
  const ids = archive
    .sql(
      `SELECT statement_words.rowid FROM statement_words CROSS JOIN statement ON statement.id = statement_words.rowid
       WHERE statement_words MATCH ? AND statement_words.rowid >= ? AND statement_words.rowid < ?
         AND statement.counted = 1 AND ${party} AND ${party} ORDER BY 1 DESC`,
    )
    .pluck()
    .all(
      TRAFFIC.map((word) => `"${word}"`).join(" OR "),
      ...idRange(filter.from, filter.to),
      codes[0],
      codes[0],
      codes[1],
      codes[1],
    ) as number[];
  const body = archive.sql(
    "SELECT record.body FROM record JOIN statement ON statement.story = record.story WHERE statement.id = ?",
  );
  const seen: { story: string; span: Span }[] = [];
  return ids.flatMap((id) => {
    const [row] = statementRows(archive, [id], null);
    if (!row?.date) return [];
    const record = unpackRecord(body.pluck().get(id) as Buffer);
    const statement = record.statements.find((one) => one.id === row.statement);
    const span = statement && claimIn(record, statement, row.country, [a, b]);
    if (!span || seen.some((one) => one.story === row.story && one.span[0] < span[1] && span[0] < one.span[1]))
      return [];
    seen.push({ story: row.story, span });
    const told = toldSince(record, span, row.date);
    const until = when(row.date)?.day ?? 0;
    const since = told ?? dateOfDay(until - YEAR);
    const from = when(since)?.day ?? until - YEAR;
    return [
      {
        statement: row,
        sentence: quoteOf(record.story.text, span),
        span,
        since,
        told: told !== null,
        counted: countOf(within(exchanges, from, until + 1)),
        before: countOf(within(exchanges, from - (until + 1 - from), from)),
      },
    ];
  });
}

/** Those of `[from, until)`; of a month or year alone by its first day. */
function within(exchanges: readonly Exchange[], from: number, until: number): Exchange[] {
  return exchanges.filter(({ date }) => {
    const day = when(date)?.day;
    return day !== undefined && day >= from && day < until;
  });
}

/** The sentence of a statement that says how it stands with the exchanges of a pair; null where none does. */
function claimIn(record: Record, statement: Statement, speaker: string | null, pair: Pair): Span | null {
  const { text } = record.story;
  for (const [start, end] of statement.content)
    for (const [from, to] of sentencesIn(text, start, end)) {
      const words =
        text
          .slice(from, to)
          .toLowerCase()
          .match(/[\p{L}\p{N}-]+/gu) ?? [];
      if (text.slice(from, to).trimEnd().endsWith("?") || !tellsHow(words)) continue;
      const named = new Set(
        record.actors
          .filter(({ country, mentions }) => country !== null && mentions.some(([s, e]) => s >= from && e <= to))
          .map(({ country }) => country),
      );
      // "China and Iran keep friendly exchanges"; "the two sides keep close exchanges" after speaking of the other
      const meant = pair.every((country) => country === speaker || named.has(country));
      const alone = [...named].every((country) => country !== null && pair.includes(country));
      if (meant || (alone && words.some((word) => BOTH_SIDES.includes(word)))) return [from, to];
    }
  return null;
}

/** "exchanges … have resumed", "keep close contacts", but not "hope to increase exchanges". */
function tellsHow(words: readonly string[]): boolean {
  for (const [i, word] of words.entries()) {
    if (!TRAFFIC.includes(word)) continue;
    for (let k = Math.max(0, i - REACH); k < Math.min(words.length, i + REACH + 1); k++) {
      if (!HOW_IT_STANDS.some((beginning) => words[k]?.startsWith(beginning))) continue;
      if (!words.slice(0, k).some((before) => NOT_YET.has(before)) && isTold(words, k)) return true;
    }
  }
  return false;
}

/** "have increased", "are increasing", but neither "to increase" nor "increasing exchanges serves both". */
function isTold(words: readonly string[], at: number): boolean {
  const before = words[at - 1] ?? "";
  return before !== "to" && (!words[at]?.endsWith("ing") || BEING.has(before));
}

function sentencesIn(text: string, start: number, end: number): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (let i = start; i < end; i++) {
    const ends = /[.!?]/.test(text[i] ?? "") && /^\s|^$/.test(text.slice(i + 1, Math.min(i + 2, end)));
    if (!ends && i < end - 1) continue;
    while (from < i && /\s/.test(text[from] ?? "")) from++;
    spans.push([from, i + 1]);
    from = i + 1;
  }
  return spans;
}

/** Since when a sentence says it: "since last year", "over the past five years"; null where it tells nothing before its day. */
function toldSince(record: Record, [start, end]: Span, date: string): string | null {
  for (const time of record.times) {
    if (time.start < start || time.end > end || time.value === null) continue;
    if (
      time.type === "DATE" &&
      /\b(since|from|after)( the| early| late)?\s*$/i.test(record.story.text.slice(start, time.start))
    ) {
      if (when(time.value) && time.value < date) return time.value;
    }
    const past = time.type === "DURATION" ? /^P(\d+)([YM])$/.exec(time.value) : null;
    if (
      past &&
      /\b(over|in|during|for)( the)?( past| last)?\s*(the\s+)?$/i.test(record.story.text.slice(start, time.start))
    ) {
      const month = monthOfDay(when(date)?.day ?? 0);
      const back = Number(past[1]) * (past[2] === "Y" ? 12 : 1);
      const at = Math.floor(month / 100) * 12 + (month % 100) - 1 - back;
      if (at > 12) return dateOfDay(firstDayOfMonth(Math.floor(at / 12) * 100 + (at % 12) + 1));
    }
  }
  return null;
}
