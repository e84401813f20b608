import {
  type ActorId,
  type Record,
  STATEMENT_KINDS,
  type StatementKind,
  TIE_STATUSES,
  type TieKind,
  type TieStatus,
} from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { quoteOf, unpackRecord } from "./body.ts";
import { dateOfDay, dayOfId } from "./calendar.ts";
import { codeOfCountry, countryOfCode } from "./codes.ts";
import { type StatementFilter, statementsIn } from "./search.ts";
import { ALL_YEARS, AS_ACTOR, AS_RECIPIENT, AS_SPEAKER } from "./tallies.ts";
import { matchOf } from "./words.ts";

/** What the pages ask besides lists and searches: partners of a country, ties and promises by country or pair, facets. */

/** The whole records of stories by their row ids, in the order asked for. */
export function recordsOf(archive: Archive, ids: readonly number[]): Record[] {
  return ids.flatMap((id) => recordOf(archive, id) ?? []);
}

function recordOf(archive: Archive, id: number): Record | null {
  const body = archive.sql("SELECT body FROM record WHERE story = ?").pluck().get(id) as Buffer | undefined;
  return body ? unpackRecord(body) : null;
}

// --- countries and pairs -----------------------------------------------------------------------

/** What a country did, received and said in a time. */
export interface CountryFigures {
  readonly country: string;
  readonly events: number;
  readonly received: number;
  readonly statements: number;
  readonly score: number | null;
  readonly quads: readonly [number, number, number, number];
}

/** Every country that did, received or said something from one month or year to another; those with most first. */
export function countryFigures(archive: Archive, from?: string, to?: string): CountryFigures[] {
  const code = (date: string | undefined, open: number, rest: string) =>
    date === undefined ? open : Number(`${date.replaceAll("-", "").slice(0, 6)}${rest}`.slice(0, 6));
  const rows = archive
    .sql(
      `SELECT country, role, sum(n) AS n, sum(score) AS score, sum(said) AS said, sum(q0) AS q0, sum(q1) AS q1,
         sum(q2) AS q2, sum(q3) AS q3
       FROM month_country WHERE month >= ? AND month <= ? GROUP BY country, role`,
    )
    .all(code(from, 0, "00"), code(to, 999_999, "99")) as { [column: string]: number }[];
  const countries = new Map<number, { -readonly [K in keyof CountryFigures]: CountryFigures[K] }>();
  for (const row of rows) {
    const whose = row.country as number;
    const country = countryOfCode(whose);
    if (country === null) continue;
    const figures = countries.get(whose) ?? {
      country,
      events: 0,
      received: 0,
      statements: 0,
      score: null,
      quads: [0, 0, 0, 0],
    };
    countries.set(whose, figures);
    const n = row.n ?? 0;
    if (row.role === AS_ACTOR) {
      figures.events = n;
      figures.score = n ? (row.score ?? 0) / n : null;
      figures.quads = [row.q0 ?? 0, row.q1 ?? 0, row.q2 ?? 0, row.q3 ?? 0];
    } else if (row.role === AS_RECIPIENT) figures.received = n;
    else if (row.role === AS_SPEAKER) figures.statements = row.said ?? 0;
  }
  const size = ({ events, received, statements }: CountryFigures) => events + received + statements;
  return [...countries.values()]
    .filter((figures) => size(figures) > 0)
    .sort((a, b) => size(b) - size(a) || (a.country < b.country ? -1 : 1));
}

/** What a country did to another, or the other to it. */
export interface Partner {
  readonly country: string;
  /** What it did to the partner, and what the partner did to it: events, and their mean score. */
  readonly out: { readonly events: number; readonly score: number | null };
  readonly back: { readonly events: number; readonly score: number | null };
  /** Both ways, by quad. */
  readonly quads: readonly [number, number, number, number];
}

