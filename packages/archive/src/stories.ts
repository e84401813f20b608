import { FORMATS, type Format, type Record } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { unpackRecord } from "./body.ts";
import { dayAfter, firstIdOf, when } from "./calendar.ts";
import { codeOfCountry } from "./codes.ts";
import { matchOf } from "./words.ts";

/** A story as lists show it: the newest version of each, once. */
export interface StoryRow {
  /** Row id, in the order of dates; `before` of the next page. It changes when the story gets a new version. */
  readonly id: number;
  /** The record's `story.id`, which addresses the story. */
  readonly key: string;
  readonly headline: string | null;
  readonly published: string | null;
  readonly agency: string | null;
  readonly format: Format;
  readonly sourceId: string | null;
  readonly url: string | null;
  readonly language: string;
  /** UTF-16 code units of the text. */
  readonly chars: number;
  readonly statements: number;
  readonly events: number;
  /** Versions kept, this one included. */
  readonly versions: number;
  /** Other stories that are the same dispatch. */
  readonly duplicates: number;
}

export interface StoryFilter {
  /** Words that the story's text has, in the language of `matchOf`. */
  words?: string;
  /** The first and the last date, as `2024-01-29`, `2024-01` or `2024`. */
  from?: string;
  to?: string;
  agency?: string;
  /** ISO 3166-1 alpha-3 of a country that the story names. */
  country?: string;
  /** The id of an actor that the story names (see `findActors`). */
  actor?: number;
  language?: string;
  /** Of stories that are the same dispatch list the first alone. */
  once?: boolean;
  /** Stories a page, 50 by default. */
  limit?: number;
  /** The `next` of the page before. */
  before?: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** `before` of the next page, null on the last. */
  readonly next: number | null;
}

const STORY_ROW = `story.id, story.key, story.headline, story.published, story.format, story.source AS sourceId, story.url,
  story.language, story.chars, story.statements, story.events,
  (SELECT text FROM term WHERE id = story.agency) AS agency,
  1 + (SELECT count(*) FROM story AS other WHERE other.lineage = story.lineage AND other.lineage <> other.arrival) AS versions,
  (SELECT count(*) - 1 FROM story AS other WHERE other.cluster = story.cluster AND other.current = 1) AS duplicates`;

type Told<Row> = { -readonly [K in keyof Row]: Row[K] };

/** Stories, the newest first, undated ones last. */
export function listStories(archive: Archive, filter: StoryFilter = {}): Page<StoryRow> {
  const limit = filter.limit ?? 50;
  const { where, values } = storyWhere(filter);
  if (filter.before !== undefined) {
    where.push("story.id < ?");
    values.push(filter.before);
  }
  const rows = archive
    .sql(`SELECT ${STORY_ROW} FROM story WHERE ${where.join(" AND ")} ORDER BY story.id DESC LIMIT ?`)
    .all(...values, limit + 1) as (Told<StoryRow> & { format: unknown })[];
  return page(rows.map(storyRow), limit);
}

/** How many stories a filter lets through. */
export function countStories(archive: Archive, filter: StoryFilter = {}): number {
  const { where, values } = storyWhere(filter);
  return Number(
    archive
      .sql(`SELECT count(*) FROM story WHERE ${where.join(" AND ")}`)
      .pluck()
      .get(...values),
  );
}

/** Stories by row id, in that order. */
export function storiesOf(archive: Archive, ids: readonly number[]): StoryRow[] {
  const find = archive.sql(`SELECT ${STORY_ROW} FROM story WHERE id = ?`);
  return ids.map((id) => storyRow(find.get(id) as Told<StoryRow> & { format: unknown }));
}

/** The stories that name a subject, looked for in each month that has stories. */
const STORIES_OF = `story.id IN (
  WITH RECURSIVE months (month) AS (
    SELECT min(month) FROM story_subject
    UNION ALL
    SELECT (SELECT min(month) FROM story_subject WHERE month > months.month) FROM months WHERE months.month IS NOT NULL)
  SELECT story FROM months CROSS JOIN story_subject ON story_subject.month = months.month AND subject = ?)`;

