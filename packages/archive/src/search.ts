import { type Record, type Span, STATEMENT_KINDS, type Statement, type StatementKind } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { quoteOf, statementText, unpackRecord } from "./body.ts";
import { dateOfDay, dayAfter, dayOfId, FIRST_DATED, firstIdOf, monthName, when } from "./calendar.ts";
import { codeOfCountry, countryOfCode } from "./codes.ts";
import { marksIn, type Snippet, snippetOf } from "./highlight.ts";
import { type StoryFilter, type StoryRow, storiesOf, storyWhere } from "./stories.ts";
import { matchOf } from "./words.ts";

/** A statement as a search finds it. */
export interface StatementRow {
  readonly id: number;
  /** The story's key, and the statement's id in its record. */
  readonly story: string;
  readonly statement: string;
  readonly kind: StatementKind;
  readonly speaker: string | null;
  /** The speaker's id, for `actor` filters. */
  readonly actor: number | null;
  readonly office: string | null;
  readonly country: string | null;
  /** When it was said, as `2024-01-29`, `2024-01` or `2024`. */
  readonly date: string | null;
  readonly headline: string | null;
  readonly agency: string | null;
  readonly published: string | null;
  /** The words of the statement, or a piece of them around the match. */
  readonly snippet: Snippet;
  /** The statement's spans in the story's text. */
  readonly content: readonly Span[];
  /** Other stories that are the same dispatch. */
  readonly duplicates: number;
}

export interface StatementFilter {
  words?: string;
  /** The speaker: an actor's id, or a name (all actors of that name). */
  speaker?: number | string;
  /** The speaker's office, as the stories tell it. */
  office?: string;
  /** ISO 3166-1 alpha-3 of the speaker's country, and of a country that the statement names or addresses. */
  country?: string;
  about?: string;
  kind?: StatementKind;
  from?: string;
  to?: string;
  /** Count a statement that duplicates tell once. */
  once?: boolean;
  /** Best match first (the default with words, unless there are too many to weigh), or the newest first. */
  order?: "best" | "newest";
  limit?: number;
  offset?: number;
}

export interface Found<Row> {
  readonly rows: readonly Row[];
  /** How the rows are ordered; "newest" where more matched than can be weighed in good time. */
  readonly order: "best" | "newest";
  /** Matches of the words in the time asked for, before other filters; `exact` is false where it stopped counting. */
  readonly matches: number;
  readonly exact: boolean;
  /** `offset` of the next page, null on the last. */
  readonly next: number | null;
}

/** Matches that are weighed against each other; ranking more than these would keep a person waiting. */
const WEIGHED = 5000;
/** Code units of a snippet. */
const ROOM = 320;

/**
 * Statements by their words and by who said them, when and about whom. Words are in `matchOf`'s language; without words
 * the newest come first.
 */
export function searchStatements(archive: Archive, filter: StatementFilter = {}): Found<StatementRow> {
  const limit = filter.limit ?? 25;
  const offset = filter.offset ?? 0;
  const match = filter.words === undefined ? null : matchOf(filter.words);
  const weighed =
    match === null
      ? null
      : weigh(archive, "statement_words", match, idRange(filter.from, filter.to), filter.order !== "newest");
  const order = filter.order === "newest" || !weighed?.exact ? "newest" : "best";
  const ids =
    order === "best"
      ? bestStatements(archive, filter, weighed?.ids ?? []).slice(offset, offset + limit + 1)
      : newestStatements(archive, filter, match, offset, limit + 1);
  return {
    rows: statementRows(archive, ids.slice(0, limit), match, filter.about),
    order,
    matches: weighed?.ids.length ?? 0,
    exact: weighed?.exact ?? true,
    next: ids.length > limit ? offset + limit : null,
  };
}