/** The countries with which a country had most to do, those with most events first. */
export function partnersOf(archive: Archive, country: string, limit: number): Partner[] {
  const code = codeOfCountry(country);
  const rows = archive
    .sql(
      `SELECT CASE WHEN source = @code THEN target ELSE source END AS partner, source = @code AS own,
         sum(n) AS n, sum(score) AS score, sum(q0) AS q0, sum(q1) AS q1, sum(q2) AS q2, sum(q3) AS q3
       FROM year_dyad WHERE year = @all AND (source = @code OR target = @code) AND source <> target GROUP BY partner, own`,
    )
    .all({ code, all: ALL_YEARS }) as {
    partner: number;
    own: number;
    n: number;
    score: number;
    q0: number;
    q1: number;
    q2: number;
    q3: number;
  }[];
  const partners = new Map<
    number,
    { out: [number, number]; back: [number, number]; quads: [number, number, number, number] }
  >();
  for (const row of rows) {
    const partner = partners.get(row.partner) ?? { out: [0, 0], back: [0, 0], quads: [0, 0, 0, 0] };
    partners.set(row.partner, partner);
    partner[row.own ? "out" : "back"] = [row.n, row.score];
    partner.quads = [
      partner.quads[0] + row.q0,
      partner.quads[1] + row.q1,
      partner.quads[2] + row.q2,
      partner.quads[3] + row.q3,
    ];
  }
  const side = ([events, sum]: [number, number]) => ({ events, score: events ? sum / events : null });
  return [...partners]
    .map(([partner, { out, back, quads }]) => ({
      country: countryOfCode(partner) ?? "",
      out: side(out),
      back: side(back),
      quads,
    }))
    .sort((a, b) => b.out.events + b.back.events - a.out.events - a.back.events || (a.country < b.country ? -1 : 1))
    .slice(0, limit);
}

/** The first and the last day on which something dated happened or was published; null in an empty archive. */
export function extentOf(archive: Archive): { from: string; to: string } | null {
  const row = archive
    .sql(
      `SELECT (SELECT published FROM story WHERE current = 1 AND published IS NOT NULL ORDER BY id LIMIT 1) AS 'from',
         (SELECT published FROM story WHERE current = 1 AND published IS NOT NULL ORDER BY id DESC LIMIT 1) AS 'to'`,
    )
    .get() as { from: string | null; to: string | null };
  return row.from !== null && row.to !== null ? { from: row.from, to: row.to } : null;
}

/** Of one country, or between two. */
export interface Between {
  readonly a: string;
  readonly b?: string | undefined;
}

/** Row ids of ties or commitments in which actors of the country, or of both, take part. */
function partyWhere(between: Between, table: "tie" | "commitment"): { where: string; values: number[] } {
  const has = `${table}.id IN (SELECT ${table} FROM ${table}_party WHERE actor IN (SELECT id FROM actor WHERE country = ?))`;
  const values = [codeOfCountry(between.a)];
  if (between.b !== undefined) values.push(codeOfCountry(between.b));
  return { where: values.map(() => has).join(" AND "), values };
}

// --- ties --------------------------------------------------------------------------------------

/** A tie as the stories tell it, told over and over: one row for each kind, wording and parties. */
export interface TieRow {
  readonly kind: TieKind;
  readonly name: string | null;
  readonly parties: readonly { readonly name: string; readonly country: string | null }[];
  /** What the newest story that says it says. */
  readonly level: string | null;
  readonly since: string | null;
  readonly distinction: string | null;
  readonly status: TieStatus;
  /** Stories that tell it, and the dates of the first and the last. */
  readonly told: number;
  readonly first: string | null;
  readonly last: string | null;
  /** The newest story that tells it, the tie's id in its record, and its words. */
  readonly story: string;
  readonly tie: string;
  readonly words: string;
}

/** A tie of the archive before its words are fetched: what the tables tell of it over all its stories. */
export interface TieTelling {
  readonly newest: TieSql;
  readonly first: number;
  readonly level: string | null;
  readonly since: string | null;
  readonly told: number;
}

