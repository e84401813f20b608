import { type AuxMode, EVENT_TYPES, type EventType, QUADS, type Quad, type Span } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { quoteOf, unpackRecord } from "./body.ts";
import {
  dayAfter,
  FIRST_DATED,
  firstDayOfMonth,
  firstIdOf,
  monthName,
  monthOfDay,
  nextMonth,
  when,
} from "./calendar.ts";
import { auxOfBits, codeOfCountry, countryOfCode, quadOfType } from "./codes.ts";
import { dateOf, idRange } from "./search.ts";
import { ALL_YEARS, OVERALL, STATEMENT_TYPE } from "./tallies.ts";

/**
 * Counts of events and statements over time, from tallies that are kept up to date as stories come and go. An event that
 * duplicates tell is counted once; what is only told as background, plan, condition or as not done (an auxiliary mode) is
 * listed by `openEvents` but not counted.
 */

/** Whose events: those between two countries, those of a country or actor in a role, or all. */
export type Subject =
  /** What `source` did to `target`, ISO 3166-1 alpha-3 each. */
  | { readonly source: string; readonly target: string }
  /** A country, as the actor or recipient of events, or as the country of who told of them. */
  | { readonly country: string; readonly role: Role }
  /** An actor by its id. */
  | { readonly actor: number; readonly role: Role }
  | { readonly all: true };

export const ROLES = ["actor", "recipient", "speaker"] as const;
export type Role = (typeof ROLES)[number];

export type Grain = "month" | "year";

export interface Figures {
  /** Events counted. */
  readonly events: number;
  /** Mean PLOVER score of the events, −10 to 10; null without events. */
  readonly score: number | null;
  /** Events of each quad, in the order of `QUADS`. */
  readonly quads: readonly [number, number, number, number];
  /** Events of each type that occurs. */
  readonly types: { readonly [type in EventType]?: number };
  /** Statements counted: of a speaker, or of all. */
  readonly statements: number;
}

export interface Point extends Figures {
  /** `2024-01`, or `2024`; an event of which only the year is told stands under its year. Null: undated. */
  readonly period: string | null;
}

export interface TimelineOptions {
  readonly from?: string;
  readonly to?: string;
  readonly type?: EventType;
  readonly quad?: Quad;
  /** "month" by default. */
  readonly by?: Grain;
}

export interface Timeline {
  readonly points: readonly Point[];
  readonly total: Figures;
}

/** Counts, mean score and quads of a subject over time, periods without anything left out, the earliest first. */
export function timeline(archive: Archive, subject: Subject, options: TimelineOptions = {}): Timeline {
  const months = JSON.stringify(monthsIn(archive, options.from, options.to));
  const rows = (
    "source" in subject
      ? archive
          .sql(
            `SELECT month, type, n, score FROM (SELECT value AS asked FROM json_each(?)) CROSS JOIN month_dyad
             ON month = asked AND source = ? AND target = ?`,
          )
          .all(months, codeOfCountry(subject.source), codeOfCountry(subject.target))
      : archive
          .sql(
            `SELECT month, type, n, score FROM (SELECT value AS asked FROM json_each(?)) CROSS JOIN month_subject
             ON month = asked AND subject = ? AND role = ?`,
          )
          .all(months, ...subjectKey(subject))
  ) as TallyRow[];
  const kept = rows.filter(({ type }) => passes(type, options));
  const periods = new Map<number, TallyRow[]>();
  for (const row of kept) {
    const period = options.by === "year" ? Math.floor(row.month / 100) * 100 : row.month;
    const of = periods.get(period);
    if (of) of.push(row);
    else periods.set(period, [row]);
  }
  return {
    points: [...periods]
      .sort((a, b) => a[0] - b[0])
      .map(([period, of]) => ({ period: monthName(period), ...figuresOf(of) })),
    total: figuresOf(kept),
  };
}

interface TallyRow {
  month: number;
  type: number;
  n: number;
  score: number;
}

function subjectKey(subject: Exclude<Subject, { source: string }>): [number, number] {
  if ("all" in subject) return [0, OVERALL];
  const role = ROLES.indexOf(subject.role);
  return "country" in subject ? [-codeOfCountry(subject.country), role] : [subject.actor, role];
}

function passes(type: number, { type: asked, quad }: { type?: EventType; quad?: Quad }): boolean {
  if (asked !== undefined) return type === EVENT_TYPES.indexOf(asked);
  if (quad !== undefined) return type < STATEMENT_TYPE && QUADS[quadOfType(type)] === quad;
  return true;
}