function bestStatements(archive: Archive, filter: StatementFilter, hits: readonly number[]): readonly number[] {
  const { where, values } = statementWhere(filter);
  if (where.length === 0) return hits;
  return archive
    .sql(
      `SELECT statement.id FROM json_each(?) AS hit CROSS JOIN statement ON statement.id = hit.value
       WHERE ${where.join(" AND ")} ORDER BY hit.key`,
    )
    .pluck()
    .all(JSON.stringify(hits), ...values) as number[];
}

function newestStatements(
  archive: Archive,
  filter: StatementFilter,
  match: string | null,
  offset: number,
  limit: number,
): number[] {
  const { id, from, values } = statementsIn(filter, match);
  return archive
    .sql(`SELECT ${id} FROM ${from} ORDER BY 1 DESC LIMIT ? OFFSET ?`)
    .pluck()
    .all(...values, limit, offset) as number[];
}

/**
 * What an index of words finds in a range of rows, the best match first where they are to be `ranked`; not `exact` where
 * there is more than can be weighed.
 */
function weigh(
  archive: Archive,
  table: "statement_words" | "story_words",
  match: string,
  range: readonly [number, number],
  ranked: boolean,
): { ids: number[]; exact: boolean } {
  const hits = archive
    .sql(
      `SELECT rowid AS id, ${ranked ? `bm25(${table})` : 0} AS score FROM ${table}
       WHERE ${table} MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?`,
    )
    .all(match, ...range, WEIGHED + 1) as { id: number; score: number }[];
  const exact = hits.length <= WEIGHED;
  if (exact) hits.sort((a, b) => a.score - b.score || b.id - a.id);
  return { ids: hits.slice(0, WEIGHED).map(({ id }) => id), exact };
}

/** The first id of a range of dates and the one after its last; undated rows are in the range that has no bounds. */
export function idRange(from: string | undefined, to: string | undefined): [number, number] {
  const first = when(from ?? null);
  const last = to === undefined ? null : dayAfter(to);
  const open = first === null && last === null;
  return [
    first === null ? (open ? 0 : FIRST_DATED) : firstIdOf(first.day),
    last === null ? Number.MAX_SAFE_INTEGER : firstIdOf(last),
  ];
}

/**
 * The statements that a filter lets through, as the end of a query: `id` to ask for and to order by, `from` with all
 * conditions, and the values of their places. It looks where there is least to look through, in the order of ids: in the
 * index of words, among those about a country, or among those of a country. `whole` asks for the columns of `statement` too.
 */
export function statementsIn(
  filter: StatementFilter,
  match: string | null,
  whole = false,
): { id: string; from: string; values: unknown[] } {
  const range = idRange(filter.from, filter.to);
  const { about, country, ...other } = filter;
  const within = (id: string): string => `${id} >= ? AND ${id} < ?`;
  if (match !== null) {
    const { where, values } = statementWhere(filter);
    // Without filters the index alone knows the answer.
    const joined = whole || where.length > 0 ? "CROSS JOIN statement ON statement.id = statement_words.rowid" : "";
    const id = "statement_words.rowid";
    const conditions = ["statement_words MATCH ?", within(id), ...where];
    return {
      id,
      from: `statement_words ${joined} WHERE ${conditions.join(" AND ")}`,
      values: [match, ...range, ...values],
    };
  }
  if (about !== undefined) {
    const { where, values } = statementWhere(country === undefined ? other : { ...other, country });
    const id = "named.statement";
    const conditions = ["named.country = ?", within(id), ...where];
    return {
      id,
      from: `statement_about AS named CROSS JOIN statement ON statement.id = named.statement WHERE ${conditions.join(" AND ")}`,
      values: [codeOfCountry(about), ...range, ...values],
    };
  }
  const { where, values } = statementWhere(filter);
  const found = country === undefined || other.speaker !== undefined ? "" : "INDEXED BY statement_by_country";
  return {
    id: "statement.id",
    from: `statement ${found} WHERE ${[within("statement.id"), ...where].join(" AND ")}`,
    values: [...range, ...values],
  };
}