/** The ties of a country, between two, or of all, those told of last first. `dated`: those whose beginning is told. */
export function tellingsOfTies(archive: Archive, between: Between | null, dated = false): TieTelling[] {
  const party = between ? partyWhere(between, "tie") : { where: "1", values: [] };
  const rows = archive
    .sql(
      `SELECT tie.id, tie.story, tie.n, tie.kind, tie.status, tie.name, tie.level, tie.since
       FROM tie WHERE ${party.where} ${dated ? "AND tie.since IS NOT NULL" : ""} ORDER BY tie.story`,
    )
    .all(...party.values) as TieSql[];
  const sides = sidesOf(archive, rows);
  const ties = new Map<string, TieTelling>();
  for (const row of rows) {
    const key = [row.kind, row.name?.toLowerCase() ?? "", sides.get(row.id) ?? ""].join("|");
    const before = ties.get(key);
    // Set anew, so that the map ends with what was told last.
    ties.delete(key);
    ties.set(key, {
      newest: row,
      first: before?.first ?? row.story,
      level: row.level ?? before?.level ?? null,
      since: row.since ?? before?.since ?? null,
      told: (before?.told ?? 0) + 1,
    });
  }
  return [...ties.values()].reverse();
}

/** The parties of each tie, the same for the same parties: a state by its country, another by its name. */
function sidesOf(archive: Archive, ties: readonly TieSql[]): Map<number, string> {
  const sides = new Map<number, string[]>(ties.map(({ id }) => [id, []]));
  // Parties are found by actor, not by tie: one walk over them all is quicker than a search for each tie.
  const parties = archive
    .sql(
      `SELECT tie_party.tie, actor.country, CASE WHEN actor.country = 0 THEN actor.name END AS name
       FROM tie_party CROSS JOIN actor ON actor.id = tie_party.actor
       WHERE tie_party.tie IN (SELECT value FROM json_each(?))`,
    )
    .iterate(JSON.stringify([...sides.keys()])) as IterableIterator<{
    tie: number;
    country: number;
    name: string | null;
  }>;
  for (const { tie, country, name } of parties) sides.get(tie)?.push(name ?? String(country));
  return new Map([...sides].map(([id, own]) => [id, [...new Set(own)].sort().join()]));
}

/** The ties of a country, between two, or of all; those told of last first. */
export function tiesOf(archive: Archive, between: Between | null): TieRow[] {
  return tellingsOfTies(archive, between).flatMap((telling) => tieRowOf(archive, telling) ?? []);
}

/** A tie with its words, as the newest story that tells it has them. */
export function tieRowOf(archive: Archive, { newest, first, level, since, told }: TieTelling): TieRow | null {
  const record = recordOf(archive, newest.story);
  const tie = record?.ties[newest.n];
  if (!record || !tie) return null;
  const words = tie.evidence[0];
  const firstDay = dayOfId(first);
  return {
    kind: tie.kind,
    name: tie.name,
    parties: peopleIn(record, tie.parties),
    level,
    since,
    distinction: tie.distinction,
    status: tie.status,
    told,
    first: firstDay === null ? null : dateOfDay(firstDay),
    last: record.story.published,
    story: record.story.id,
    tie: tie.id,
    words: words ? quoteOf(record.story.text, words) : "",
  };
}

interface TieSql {
  id: number;
  story: number;
  n: number;
  kind: number;
  status: number;
  name: string | null;
  level: string | null;
  since: string | null;
}

/** The name and the country of actors of a record. */
function peopleIn(record: Record, ids: readonly ActorId[]): { name: string; country: string | null }[] {
  return ids.map((id) => {
    const actor = record.actors.find((one) => one.id === id);
    return { name: actor?.name ?? id, country: actor?.country ?? null };
  });
}

// --- anniversaries -----------------------------------------------------------------------------

/** A day in a year on which something between states is so many years old. */
export interface ComingAnniversary {
  /** The day, or the year where the stories tell no day. */
  readonly date: string;
  readonly nth: number;
  /** Whether it is one that is marked: the first, the fifth, and every tenth, and 25 and 75. */
  readonly round: boolean;
  readonly tie: TieRow;
}