function figuresOf(rows: readonly TallyRow[]): Figures {
  const quads: [number, number, number, number] = [0, 0, 0, 0];
  const types: { [type in EventType]?: number } = {};
  let events = 0;
  let score = 0;
  let statements = 0;
  for (const row of rows) {
    if (row.type >= STATEMENT_TYPE) {
      statements += row.n;
      continue;
    }
    events += row.n;
    score += row.score;
    const quad = quadOfType(row.type);
    quads[quad] = (quads[quad] as number) + row.n;
    const type = EVENT_TYPES[row.type] as EventType;
    types[type] = (types[type] ?? 0) + row.n;
  }
  return { events, score: events === 0 ? null : score / events, quads, types, statements };
}

/** The month codes that the archive has within two dates; all, undated included, without dates. */
function monthsIn(archive: Archive, from: string | undefined, to: string | undefined): number[] {
  const first = when(from ?? null);
  const end = to === undefined ? null : dayAfter(to);
  const lowest = first === null ? (end === null ? -1 : 0) : first.month - 1;
  const highest = end === null ? 999_999 : monthOfDay(end - 1);
  const whole = first === null || first.month % 100 === 0 || first.month % 100 === 1;
  // A year's own code (2024, month not told) belongs to a range that begins with that year.
  const start = whole && first !== null ? Math.floor(first.month / 100) * 100 - 1 : lowest;
  return archive
    .sql(
      `WITH RECURSIVE months (month) AS (
         SELECT min(month) FROM month_subject WHERE month > ?
         UNION ALL
         SELECT (SELECT min(month) FROM month_subject WHERE month > months.month) FROM months WHERE months.month IS NOT NULL
       ) SELECT month FROM months WHERE month <= ?`,
    )
    .pluck()
    .all(start, highest) as number[];
}

// --- the most active ---------------------------------------------------------------------------

/** A subject of a ranking with its figures and, where asked for, those of the period before. */
export interface Ranked {
  readonly source: string | null;
  readonly target: string | null;
  readonly actor: number | null;
  readonly name: string | null;
  readonly country: string | null;
  readonly events: number;
  readonly statements: number;
  readonly score: number | null;
  readonly quads: readonly [number, number, number, number];
  /** The same of the period before, of equal length; null where the ranking has no start or was asked without it. */
  readonly before: { readonly events: number; readonly statements: number; readonly score: number | null } | null;
}

export interface TopOptions extends Omit<TimelineOptions, "by"> {
  /** Rows, 20 by default. */
  readonly limit?: number;
  /** By how much there was (default), or by how much that changed against the period before. */
  readonly order?: "events" | "change";
  /** Leave out what countries do at home. */
  readonly abroad?: boolean;
}

interface Sums {
  n: number;
  score: number;
  statements: number;
  q0: number;
  q1: number;
  q2: number;
  q3: number;
}

/** The pairs of countries between which most was done in a period. */
export function topDyads(archive: Archive, options: TopOptions = {}): Ranked[] {
  return ranked(options, (from, to, which) => dyadSums(archive, options, from, to, which)).map(
    ({ key, now, before }) => {
      const [source, target] = key.split(",").map(Number) as [number, number];
      return {
        ...figures(now, before),
        source: countryOfCode(source),
        target: countryOfCode(target),
        actor: null,
        name: null,
        country: null,
      };
    },
  );
}

/** The actors, or with `countries` the countries, that did, received or said most in a period. */
export function topSubjects(
  archive: Archive,
  role: Role,
  options: TopOptions & { readonly countries?: boolean } = {},
): Ranked[] {
  return ranked(options, (from, to, which) => subjectSums(archive, role, options, from, to, which)).map(
    ({ key, now, before }) => {
      const id = Number(key);
      const actor =
        id > 0
          ? (archive.sql("SELECT name, country FROM actor WHERE id = ?").get(id) as { name: string; country: number })
          : { name: null, country: -id };
      return {
        ...figures(now, before),
        source: null,
        target: null,
        actor: id > 0 ? id : null,
        name: actor.name,
        country: countryOfCode(actor.country),
      };
    },
  );
}

/** Sums by key in a period: of all keys, of the `limit` with most, or of some. */
type Summing = (
  from: string | undefined,
  to: string | undefined,
  which: { limit: number } | { keys: readonly string[] } | null,
) => Map<string, Sums>;