/** Conditions on `story` for a filter, with the values of their places. */
export function storyWhere(filter: StoryFilter): { where: string[]; values: unknown[] } {
  const where = ["story.current = 1"];
  const values: unknown[] = [];
  const and = (condition: string, ...given: unknown[]): void => {
    where.push(condition);
    values.push(...given);
  };
  const match = filter.words === undefined ? null : matchOf(filter.words);
  if (match) and("story.id IN (SELECT rowid FROM story_words WHERE story_words MATCH ?)", match);
  const from = when(filter.from ?? null);
  if (from) and("story.id >= ?", firstIdOf(from.day));
  const to = filter.to === undefined ? null : dayAfter(filter.to);
  if (to !== null) and("story.id < ? AND story.id >= 1099511627776", firstIdOf(to));
  if (filter.agency !== undefined) and("story.agency = (SELECT id FROM term WHERE text = ?)", filter.agency);
  if (filter.language !== undefined) and("story.language = ?", filter.language);
  if (filter.actor !== undefined) and(STORIES_OF, filter.actor);
  if (filter.country !== undefined) and(STORIES_OF, -codeOfCountry(filter.country));
  if (filter.once)
    and(
      `story.arrival = (SELECT min(other.arrival) FROM story AS other
         WHERE other.cluster = story.cluster AND other.current = 1)`,
    );
  return { where, values };
}

/** A page of rows of which one more than `limit` were asked for. */
export function page<Row extends { readonly id: number }>(rows: readonly Row[], limit: number): Page<Row> {
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

function storyRow(row: Told<StoryRow> & { format: unknown }): StoryRow {
  return { ...row, format: FORMATS[Number(row.format)] as Format };
}

/** A version of a story: its key, when it was published, and whether it is the newest. */
export interface Version {
  readonly key: string;
  /** The place in which it came, 1 for the first story of the archive: it tells versions of one key apart. */
  readonly arrival: number;
  readonly published: string | null;
  readonly headline: string | null;
  readonly current: boolean;
}

export interface KeptStory {
  readonly record: Record;
  readonly row: StoryRow;
  /** Every version, the newest first. */
  readonly versions: readonly Version[];
  /** The other stories that are the same dispatch, with their outlets. */
  readonly duplicates: readonly StoryRow[];
}

/**
 * A story with its whole record. A key that several versions share gives the newest of them, unless `arrival` says which.
 * Null where there is none.
 */
export function getStory(archive: Archive, key: string, arrival?: number): KeptStory | null {
  const id = storyId(archive, key, arrival);
  if (id === null) return null;
  const body = archive.sql("SELECT body FROM record WHERE story = ?").pluck().get(id) as Buffer;
  const row = archive
    .sql(`SELECT ${STORY_ROW}, story.cluster, story.lineage, story.current FROM story WHERE id = ?`)
    .get(id) as Told<StoryRow> & { format: unknown; cluster: number; lineage: number; current: number };
  const { cluster, lineage, current: _, ...shown } = row;
  const versions = archive
    .sql(
      "SELECT key, arrival, published, headline, current FROM story WHERE (lineage = ? AND lineage <> arrival) OR arrival = ? ORDER BY current DESC, arrival DESC",
    )
    .all(lineage, lineage) as (Omit<Version, "current"> & { current: number })[];
  const duplicates = archive
    .sql(`SELECT ${STORY_ROW} FROM story WHERE cluster = ? AND current = 1 AND lineage <> ? ORDER BY story.arrival`)
    .all(cluster, lineage) as (Told<StoryRow> & { format: unknown })[];
  return {
    record: unpackRecord(body),
    row: storyRow(shown),
    versions: versions.map((version) => ({ ...version, current: version.current === 1 })),
    duplicates: duplicates.map(storyRow),
  };
}

/** The row id of a story, or of one of its versions; null where there is none. */
export function storyId(archive: Archive, key: string, arrival?: number): number | null {
  const found = archive
    .sql(
      "SELECT id FROM story WHERE key = ? AND arrival = coalesce(?, arrival) ORDER BY current DESC, arrival DESC LIMIT 1",
    )
    .pluck()
    .get(key, arrival ?? null);
  return found === undefined ? null : Number(found);
}
