import { type EventRow, eventRow } from "./analytics.ts";
import type { Archive } from "./archive.ts";
import { codeOfCountry } from "./codes.ts";
import type { WatchQuery } from "./desk.ts";
import { idRange, type StatementFilter, type StatementRow, statementRows, statementWhere } from "./search.ts";
import { matchOf } from "./words.ts";

/** Something that a watch found, with the place in which its story came. */
export type Arrived = { readonly arrival: number } & (
  | { readonly statement: StatementRow; readonly event: null }
  | { readonly statement: null; readonly event: EventRow }
);

/** What a watch lets through of the stories that came after a place, those that came last first. */
export function arrivedSince(archive: Archive, query: WatchQuery, after: number, limit: number): Arrived[] {
  return query.kind === "dyad" ? events(archive, query, after, limit) : statements(archive, query.filter, after, limit);
}

/** How much a watch lets through of the stories that came after a place; counting stops at `most`. */
export function countSince(archive: Archive, query: WatchQuery, after: number, most: number): number {
  const { sql, values } = query.kind === "dyad" ? eventsSql(query, after) : statementsSql(query.filter, after);
  return Number(
    archive
      .sql(`SELECT count(*) FROM (${sql} LIMIT ?)`)
      .pluck()
      .get(...values, most),
  );
}

function events(archive: Archive, query: { a: string; b: string }, after: number, limit: number): Arrived[] {
  const { sql, values } = eventsSql(query, after);
  const rows = archive.sql(`${sql} ORDER BY story.arrival DESC, event.id LIMIT ?`).all(...values, limit) as {
    id: number;
    arrival: number;
  }[];
  return rows.map(({ id, arrival }) => ({ arrival, statement: null, event: eventRow(archive, id) }));
}

function eventsSql({ a, b }: { a: string; b: string }, after: number): { sql: string; values: unknown[] } {
  const [one, other] = [codeOfCountry(a), codeOfCountry(b)];
  return {
    sql: `SELECT DISTINCT event.id, story.arrival FROM story CROSS JOIN event ON event.story = story.id
      WHERE story.arrival > ? AND story.current = 1 AND event.counted = 1 AND EXISTS (
        SELECT 1 FROM event_dyad WHERE event_dyad.month = event.month AND event_dyad.event = event.id AND ((source = ? AND target = ?) OR (source = ? AND target = ?)))`,
    values: [after, one, other, other, one],
  };
}

function statements(archive: Archive, filter: StatementFilter, after: number, limit: number): Arrived[] {
  const { sql, values, match } = statementsSql(filter, after);
  const rows = archive.sql(`${sql} ORDER BY story.arrival DESC, statement.id LIMIT ?`).all(...values, limit) as {
    id: number;
    arrival: number;
  }[];
  const found = statementRows(
    archive,
    rows.map(({ id }) => id),
    match,
  );
  return rows.flatMap(({ arrival }, i): Arrived[] => {
    const statement = found[i];
    return statement ? [{ arrival, statement, event: null }] : [];
  });
}

function statementsSql(
  filter: StatementFilter,
  after: number,
): { sql: string; values: unknown[]; match: string | null } {
  const match = filter.words === undefined ? null : matchOf(filter.words);
  const { where, values } = statementWhere(filter);
  const words =
    match === null ? "" : "AND statement.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)";
  return {
    sql: `SELECT statement.id, story.arrival FROM story CROSS JOIN statement ON statement.story = story.id
      WHERE story.arrival > ? AND story.current = 1 AND statement.id >= ? AND statement.id < ? ${words}
      ${where.map((condition) => `AND ${condition}`).join(" ")}`,
    values: [after, ...idRange(filter.from, filter.to), ...(match === null ? [] : [match]), ...values],
    match,
  };
}