function ranked(options: TopOptions, sums: Summing): { key: string; now: Sums; before: Sums | null }[] {
  const limit = options.limit ?? 20;
  const former = periodBefore(options.from, options.to);
  const size = (row: Sums | undefined): number => (row === undefined ? 0 : row.statements + row.n);
  if (options.order !== "change" || former === null) {
    const now = sums(options.from, options.to, { limit });
    const before = former === null ? null : sums(former.from, former.to, { keys: [...now.keys()] });
    return [...now].map(([key, row]) => ({
      key,
      now: row,
      before: before === null ? null : (before.get(key) ?? NOTHING),
    }));
  }
  const now = sums(options.from, options.to, null);
  const before = sums(former.from, former.to, null);
  const change = (key: string): number => Math.abs(size(now.get(key)) - size(before.get(key)));
  return [...new Set([...now.keys(), ...before.keys()])]
    .filter((key) => change(key) > 0)
    .sort((a, b) => change(b) - change(a) || (a < b ? -1 : 1))
    .slice(0, limit)
    .map((key) => ({ key, now: now.get(key) ?? NOTHING, before: before.get(key) ?? NOTHING }));
}

const NOTHING: Sums = { n: 0, score: 0, statements: 0, q0: 0, q1: 0, q2: 0, q3: 0 };

function figures(now: Sums, before: Sums | null): Pick<Ranked, "events" | "statements" | "score" | "quads" | "before"> {
  const mean = ({ n, score }: Sums): number | null => (n === 0 ? null : score / n);
  return {
    events: now.n,
    statements: now.statements,
    score: mean(now),
    quads: [now.q0, now.q1, now.q2, now.q3],
    before: before === null ? null : { events: before.n, statements: before.statements, score: mean(before) },
  };
}

function dyadSums(
  archive: Archive,
  options: TopOptions,
  from: string | undefined,
  to: string | undefined,
  which: Parameters<Summing>[2],
): Map<string, Sums> {
  const { years, months } = spans(archive, options, from, to);
  const abroad = options.abroad ? "AND source <> target" : "";
  const sql = (one: string): string =>
    `SELECT source, target, sum(n) AS n, sum(score) AS score, sum(q0) AS q0, sum(q1) AS q1, sum(q2) AS q2, sum(q3) AS q3
     FROM (
       SELECT source, target, n, score, q0, q1, q2, q3
       FROM (SELECT value AS asked FROM json_each(?)) CROSS JOIN year_dyad ON year = asked
       UNION ALL
       SELECT source, target, n, score, iif(type < 4, n, 0), iif(type BETWEEN 4 AND 6, n, 0),
         iif(type BETWEEN 7 AND 10, n, 0), iif(type > 10, n, 0)
       FROM (SELECT value AS asked FROM json_each(?)) CROSS JOIN month_dyad ON month = asked
       WHERE type IN (SELECT value FROM json_each(?)))
     WHERE 1 ${abroad} ${one}`;
  const values = [JSON.stringify(years), JSON.stringify(months), typesAsked(options)];
  const rows = (
    which !== null && "keys" in which
      ? which.keys.flatMap((key) =>
          archive
            .sql(sql("AND source = ? AND target = ? GROUP BY source, target"))
            .all(...values, ...key.split(",").map(Number)),
        )
      : archive
          .sql(sql("GROUP BY source, target ORDER BY 3 DESC, source, target LIMIT ?"))
          .all(...values, which?.limit ?? -1)
  ) as ({ source: number; target: number } & { [key in keyof Sums]?: number | null })[];
  return new Map(rows.map((row) => [`${row.source},${row.target}`, sumsOf(row)]));
}

