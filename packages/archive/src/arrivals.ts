import { type EventRow, eventRow } from "./analytics.ts";
import type { Archive } from "./archive.ts";
import { codeOfCountry } from "./codes.ts";
import { lastArrival, type WatchQuery } from "./desk.ts";
import {
  idRange,
  type StatementFilter,
  type StatementRow,
  statementRows,
  statementsIn,
  statementWhere,
} from "./search.ts";
import { matchOf } from "./words.ts";

/** Something that a watch found, with the place in which its story came. */
export type Arrived = { readonly arrival: number } & (
  | { readonly statement: StatementRow; readonly event: null }
  | { readonly statement: null; readonly event: EventRow }
);

/** How much a watch lets through of the stories that came after a place; counting stops at `most`. */
export function countSince(archive: Archive, query: WatchQuery, after: number, most: number): number {
  // Mostly nothing came since the last look.
  if (lastArrival(archive) <= after) return 0;
  let n = 0;
  for (const { sql, values } of asked(archive, query, after)) {
    n += Number(
      archive
        .sql(`SELECT count(*) FROM (${sql} LIMIT ?)`)
        .pluck()
        .get(...values, most - n),
    );
    if (n >= most) break;
  }
  return n;
}

/** What a watch lets through of the stories that came after a place, those that came last first. */
export function arrivedSince(archive: Archive, query: WatchQuery, after: number, limit: number): Arrived[] {
  const found: { id: number; arrival: number }[] = [];
  for (const { sql, values } of asked(archive, query, after)) {
    if (found.length >= limit) break;
    const rows = archive.sql(`${sql} ORDER BY 2 DESC, 1 LIMIT ?`).all(...values, limit - found.length);
    found.push(...(rows as { id: number; arrival: number }[]));
  }
  if (query.kind === "dyad")
    return found.map(({ id, arrival }) => ({ arrival, statement: null, event: eventRow(archive, id) }));
  const statements = statementRows(
    archive,
    found.map(({ id }) => id),
    wordsOf(query.filter),
  );
  return found.flatMap(({ arrival }, i): Arrived[] => {
    const statement = statements[i];
    return statement ? [{ arrival, statement, event: null }] : [];
  });
}

/** A query for ids of statements or events, each with the place in which its story came. */
interface Asked {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Stories that came last and are looked through one by one; among those before them the indexes of what they say are asked. */
const LATEST = 2000;

/** The queries that together find what a watch lets through, the latest first. */
function asked(archive: Archive, query: WatchQuery, after: number): Asked[] {
  if (query.kind === "dyad") return [eventsOf(query, after)];
  const between = Math.max(after, lastArrival(archive) - LATEST);
  const latest = latestStatements(archive, query.filter, between);
  return between === after ? [latest] : [latest, statementsBefore(query.filter, after, between)];
}

function eventsOf({ a, b }: { a: string; b: string }, after: number): Asked {
  const [one, other] = [codeOfCountry(a), codeOfCountry(b)];
  return {
    sql: `WITH RECURSIVE months (month) AS (
        SELECT min(month) FROM event_dyad
        UNION ALL
        SELECT (SELECT min(month) FROM event_dyad WHERE month > months.month) FROM months WHERE months.month IS NOT NULL)
      SELECT DISTINCT event.id, story.arrival
      FROM (SELECT ? AS one, ? AS other UNION SELECT ?, ?) AS pair CROSS JOIN months
        CROSS JOIN event_dyad ON event_dyad.month = months.month AND event_dyad.source = pair.one
          AND event_dyad.target = pair.other
        CROSS JOIN event ON event.id = event_dyad.event AND event.counted = 1
        CROSS JOIN story ON story.id = event.story AND story.current = 1
      WHERE story.arrival > ?`,
    values: [one, other, other, one, after],
  };
}

/** Among the stories that came after a place: their statements, of which those with the words are known beforehand. */
function latestStatements(archive: Archive, filter: StatementFilter, after: number): Asked {
  const match = wordsOf(filter);
  const { where, values } = statementWhere(filter);
  const { low, high } = archive
    .sql(
      `SELECT coalesce(min(statement.id), 0) AS low, coalesce(max(statement.id), 0) AS high
       FROM story CROSS JOIN statement ON statement.story = story.id WHERE story.arrival > ?`,
    )
    .get(after) as { low: number; high: number };
  // Kept as a set: asked for each statement anew, the index of words would be slow.
  const hits =
    match === null
      ? ""
      : `WITH hits (id) AS MATERIALIZED (
           SELECT rowid FROM statement_words WHERE statement_words MATCH ? AND rowid >= ? AND rowid <= ?)`;
  return {
    sql: `${hits} SELECT statement.id, story.arrival
      FROM story CROSS JOIN statement INDEXED BY statement_by_story ON statement.story = story.id
      WHERE story.arrival > ? AND story.current = 1 AND statement.id >= ? AND statement.id < ?
      ${match === null ? "" : "AND statement.id IN (SELECT id FROM hits)"}
      ${where.map((condition) => `AND ${condition}`).join(" ")}`,
    values: [...(match === null ? [] : [match, low, high]), after, ...idRange(filter.from, filter.to), ...values],
  };
}

/** Among all that came after one place and up to another: statements by what they say, then their stories. */
function statementsBefore(filter: StatementFilter, after: number, upTo: number): Asked {
  const { id, from, values } = statementsIn(filter, wordsOf(filter), true);
  return {
    sql: `SELECT found.id, story.arrival FROM (SELECT ${id} AS id, statement.story FROM ${from}) AS found
      CROSS JOIN story ON story.id = found.story WHERE story.current = 1 AND story.arrival > ? AND story.arrival <= ?`,
    values: [...values, after, upTo],
  };
}

function wordsOf(filter: StatementFilter): string | null {
  return filter.words === undefined ? null : matchOf(filter.words);
}