/** An anniversary whose tie is not yet fetched. */
export interface AnniversaryTelling {
  readonly date: string;
  readonly nth: number;
  readonly round: boolean;
  readonly tie: TieTelling;
}

/** The anniversaries that follow from ties in force, of all, of a country or between two, in the years asked for, by date. */
export function anniversariesOf(
  archive: Archive,
  years: readonly [from: number, to: number],
  between?: Between,
): ComingAnniversary[] {
  const ties = tellingsOfTies(archive, between ?? null, true);
  const rows = new Map<TieTelling, TieRow | null>();
  return anniversariesIn(ties, String(years[0]), String(years[1])).flatMap(({ tie: telling, ...rest }) => {
    const known = rows.get(telling);
    const tie = known === undefined ? tieRowOf(archive, telling) : known;
    rows.set(telling, tie);
    return tie ? { ...rest, tie } : [];
  });
}

/** The anniversaries of ties in a time, by date. In a time given by its days are those alone whose day is told. */
export function anniversariesIn(ties: readonly TieTelling[], from: string, to: string): AnniversaryTelling[] {
  const out: AnniversaryTelling[] = [];
  for (const tie of ties) {
    const since = /^(\d{4})(-\d\d-\d\d)?/.exec(tie.since ?? "");
    if (!since || TIE_STATUSES[tie.newest.status] === "ended") continue;
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
      const nth = year - Number(since[1]);
      if (nth <= 0) continue;
      const day = since[2] === "-02-29" && !isLeap(year) ? "-02-28" : (since[2] ?? "");
      const date = `${year}${day}`;
      if (date.slice(0, from.length) < from || date.slice(0, to.length) > to) continue;
      if (day === "" && from.length + to.length > 8) continue;
      out.push({ date, nth, round: nth === 1 || nth === 5 || nth === 25 || nth === 75 || nth % 10 === 0, tie });
    }
  }
  // Those without a day stand at the end of their year.
  const place = ({ date }: AnniversaryTelling) => (date.length === 4 ? `${date}-99` : date);
  return out.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : b.nth - a.nth));
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

// --- commitments -------------------------------------------------------------------------------

/** A promise with its words and its term. */
export interface CommitmentRow {
  readonly id: number;
  readonly story: string;
  readonly commitment: string;
  readonly by: readonly { readonly name: string; readonly country: string | null }[];
  readonly with: readonly { readonly name: string; readonly country: string | null }[];
  readonly words: string;
  readonly opens: string | null;
  readonly closes: string | null;
  readonly speaker: string | null;
  readonly headline: string | null;
  readonly published: string | null;
  readonly why: string;
  readonly confidence: number;
}

export interface CommitmentFilter {
  readonly between?: Between | undefined;
  /** Terms that end on these days, both included; without them the newest promises come first, with them the earliest end. */
  readonly closes?: { readonly from: string; readonly to: string } | undefined;
  readonly limit: number;
  readonly offset?: number | undefined;
}

/** Promises of a country, between two, or by the end of their term. */
export function commitmentsOf(
  archive: Archive,
  filter: CommitmentFilter,
): { rows: CommitmentRow[]; next: number | null } {
  const where = ["story.current = 1"];
  const values: (string | number)[] = [];
  if (filter.between) {
    const party = partyWhere(filter.between, "commitment");
    where.push(party.where);
    values.push(...party.values);
  }
  if (filter.closes) {
    where.push("commitment.closes >= ? AND commitment.closes <= ?");
    values.push(filter.closes.from, `${filter.closes.to}~`);
  }
  const offset = filter.offset ?? 0;
  const found = archive
    .sql(
      `SELECT commitment.id, commitment.story, commitment.n FROM commitment JOIN story ON story.id = commitment.story
       WHERE ${where.join(" AND ")} ORDER BY ${filter.closes ? "commitment.closes, commitment.id" : "commitment.story DESC, commitment.n"} LIMIT ? OFFSET ?`,
    )
    .all(...values, filter.limit + 1, offset) as { id: number; story: number; n: number }[];
  const rows = found.slice(0, filter.limit).flatMap(({ id, story, n }): CommitmentRow[] => {
    const record = recordOf(archive, story);
    const entry = record?.commitments[n];
    if (!record || !entry) return [];
    const told = record.statements.find((statement) => statement.id === entry.saidIn);
    return [
      {
        id,
        story: record.story.id,
        commitment: entry.id,
        by: peopleIn(record, entry.by),
        with: peopleIn(record, entry.with),
        words: quoteOf(record.story.text, entry.what),
        opens: entry.window?.from ?? null,
        closes: entry.window?.to ?? null,
        speaker: record.actors.find(({ id: actor }) => actor === told?.speaker)?.name ?? null,
        headline: record.story.headline,
        published: record.story.published,
        why: entry.why,
        confidence: entry.confidence,
      },
    ];
  });
  return { rows, next: found.length > filter.limit ? offset + filter.limit : null };
}