/** The statements of a speaker, looked for in each month that has statements. */
function statementsOf(speaker: string): string {
  return `statement.id IN (
    WITH RECURSIVE months (month) AS (
      SELECT min(month) FROM statement WHERE speaker <> 0
      UNION ALL
      SELECT (SELECT min(month) FROM statement WHERE speaker <> 0 AND month > months.month) FROM months
      WHERE months.month IS NOT NULL)
    SELECT said.id FROM months CROSS JOIN statement AS said
      ON said.month = months.month AND said.speaker <> 0 AND said.speaker ${speaker})`;
}

/** Conditions on `statement` for a filter, apart from its words and dates, with the values of their places. */
export function statementWhere(filter: StatementFilter): { where: string[]; values: unknown[] } {
  const where: string[] = [];
  const values: unknown[] = [];
  const and = (condition: string, ...given: unknown[]): void => {
    where.push(condition);
    values.push(...given);
  };
  if (typeof filter.speaker === "number") and(statementsOf("= ?"), filter.speaker);
  if (typeof filter.speaker === "string")
    and(statementsOf("IN (SELECT id FROM actor WHERE name = ? COLLATE NOCASE)"), filter.speaker);
  if (filter.office !== undefined)
    and("statement.office IN (SELECT id FROM term WHERE text = ? COLLATE NOCASE)", filter.office);
  // "<> 0" is the index's own condition.
  if (filter.country !== undefined)
    and("statement.country = ? AND statement.country <> 0", codeOfCountry(filter.country));
  if (filter.about !== undefined)
    and(
      "EXISTS (SELECT 1 FROM statement_about AS about WHERE about.country = ? AND about.statement = statement.id)",
      codeOfCountry(filter.about),
    );
  if (filter.kind !== undefined) and("statement.kind = ?", STATEMENT_KINDS.indexOf(filter.kind));
  if (filter.once) and("statement.counted = 1");
  return { where, values };
}

/** Statements by row id, in that order, with their words, marked where a query matches or, without one, where they name a country. */
export function statementRows(
  archive: Archive,
  ids: readonly number[],
  match: string | null,
  about?: string,
): StatementRow[] {
  const found = ids.map((id) => {
    const row = archive
      .sql(
        `SELECT statement.id, statement.n, statement.kind, statement.speaker AS actor, statement.country, statement.month,
           actor.name AS speaker, office.text AS office, agency.text AS agency, story.key AS story, story.headline,
           story.published, record.body,
           (SELECT count(*) - 1 FROM story AS other WHERE other.cluster = story.cluster AND other.current = 1) AS duplicates
         FROM statement JOIN story ON story.id = statement.story JOIN record ON record.story = story.id
           LEFT JOIN actor ON actor.id = statement.speaker LEFT JOIN term AS office ON office.id = statement.office
           LEFT JOIN term AS agency ON agency.id = story.agency
         WHERE statement.id = ?`,
      )
      .get(id) as StatementSql;
    const record = unpackRecord(row.body);
    const statement = record.statements[row.n];
    if (!statement) throw new Error(`${row.story}: the archive lacks its statement ${row.n}`);
    return { record, row, statement, text: statementText(record.story.text, statement) };
  });
  const marks =
    match === null
      ? found.map(({ record, statement, text }) => (about === undefined ? [] : namesIn(record, statement, text, about)))
      : marksIn(
          archive,
          match,
          found.map(({ text }) => text),
        );
  return found.map(({ row, statement, text }, i): StatementRow => {
    const { n: _, body: __, month, ...shown } = row;
    return {
      ...shown,
      statement: statement.id,
      kind: STATEMENT_KINDS[row.kind] as StatementKind,
      actor: row.actor || null,
      country: countryOfCode(row.country),
      date: dateOf(row.id, month),
      snippet: snippetOf(text, marks[i] ?? [], ROOM),
      content: statement.content,
    };
  });
}