function subjectSums(
  archive: Archive,
  role: Role,
  options: TopOptions & { readonly countries?: boolean },
  from: string | undefined,
  to: string | undefined,
  which: Parameters<Summing>[2],
): Map<string, Sums> {
  const sql = (subjects: string, end: string): string =>
    `SELECT subject, sum(n) AS entries, sum(n) FILTER (WHERE type < 16) AS n, sum(score) AS score,
       sum(n) FILTER (WHERE type >= 16) AS statements,
       sum(n) FILTER (WHERE type < 4) AS q0, sum(n) FILTER (WHERE type BETWEEN 4 AND 6) AS q1,
       sum(n) FILTER (WHERE type BETWEEN 7 AND 10) AS q2, sum(n) FILTER (WHERE type BETWEEN 11 AND 15) AS q3
     FROM (SELECT value AS asked FROM json_each(?)) CROSS JOIN month_subject ON month = asked AND ${subjects}
     WHERE role = ? AND type IN (SELECT value FROM json_each(?)) GROUP BY subject ${end}`;
  const months = JSON.stringify(monthsIn(archive, from, to));
  const values = [ROLES.indexOf(role), typesAsked(options)];
  const rows = (
    which !== null && "keys" in which
      ? which.keys.flatMap((key) => archive.sql(sql("subject = ?", "")).all(months, Number(key), ...values))
      : archive
          .sql(sql(options.countries ? "subject < 0" : "subject > 0", "ORDER BY entries DESC, subject LIMIT ?"))
          .all(months, ...values, which?.limit ?? -1)
  ) as ({ subject: number } & { [key in keyof Sums]?: number | null })[];
  return new Map(rows.map((row) => [String(row.subject), sumsOf(row)]));
}

function sumsOf(row: { [key in keyof Sums]?: number | null }): Sums {
  return {
    n: row.n ?? 0,
    score: row.score ?? 0,
    statements: row.statements ?? 0,
    q0: row.q0 ?? 0,
    q1: row.q1 ?? 0,
    q2: row.q2 ?? 0,
    q3: row.q3 ?? 0,
  };
}

function typesAsked(options: { type?: EventType; quad?: Quad }): string {
  const types = Array.from({ length: STATEMENT_TYPE + 3 }, (_, type) => type);
  return JSON.stringify(types.filter((type) => passes(type, options)));
}

/** Two dates as the years that lie wholly between them, and the months of the others. Only years have no types. */
function spans(
  archive: Archive,
  options: { type?: EventType; quad?: Quad },
  from: string | undefined,
  to: string | undefined,
): { years: number[]; months: number[] } {
  const ofTypes = options.type !== undefined || options.quad !== undefined;
  if (!ofTypes && from === undefined && to === undefined) return { years: [ALL_YEARS], months: [] };
  const whole = ofTypes || from === undefined || to === undefined ? null : wholeYears(from, to);
  if (whole !== null)
    return { years: Array.from({ length: whole[1] - whole[0] + 1 }, (_, i) => whole[0] + i), months: [] };
  const months = monthsIn(archive, from, to);
  if (ofTypes) return { years: [], months };
  const yearOf = (month: number): number => Math.floor(month / 100);
  const lacking = new Set(
    monthsIn(archive, undefined, undefined)
      .filter((month) => !months.includes(month))
      .map(yearOf),
  );
  return {
    years: [...new Set(months.map(yearOf))].filter((year) => !lacking.has(year)),
    months: months.filter((month) => lacking.has(yearOf(month))),
  };
}

/** The years that two dates cover from the first day to the last; null where they do not. */
function wholeYears(from: string, to: string): [number, number] | null {
  return /^\d{4}$/.test(from) && /^\d{4}$/.test(to) ? [Number(from), Number(to)] : null;
}

/** The period of the same length that ends where this one begins, in whole months or years; null without both ends. */
export function periodBefore(
  from: string | undefined,
  to: string | undefined,
): { readonly from: string; readonly to: string } | null {
  const years = from !== undefined && to !== undefined ? wholeYears(from, to) : null;
  if (years !== null) {
    const length = years[1] - years[0] + 1;
    if (years[0] - length < 1) return null;
    const name = (year: number): string => String(year).padStart(4, "0");
    return { from: name(years[0] - length), to: name(years[0] - 1) };
  }
  const first = when(from ?? null);
  const end = to === undefined ? null : dayAfter(to);
  if (first === null || end === null) return null;
  const start = Math.max(first.month, Math.floor(first.month / 100) * 100 + 1);
  const last = monthOfDay(end - 1);
  const count = (month: number): number => Math.floor(month / 100) * 12 + (month % 100) - 1;
  const length = count(last) - count(start) + 1;
  const back = (month: number, by: number): string => {
    const at = count(month) - by;
    return monthName(Math.floor(at / 12) * 100 + (at % 12) + 1) as string;
  };
  return { from: back(start, length), to: back(start, 1) };
}

// --- down to the sentences ---------------------------------------------------------------------