// --- facets ------------------------------------------------------------------------------------

/** How the statements that a filter lets through are spread; the most frequent values first. */
export interface Facets {
  readonly speakers: readonly {
    readonly actor: number;
    readonly name: string;
    readonly country: string | null;
    readonly n: number;
  }[];
  readonly countries: readonly { readonly country: string; readonly n: number }[];
  readonly kinds: readonly { readonly kind: StatementKind; readonly n: number }[];
  readonly years: readonly { readonly year: string; readonly n: number }[];
  /** Statements that were spread, the newest first; `exact` is false where there are more. */
  readonly of: number;
  readonly exact: boolean;
}

/** Statements that are spread over facets; more would keep a person waiting. */
const SPREAD = 20_000;

/** The facets of a search of statements: of the newest 20,000 that it finds. */
export function statementFacets(archive: Archive, filter: StatementFilter): Facets {
  const match = filter.words === undefined ? null : matchOf(filter.words);
  const { id, from, values } = statementsIn(filter, match, true);
  archive.db.exec(
    "CREATE TEMP TABLE IF NOT EXISTS spread (id INTEGER PRIMARY KEY, speaker INTEGER, country INTEGER, kind INTEGER, year INTEGER)",
  );
  archive.sql("DELETE FROM temp.spread").run();
  const { changes } = archive
    .sql(
      `INSERT INTO temp.spread
       SELECT ${id}, statement.speaker, statement.country, statement.kind, statement.month / 100
       FROM ${from} ORDER BY 1 DESC LIMIT ?`,
    )
    .run(...values, SPREAD + 1);
  const counted = <Row>(sql: string) => archive.sql(sql).all() as Row[];
  const facets: Facets = {
    speakers: counted<{ actor: number; name: string; code: number; n: number }>(
      `SELECT speaker AS actor, name, actor.country AS code, count(*) AS n FROM temp.spread JOIN actor ON actor.id = speaker
       GROUP BY speaker ORDER BY n DESC, name LIMIT 12`,
    ).map(({ code, ...row }) => ({ ...row, country: countryOfCode(code) })),
    countries: counted<{ code: number; n: number }>(
      "SELECT country AS code, count(*) AS n FROM temp.spread WHERE country <> 0 GROUP BY country ORDER BY n DESC, country LIMIT 12",
    ).map(({ code, n }) => ({ country: countryOfCode(code) ?? "", n })),
    kinds: counted<{ kind: number; n: number }>(
      "SELECT kind, count(*) AS n FROM temp.spread GROUP BY kind ORDER BY n DESC",
    ).map(({ kind, n }) => ({ kind: STATEMENT_KINDS[kind] as StatementKind, n })),
    years: counted<{ year: number; n: number }>(
      "SELECT year, count(*) AS n FROM temp.spread WHERE year <> 0 GROUP BY year ORDER BY year DESC",
    ).map(({ year, n }) => ({ year: String(year).padStart(4, "0"), n })),
    of: Math.min(changes, SPREAD),
    exact: changes <= SPREAD,
  };
  archive.sql("DELETE FROM temp.spread").run();
  return facets;
}
