import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { EVENT_TYPES, QUADS } from "@chancery/reader";
import { type Archive, ArchiveError, told } from "./archive.ts";
import { dateOfDay, dayOfId, FIRST_DATED } from "./calendar.ts";
import { quadOfType } from "./codes.ts";
import { VERSION } from "./schema.ts";

/** What an archive holds. */
export interface Stats {
  readonly path: string;
  readonly version: number;
  /** Bytes of the file, and of its log. */
  readonly bytes: number;
  readonly log: number;
  /** Stories, each with its newest version; older versions kept; stories that are another's duplicate. */
  readonly stories: number;
  readonly versions: number;
  readonly duplicates: number;
  /** The first and last date of a story; null where none is dated. */
  readonly from: string | null;
  readonly to: string | null;
  readonly undated: number;
  readonly statements: number;
  readonly events: number;
  /** Events counted once a cluster of duplicates, told as news and as fact. */
  readonly counted: number;
  readonly ties: number;
  readonly commitments: number;
  readonly actors: number;
  readonly corrections: number;
  readonly forgotten: number;
  readonly agencies: readonly Count[];
  readonly languages: readonly Count[];
  /** Counted events. */
  readonly types: readonly Count[];
  readonly quads: readonly Count[];
  /** Which readers read the stories. */
  readonly readers: readonly Count[];
}

export interface Count {
  readonly name: string;
  readonly n: number;
}

/** What an archive holds, counted now. */
export function archiveStats(archive: Archive): Stats {
  const number = (sql: string): number => Number(archive.sql(sql).pluck().get());
  const counts = (sql: string): Count[] => archive.sql(sql).all() as Count[];
  const first = archive.sql("SELECT min(id) FROM story WHERE current = 1 AND id >= ?").pluck().get(FIRST_DATED) as
    | number
    | null;
  const last = archive.sql("SELECT max(id) FROM story WHERE current = 1 AND id >= ?").pluck().get(FIRST_DATED) as
    | number
    | null;
  const date = (id: number | null): string | null => {
    const day = id === null ? null : dayOfId(id);
    return day === null ? null : dateOfDay(day);
  };
  const types = archive
    .sql("SELECT type, sum(n) AS n FROM month_subject WHERE subject = 0 AND role = 3 AND type < 16 GROUP BY type")
    .all() as { type: number; n: number }[];
  return {
    path: archive.path,
    version: VERSION,
    bytes: statSync(archive.path).size,
    log: existsSync(`${archive.path}-wal`) ? statSync(`${archive.path}-wal`).size : 0,
    stories: number("SELECT count(*) FROM story WHERE current = 1"),
    versions: number("SELECT count(*) FROM story WHERE current = 0"),
    duplicates: number("SELECT count(*) - count(DISTINCT cluster) FROM story WHERE current = 1"),
    from: date(first),
    to: date(last),
    undated: Number(archive.sql("SELECT count(*) FROM story WHERE current = 1 AND id < ?").pluck().get(FIRST_DATED)),
    statements: number("SELECT count(*) FROM statement"),
    events: number("SELECT count(*) FROM event"),
    counted: types.reduce((sum, { n }) => sum + n, 0),
    ties: number("SELECT count(*) FROM tie"),
    commitments: number("SELECT count(*) FROM commitment"),
    actors: number("SELECT count(*) FROM actor"),
    corrections: number("SELECT count(*) FROM correction"),
    forgotten: number("SELECT count(*) FROM forgotten"),
    agencies: counts(
      `SELECT coalesce(term.text, 'not told') AS name, count(*) AS n FROM story LEFT JOIN term ON term.id = story.agency
       WHERE current = 1 GROUP BY 1 ORDER BY 2 DESC, 1`,
    ),
    languages: counts(
      "SELECT language AS name, count(*) AS n FROM story WHERE current = 1 GROUP BY 1 ORDER BY 2 DESC, 1",
    ),
    types: types.map(({ type, n }) => ({ name: EVENT_TYPES[type] ?? "", n })).sort((a, b) => b.n - a.n),
    quads: QUADS.map((name, quad) => ({
      name,
      n: types.filter(({ type }) => quadOfType(type) === quad).reduce((sum, { n }) => sum + n, 0),
    })),
    readers: counts(
      `SELECT reader.version || ' lexicon ' || substr(reader.lexicon, 1, 19) || ' model ' || substr(reader.model, 1, 19) AS name,
         count(*) AS n FROM story JOIN reader ON reader.id = story.reader GROUP BY reader.id ORDER BY 2 DESC, 1`,
    ),
  };
}

