import { randomBytes } from "node:crypto";
import type { Archive } from "./archive.ts";
import { tell } from "./archive.ts";

/** What the people at the desk keep beside the record: addresses for calendar programs, and what they watch. */

/** 192 random bits, which nobody guesses. */
function newToken(): string {
  return randomBytes(24).toString("base64url");
}

function now(): string {
  return new Date().toISOString();
}

/** Runs a small change; SQLite's errors come out as an `ArchiveError`. */
function change<T>(archive: Archive, action: () => T): T {
  try {
    return archive.db.transaction(action).immediate();
  } catch (error) {
    throw tell(archive.path, error);
  }
}

// --- calendars ---------------------------------------------------------------------------------

/** An address for calendar programs: the anniversaries of all ties, of a country's, or of those between two. */
export interface CalendarAddress {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly other: string | null;
  readonly made: string;
  readonly token: string;
}

export function listCalendars(archive: Archive): CalendarAddress[] {
  return archive
    .sql("SELECT id, name, country, other, made, token FROM calendar ORDER BY id")
    .all() as CalendarAddress[];
}

export function addCalendar(
  archive: Archive,
  name: string,
  country: string | null,
  other: string | null,
): CalendarAddress {
  return change(archive, () => {
    const { lastInsertRowid } = archive
      .sql("INSERT INTO calendar (name, country, other, made, token) VALUES (?, ?, ?, ?, ?)")
      .run(name, country, other, now(), newToken());
    return archive
      .sql("SELECT id, name, country, other, made, token FROM calendar WHERE id = ?")
      .get(lastInsertRowid) as CalendarAddress;
  });
}

/** Takes an address back: from now on it leads nowhere. False where there is none. */
export function removeCalendar(archive: Archive, id: number): boolean {
  return change(archive, () => archive.sql("DELETE FROM calendar WHERE id = ?").run(id).changes > 0);
}

export function calendarOf(archive: Archive, token: string): CalendarAddress | null {
  const found = archive.sql("SELECT id, name, country, other, made, token FROM calendar WHERE token = ?").get(token);
  return (found as CalendarAddress | undefined) ?? null;
}

// --- watches -----------------------------------------------------------------------------------

/** A search of statements, or a pair of countries, that someone watches. */
export type WatchQuery =
  | { readonly kind: "statements"; readonly filter: { readonly [name: string]: string | number } }
  | { readonly kind: "dyad"; readonly a: string; readonly b: string };

export interface Watch {
  readonly id: number;
  readonly name: string;
  readonly query: WatchQuery;
  readonly made: string;
  /** The last arrival that was there on the last visit. */
  readonly seen: number;
  readonly token: string;
}

const WATCH = "SELECT id, name, query, made, seen, token FROM watch";

function watch(row: unknown): Watch {
  const { query, ...rest } = row as Omit<Watch, "query"> & { query: string };
  return { ...rest, query: JSON.parse(query) as WatchQuery };
}

export function listWatches(archive: Archive): Watch[] {
  return archive.sql(`${WATCH} ORDER BY id`).all().map(watch);
}

export function watchOf(archive: Archive, key: { id: number } | { token: string }): Watch | null {
  const row =
    "id" in key
      ? archive.sql(`${WATCH} WHERE id = ?`).get(key.id)
      : archive.sql(`${WATCH} WHERE token = ?`).get(key.token);
  return row === undefined ? null : watch(row);
}

export function addWatch(archive: Archive, name: string, query: WatchQuery): Watch {
  return change(archive, () => {
    const { lastInsertRowid } = archive
      .sql("INSERT INTO watch (name, query, made, seen, token) VALUES (?, ?, ?, ?, ?)")
      .run(name, JSON.stringify(query), now(), lastArrival(archive), newToken());
    return watch(archive.sql(`${WATCH} WHERE id = ?`).get(lastInsertRowid));
  });
}

/** Marks everything that is there as seen. False where there is no such watch. */
export function visitWatch(archive: Archive, id: number): boolean {
  return change(
    archive,
    () => archive.sql("UPDATE watch SET seen = ? WHERE id = ?").run(lastArrival(archive), id).changes > 0,
  );
}

export function removeWatch(archive: Archive, id: number): boolean {
  return change(archive, () => archive.sql("DELETE FROM watch WHERE id = ?").run(id).changes > 0);
}

/** The number of the story that came last. */
export function lastArrival(archive: Archive): number {
  return Number(archive.sql("SELECT coalesce(max(arrival), 0) FROM story").pluck().get());
}

/** In which place each of some stories came. */
export function arrivalsOf(archive: Archive, keys: readonly string[]): Map<string, number> {
  const ask = archive
    .sql("SELECT arrival FROM story WHERE key = ? ORDER BY current DESC, arrival DESC LIMIT 1")
    .pluck();
  return new Map(keys.map((key) => [key, Number(ask.get(key) ?? 0)]));
}