/** "The two countries", "Both sides", "She": at the beginning of a sentence they look like names. */
const NAMELESS = /^(?:The \p{Ll}|(?:I|We|He|She|It|They|You|My|Our|Its|His|Her|Their|Both)\b)/u;

/** Where the words of a statement name a country or somebody of it, in the order of the words. */
function namesIn(record: Record, { content }: Statement, text: string, country: string): Span[] {
  const names = new Set<string>();
  for (const actor of record.actors)
    if (actor.country === country)
      for (const [start, end] of actor.mentions)
        if (content.some(([from, to]) => from <= start && end <= to))
          names.add(quoteOf(record.story.text, [start, end]));
  const marks: Span[] = [];
  for (const name of names)
    if (/^\p{Lu}/u.test(name) && !NAMELESS.test(name))
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
        marks.push([at, at + name.length]);
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return marks.filter(([start], i) => i === 0 || start >= (marks[i - 1]?.[1] ?? 0));
}

interface StatementSql {
  id: number;
  n: number;
  kind: number;
  actor: number;
  country: number;
  month: number;
  speaker: string | null;
  office: string | null;
  agency: string | null;
  story: string;
  headline: string | null;
  published: string | null;
  body: Buffer;
  duplicates: number;
}

/** The date of a row whose id and month code tell it: to the day, unless only the month or year was told. */
export function dateOf(id: number, month: number): string | null {
  const day = dayOfId(id);
  if (day === null) return null;
  return month % 100 === 0 ? monthName(month) : dateOfDay(day);
}

/** A story as a search finds it. */
export interface StoryFound extends StoryRow {
  readonly snippet: Snippet;
}

/** Stories by their words, best match first, or the newest first where more match than can be weighed in good time. */
export function searchStories(
  archive: Archive,
  filter: Omit<StoryFilter, "before"> & { words: string; order?: "best" | "newest"; offset?: number },
): Found<StoryFound> {
  const { words, order: asked, offset = 0, limit = 25, ...rest } = filter;
  const match = matchOf(words);
  if (match === null) return { rows: [], order: "best", matches: 0, exact: true, next: null };
  const range = idRange(rest.from, rest.to);
  const weighed = weigh(archive, "story_words", match, range, asked !== "newest");
  const order = asked === "newest" || !weighed.exact ? "newest" : "best";
  const { where, values } = storyWhere(rest);
  const ids =
    order === "best"
      ? (archive
          .sql(
            `SELECT story.id FROM json_each(?) AS hit CROSS JOIN story ON story.id = hit.value
             WHERE ${where.join(" AND ")} ORDER BY hit.key LIMIT ? OFFSET ?`,
          )
          .pluck()
          .all(JSON.stringify(weighed.ids), ...values, limit + 1, offset) as number[])
      : (archive
          .sql(
            `SELECT story.id FROM story_words CROSS JOIN story ON story.id = story_words.rowid
             WHERE story_words MATCH ? AND story_words.rowid >= ? AND story_words.rowid < ? AND ${where.join(" AND ")}
             ORDER BY story_words.rowid DESC LIMIT ? OFFSET ?`,
          )
          .pluck()
          .all(match, ...range, ...values, limit + 1, offset) as number[]);
  const rows = storiesOf(archive, ids.slice(0, limit));
  const texts = rows.map(
    ({ id }) =>
      unpackRecord(archive.sql("SELECT body FROM record WHERE story = ?").pluck().get(id) as Buffer).story.text,
  );
  const marks = marksIn(archive, match, texts);
  return {
    rows: rows.map((row, i) => ({ ...row, snippet: snippetOf(texts[i] as string, marks[i] as Span[], ROOM) })),
    order,
    matches: weighed.ids.length,
    exact: weighed.exact,
    next: ids.length > limit ? offset + limit : null,
  };
}