/** An event with the sentence it is told in. */
export interface EventRow {
  readonly id: number;
  readonly story: string;
  readonly event: string;
  readonly type: EventType;
  readonly mode: string | null;
  readonly aux: readonly AuxMode[];
  readonly quad: Quad;
  readonly score: number;
  readonly date: string | null;
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  readonly speaker: string | null;
  readonly headline: string | null;
  readonly agency: string | null;
  readonly published: string | null;
  /** The sentence, where it stands in the story's text, and the words in it that told of the event. */
  readonly sentence: string;
  readonly evidence: Span;
  readonly trigger: Span;
  readonly why: string;
  readonly confidence: number;
  /** Whether the tallies count this event; of those that duplicates tell they count one. */
  readonly counted: boolean;
  /** The outlets that carry the same dispatch, this one first, each once. */
  readonly outlets: readonly string[];
}

export interface EventFilter {
  readonly subject?: Subject;
  readonly type?: EventType;
  readonly quad?: Quad;
  readonly from?: string;
  readonly to?: string;
  /** Exactly the events that the tallies count under this period of a timeline, `2024-01` or `2024`. */
  readonly period?: string;
  /** Only what the tallies count: true by default. */
  readonly counted?: boolean;
  readonly limit?: number;
  readonly before?: number;
}