/** Something that was looked at: whether it is as it should be, and what to do where it is not. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly told: string;
}

/**
 * Examines an archive: the file's own integrity, that every story has its record and every row its story, that the
 * tallies agree with the events they count, and that the search index holds every story. `quick` leaves out what takes
 * minutes for a million stories.
 */
export function examine(archive: Archive, quick = false): Finding[] {
  const findings: Finding[] = [];
  const look = (what: string, check: () => string | null, good: string): void => {
    let wrong: string | null;
    try {
      wrong = check();
    } catch (error) {
      wrong = (error as Error).message;
    }
    findings.push({ what, ok: wrong === null, told: wrong ?? good });
  };
  const number = (sql: string): number => Number(archive.db.prepare(sql).pluck().get());
  look(
    "file",
    () => {
      const told = archive.db.pragma(quick ? "quick_check(5)" : "integrity_check(5)", { simple: false }) as {
        [key: string]: string;
      }[];
      const lines = told.map((row) => Object.values(row)[0] ?? "");
      return lines[0] === "ok" ? null : `damaged: ${lines[0]}; bring back a backup`;
    },
    "whole",
  );
  look(
    "records",
    () => {
      const lost = number("SELECT count(*) FROM story WHERE NOT EXISTS (SELECT 1 FROM record WHERE story = story.id)");
      return lost === 0 ? null : `${lost} stories lack their record; ingest them again`;
    },
    "every story has its record",
  );
  for (const table of ["statement", "event", "tie", "commitment"] as const)
    look(
      `${table}s`,
      () => {
        const stray = number(
          `SELECT count(*) FROM ${table} WHERE NOT EXISTS (SELECT 1 FROM story WHERE story.id = ${table}.story AND current = 1)`,
        );
        return stray === 0 ? null : `${stray} belong to no story; "chancery ingest --reread" writes them anew`;
      },
      "each belongs to a story",
    );
  look(
    "tallies",
    () => {
      const wrong = number(
        `SELECT count(*) FROM (
           SELECT month, type, sum(n) AS n FROM (
             SELECT month, type, 1 AS n FROM event WHERE counted = 1
             UNION ALL SELECT month, 16 + kind, 1 FROM statement WHERE counted = 1
             UNION ALL SELECT month, type, -n FROM month_subject WHERE subject = 0 AND role = 3)
           GROUP BY month, type HAVING sum(n) <> 0)`,
      );
      const sums = number(
        `SELECT count(*) FROM (
           SELECT month, country, role, sum(n), sum(said) FROM (
             SELECT month, country, role, n, said FROM month_country
             UNION ALL SELECT month, -subject, role, iif(type < 16, -n, 0), iif(type < 16, 0, -n)
             FROM month_subject WHERE subject < 0)
           GROUP BY month, country, role HAVING sum(n) <> 0 OR sum(said) <> 0)`,
      );
      const years = number(
        `SELECT count(*) FROM (
           SELECT source, target FROM (
             SELECT source, target, n FROM year_dyad WHERE year < 0
             UNION ALL SELECT source, target, -n FROM month_dyad)
           GROUP BY source, target HAVING sum(n) <> 0)`,
      );
      return wrong + sums + years === 0 ? null : `${wrong + sums + years} counts disagree with the events they count`;
    },
    "agree with the events they count",
  );
  look(
    "search index",
    () => {
      const lacking =
        number("SELECT count(*) FROM story WHERE current = 1") - number("SELECT count(*) FROM story_words_docsize");
      if (lacking !== 0) return `${Math.abs(lacking)} stories are missing or left over`;
      const statements =
        number("SELECT count(*) FROM statement") - number("SELECT count(*) FROM statement_words_docsize");
      if (statements !== 0) return `${Math.abs(statements)} statements are missing or left over`;
      if (!quick && !archive.readonly)
        for (const table of ["story_words", "statement_words"])
          archive.db.exec(`INSERT INTO ${table} (${table}) VALUES ('integrity-check')`);
      return null;
    },
    "holds every story and statement",
  );
  return findings;
}

/**
 * Writes a consistent copy of an archive to a new file while others read and write it. The copy stands there whole or
 * not at all. Throws `ArchiveError` where the file exists or cannot be written.
 */
export function backUp(archive: Archive, file: string): void {
  const path = resolve(file);
  if (existsSync(path)) throw new ArchiveError("read-only", `${file}: is there already; name a new file`);
  const draft = `${path}.part`;
  rmSync(draft, { force: true });
  try {
    told(file, () => archive.db.prepare("VACUUM INTO ?").run(draft));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error instanceof ArchiveError
      ? error
      : new ArchiveError("read-only", `${file}: the copy cannot be written: ${(error as Error).message}`);
  }
}
