import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { examine, openArchive, putRecords } from "../src/index.ts";
import { MIGRATIONS, VERSION } from "../src/schema.ts";
import { bulk, folder } from "./build.ts";

const at = folder();

/** What the tallies hold, in order. */
function tallies(file: string): unknown[] {
  const db = new Database(file, { readonly: true });
  const rows = ["actor", "month_country", "year_dyad"].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all(),
  );
  db.close();
  return rows;
}

it("makes of an archive of the first version what this version would have written", () => {
  const file = join(at, "new.chancery");
  const archive = openArchive(file);
  putRecords(
    archive,
    Array.from({ length: 60 }, (_, n) => bulk(n)),
  );
  archive.close();

  // An archive of the first version with the same rows in the tables that it had.
  const old = join(at, "old.chancery");
  openArchive(old).close();
  const db = new Database(old);
  db.exec(`ATTACH '${file}' AS source`);
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  for (const table of tables.filter((name) => name.endsWith("_words"))) db.exec(`DROP TABLE ${table}`);
  for (const table of tables.filter((name) => !name.includes("_words"))) db.exec(`DROP TABLE ${table}`);
  db.exec(MIGRATIONS[0] as string);
  const first = db
    .prepare(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_words%' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all() as string[];
  for (const table of first)
    db.exec(
      `INSERT INTO main.${table} SELECT * FROM source.${table} ${table === "year_dyad" ? "WHERE year >= 0" : ""}`,
    );
  for (const [words, table, text] of [
    ["story_words", "story", "headline"],
    ["statement_words", "statement", "n"],
  ])
    db.exec(`INSERT INTO ${words} (rowid, text) SELECT id, ${text} FROM main.${table}`);
  db.exec("DETACH source");
  db.pragma("user_version = 1");
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();

  expect(() => openArchive(old, { readonly: true })).toThrow(/older/);
  const migrated = openArchive(old);
  expect(migrated.db.pragma("user_version", { simple: true })).toBe(VERSION);
  expect(examine(migrated, true).filter(({ ok }) => !ok)).toEqual([]);
  expect(putRecords(migrated, [bulk(3), bulk(61)]).map(({ outcome }) => outcome)).toEqual(["known", "new"]);
  migrated.close();
  const known = openArchive(file);
  putRecords(known, [bulk(61)]);
  known.close();
  expect(tallies(old)).toEqual(tallies(file));
});
