import type { Archive } from "./archive.ts";
import { tell } from "./archive.ts";

/** Where stories come from: feeds and folders, what came from each and what failed. Times are ISO 8601, told by the caller. */

export const SOURCE_KINDS = ["feed", "folder"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface Source {
  readonly id: number;
  readonly kind: SourceKind;
  /** The feed's address, or the folder's path. */
  readonly address: string;
  /** The feed's own title, once it was fetched. */
  readonly name: string | null;
  readonly made: string;
  /** Whether an item's page is fetched where the feed has a summary alone. */
  readonly fulltext: boolean;
  /** What a conditional request sends back: the answer's ETag and Last-Modified. */
  readonly etag: string | null;
  readonly modified: string | null;
  /** When it was last asked, and when it is to be asked again. */
  readonly asked: string | null;
  readonly next: string | null;
  /** Failures in a row. */
  readonly failures: number;
  readonly stories: number;
  /** Why it failed last, while it fails. */
  readonly trouble: string | null;
}

const SOURCE = `SELECT id, kind, address, name, made, fulltext, etag, modified, asked, next, failures, stories,
  CASE WHEN failures > 0 THEN (SELECT reason FROM arrival WHERE arrival.source = source.id AND item = '' ORDER BY id DESC LIMIT 1) END AS trouble
  FROM source`;

function source(row: unknown): Source {
  const { fulltext, ...rest } = row as Omit<Source, "fulltext"> & { fulltext: number };
  return { ...rest, fulltext: fulltext === 1 };
}

function change<T>(archive: Archive, action: () => T): T {
  try {
    return archive.db.transaction(action).immediate();
  } catch (error) {
    throw tell(archive.path, error);
  }
}

/** Every source, in the order in which they were added. */
export function listSources(archive: Archive): Source[] {
  return archive.sql(`${SOURCE} ORDER BY id`).all().map(source);
}

export function sourceOf(archive: Archive, id: number): Source | null {
  const row = archive.sql(`${SOURCE} WHERE id = ?`).get(id);
  return row === undefined ? null : source(row);
}

/** Adds a source; one that is there already is given back as it is. */
export function addSource(
  archive: Archive,
  given: { kind: SourceKind; address: string; fulltext: boolean; made: string },
): Source {
  return change(archive, () => {
    archive
      .sql("INSERT INTO source (kind, address, fulltext, made) VALUES (?, ?, ?, ?) ON CONFLICT (address) DO NOTHING")
      .run(given.kind, given.address, given.fulltext ? 1 : 0, given.made);
    return source(archive.sql(`${SOURCE} WHERE address = ?`).get(given.address));
  });
}

/** Removes a source and the list of what came from it; its stories stay. False where there is none. */
export function removeSource(archive: Archive, id: number): boolean {
  return change(archive, () => {
    archive.sql("DELETE FROM arrival WHERE source = ?").run(id);
    return archive.sql("DELETE FROM source WHERE id = ?").run(id).changes > 0;
  });
}

/** The sources that are to be asked by now, those that wait longest first. */
export function dueSources(archive: Archive, now: string): Source[] {
  return archive.sql(`${SOURCE} WHERE active = 1 AND (next IS NULL OR next <= ?) ORDER BY next`).all(now).map(source);
}

/** Keeps what came of asking a source. A failure is listed among its arrivals, under no item. */
export function noteAsked(
  archive: Archive,
  id: number,
  outcome: {
    readonly at: string;
    readonly next: string;
    readonly failure: string | null;
    readonly name?: string | null;
    readonly etag?: string | null;
    readonly modified?: string | null;
  },
): void {
  change(archive, () => {
    archive
      .sql(
        `UPDATE source SET asked = ?, next = ?, failures = CASE WHEN ? THEN failures + 1 ELSE 0 END,
           name = coalesce(?, name), etag = CASE WHEN ? THEN ? ELSE etag END, modified = CASE WHEN ? THEN ? ELSE modified END
         WHERE id = ?`,
      )
      .run(
        outcome.at,
        outcome.next,
        outcome.failure === null ? 0 : 1,
        outcome.name ?? null,
        outcome.etag === undefined ? 0 : 1,
        outcome.etag ?? null,
        outcome.modified === undefined ? 0 : 1,
        outcome.modified ?? null,
        id,
      );
    if (outcome.failure !== null)
      archive
        .sql("INSERT INTO arrival (source, item, at, outcome, reason) VALUES (?, '', ?, 'failed', ?)")
        .run(id, outcome.at, outcome.failure);
  });
}

/** Something that came from a source, or failed to come. */
export interface SourceArrival {
  readonly id: number;
  readonly at: string;
  /** What became of it: an outcome of `putRecords`, or "failed". */
  readonly outcome: string;
  /** The story's key. */
  readonly story: string | null;
  readonly title: string | null;
  readonly reason: string | null;
}

/** How often an item is tried that fails to come. */
const TRIES = 3;

/** Whether an item of a source needs nothing more: it came, or it failed too often. */
export function isSettled(archive: Archive, source: number, item: string): boolean {
  const { came, failed } = archive
    .sql(
      "SELECT sum(outcome <> 'failed') AS came, sum(outcome = 'failed') AS failed FROM arrival WHERE source = ? AND item = ?",
    )
    .get(source, item) as { came: number | null; failed: number | null };
  return (came ?? 0) > 0 || (failed ?? 0) >= TRIES;
}

/** Keeps that an item came or failed. */
export function addArrival(
  archive: Archive,
  source: number,
  arrival: {
    readonly item: string;
    readonly at: string;
    readonly outcome: string;
    readonly story?: string | null;
    readonly title?: string | null;
    readonly reason?: string | null;
  },
): void {
  change(archive, () => {
    archive
      .sql("INSERT INTO arrival (source, item, at, outcome, story, title, reason) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(
        source,
        arrival.item,
        arrival.at,
        arrival.outcome,
        arrival.story ?? null,
        arrival.title ?? null,
        arrival.reason ?? null,
      );
    if (arrival.outcome === "new" || arrival.outcome === "version")
      archive.sql("UPDATE source SET stories = stories + 1 WHERE id = ?").run(source);
  });
}

/** What came from a source and what failed, the latest first. */
export function listArrivals(
  archive: Archive,
  source: number,
  limit: number,
  before?: number,
): { rows: SourceArrival[]; next: number | null } {
  const rows = archive
    .sql(
      "SELECT id, at, outcome, story, title, reason FROM arrival WHERE source = ? AND id < ? ORDER BY id DESC LIMIT ?",
    )
    .all(source, before ?? Number.MAX_SAFE_INTEGER, limit + 1) as SourceArrival[];
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