/** The events behind a count, the latest first, in pages. */
export function openEvents(
  archive: Archive,
  filter: EventFilter = {},
): { readonly rows: readonly EventRow[]; readonly next: number | null } {
  const limit = filter.limit ?? 50;
  const ids = findEvents(archive, filter, limit + 1);
  const rows = ids.slice(0, limit).map((id) => eventRow(archive, id));
  return { rows, next: ids.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/** The row ids of the events that a filter lets through, the latest first, so many at most. */
export function findEvents(archive: Archive, filter: EventFilter, limit: number): number[] {
  const ids: number[] = [];
  for (const months of monthsOf(archive, filter)) {
    if (ids.length >= limit) break;
    ids.push(...eventIds(archive, filter, months, limit - ids.length));
  }
  return ids;
}

/**
 * The months in which to look for a filter's events, the latest first, so that the first page need not look at all of them.
 * A year of which the month is not told goes with its January, where its rows are.
 */
function monthsOf(archive: Archive, filter: EventFilter): number[][] {
  if (filter.period !== undefined) return [[when(filter.period)?.month ?? 0]];
  const groups = new Map<number, number[]>();
  for (const month of monthsIn(archive, filter.from, filter.to).reverse()) {
    const first = month % 100 === 0 ? month + 1 : month;
    groups.set(first, [...(groups.get(first) ?? []), month]);
  }
  return [...groups.values()];
}

function eventIds(archive: Archive, filter: EventFilter, months: readonly number[], limit: number): number[] {
  const subject = filter.subject ?? { all: true };
  const where: string[] = [];
  const values: unknown[] = [];
  const and = (condition: string, ...given: unknown[]): void => {
    where.push(condition);
    values.push(...given);
  };
  let from = "event";
  let id = "event.id";
  if ("source" in subject) {
    from = "event_dyad CROSS JOIN event ON event.id = event_dyad.event";
    id = "event_dyad.event";
    and(
      "event_dyad.month = ? AND source = ? AND target = ?",
      0,
      codeOfCountry(subject.source),
      codeOfCountry(subject.target),
    );
  } else if (!("all" in subject)) {
    from = "event_subject CROSS JOIN event ON event.id = event_subject.event";
    id = "event_subject.event";
    and("event_subject.month = ? AND subject = ? AND role = ?", 0, ...subjectKey(subject));
  } else and("event.month = ?", 0);
  const [first, last] = idRange(filter.from, filter.to);
  and(`${id} >= ? AND ${id} < ?`, first, Math.min(last, filter.before ?? last));
  if (filter.type !== undefined || filter.quad !== undefined)
    and("event.type IN (SELECT value FROM json_each(?))", typesAsked(filter));
  if (filter.counted ?? true) and("event.counted = 1");
  const sql = archive
    .sql(`SELECT event.id FROM ${from} WHERE ${where.join(" AND ")} ORDER BY event.id DESC LIMIT ?`)
    .pluck();
  const ids = months.flatMap((month) => {
    // All months' rows of one subject are neighbours; of all subjects, the ids of the month's days are.
    const [start, end] = "all" in subject ? idsOfMonth(month) : [0, Number.MAX_SAFE_INTEGER];
    const bound = values.with(0, month);
    const at = "all" in subject ? 1 : 3;
    return sql.all(
      ...bound.with(at, Math.max(first, start)).with(at + 1, Math.min(Number(values[at + 1]), end)),
      limit,
    ) as number[];
  });
  return ids.sort((a, b) => b - a).slice(0, limit);
}

/** The ids of events of a month, or of a year of which the month is not told. */
function idsOfMonth(month: number): [number, number] {
  if (month === 0) return [0, FIRST_DATED];
  const start = firstDayOfMonth(month);
  return [firstIdOf(start), firstIdOf(month % 100 === 0 ? start + 1 : firstDayOfMonth(nextMonth(month)))];
}

/** An event by its row id, with its sentence. Throws where there is none. */
export function eventRow(archive: Archive, id: number): EventRow {
  const row = archive
    .sql(
      `SELECT event.n, event.aux, event.month, event.counted, story.key, story.headline, story.published, story.cluster,
         story.id AS story, (SELECT text FROM term WHERE id = story.agency) AS agency, record.body
       FROM event JOIN story ON story.id = event.story JOIN record ON record.story = story.id WHERE event.id = ?`,
    )
    .get(id) as {
    n: number;
    aux: number;
    month: number;
    counted: number;
    key: string;
    headline: string | null;
    published: string | null;
    cluster: number;
    story: number;
    agency: string | null;
    body: Buffer;
  };
  const record = unpackRecord(row.body);
  const event = record.events[row.n];
  if (!event) throw new Error(`${row.key}: the archive lacks its event ${row.n}`);
  const name = (actor: string): string => record.actors.find((one) => one.id === actor)?.name ?? actor;
  const told = event.saidIn === null ? undefined : record.statements.find((one) => one.id === event.saidIn);
  const evidence = event.evidence[0] ?? event.trigger;
  const outlets = archive
    .sql(
      `SELECT coalesce(term.text, '') FROM story LEFT JOIN term ON term.id = story.agency
       WHERE story.cluster = ? AND story.current = 1 ORDER BY story.id <> ?, story.arrival`,
    )
    .pluck()
    .all(row.cluster, row.story) as string[];
  return {
    id,
    story: row.key,
    event: event.id,
    type: event.type,
    mode: event.mode,
    aux: auxOfBits(row.aux),
    quad: event.quad,
    score: event.score,
    date: dateOf(id, row.month),
    actors: event.actors.map(name),
    recipients: event.recipients.map(name),
    speaker: told?.speaker ? name(told.speaker) : null,
    headline: row.headline,
    agency: row.agency,
    published: row.published,
    sentence: quoteOf(record.story.text, evidence),
    evidence,
    trigger: event.trigger,
    why: event.why,
    confidence: event.confidence,
    counted: row.counted === 1,
    outlets: [...new Set(outlets.filter((outlet) => outlet !== ""))],
  };
}

// --- actors ------------------------------------------------------------------------------------

/** An actor of the archive, over all its stories. */
export interface ActorRow {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly sector: string | null;
  readonly cameo: string | null;
  /** Stories that name it. */
  readonly stories: number;
}

/** Actors that are weighed by their stories: those whose name begins with what was typed, the shortest names first. */
const CANDIDATES = 100;

/** Actors whose name, or a word of it, begins with some letters; those that most stories name first. */
export function findActors(archive: Archive, name: string, limit = 20): ActorRow[] {
  const start = name.replace(/[\\%_]/g, "\\$&");
  const rows = archive
    .sql(
      `WITH RECURSIVE each (month) AS (
         SELECT min(month) FROM story_subject
         UNION ALL
         SELECT (SELECT min(month) FROM story_subject WHERE month > each.month) FROM each WHERE each.month IS NOT NULL),
       months AS MATERIALIZED (SELECT month FROM each)
       SELECT id, name, country, nullif(sector, '') AS sector, nullif(cameo, '') AS cameo,
         (SELECT count(*) FROM months CROSS JOIN story_subject
            ON story_subject.month = months.month AND story_subject.subject = actor.id) AS stories
       FROM (SELECT * FROM actor WHERE name LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\'
             ORDER BY name LIKE ? ESCAPE '\\' DESC, length(name), name LIMIT ${CANDIDATES}) AS actor
       ORDER BY stories DESC, name LIMIT ?`,
    )
    .all(`${start}%`, `% ${start}%`, `${start}%`, limit) as (Omit<ActorRow, "country"> & { country: number })[];
  return rows.map((row) => ({ ...row, country: countryOfCode(row.country) }));
}
