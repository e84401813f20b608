import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { type Archive, examine, openArchive, putRecords } from "../src/index.ts";
import { bulk, folder } from "./build.ts";

/**
 * SQLite's own habit: kill it on purpose. A process that ingests is killed with SIGKILL at a random moment, fifty times;
 * then the archive must open, be whole, and hold every story that was acknowledged, and the same ingest run to its end
 * must leave the archive that an undisturbed one leaves.
 */
const at = folder();
const ROUNDS = 50;
const STORIES = 400;

/** The programs of this folder as they run outside the tests: bundled, so that each starts in a moment. */
const program = (name: string): string => join(at, `${name}.mjs`);
beforeAll(async () => {
  await build({
    entryPoints: ["put-many", "look-at"].map((name) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url))),
    outdir: at,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["chancery-source"],
    logLevel: "error",
    // A native module cannot be bundled, and the folder of the tests is not where it would be looked for.
    plugins: [
      {
        name: "native",
        setup: (build) =>
          void build.onResolve({ filter: /^better-sqlite3$/ }, () => ({
            path: fileURLToPath(import.meta.resolve("better-sqlite3")),
            external: true,
          })),
      },
    ],
  });
});

function run(name: string, ...args: string[]): { child: ChildProcess; told: string[] } {
  const child = spawn(process.execPath, [program(name), ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const told: string[] = [];
  let rest = "";
  child.stdout?.setEncoding("utf8");
  child.stdout?.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    told.push(...lines);
  });
  return { child, told };
}

/** All that an archive holds, apart from how its pages lie. */
function content(archive: Archive): { [table: string]: unknown[] } {
  const tables = archive.db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_words%' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all() as string[];
  const out: { [table: string]: unknown[] } = {};
  for (const table of tables) {
    const columns = (archive.db.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(table) as string[]).join(
      ", ",
    );
    out[table] = archive.db.prepare(`SELECT * FROM ${table} ORDER BY ${columns}`).all();
  }
  for (const table of ["story_words", "statement_words"]) {
    archive.db.exec(`CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', '${table}', 'row')`);
    out[table] = archive.db.prepare("SELECT * FROM temp.terms ORDER BY term").all();
    archive.db.exec("DROP TABLE temp.terms");
  }
  return out;
}

describe("an archive whose writer is killed", () => {
  it(`loses nothing that was acknowledged, ${ROUNDS} times of ${ROUNDS}, and ends as if undisturbed`, async () => {
    const undisturbed = openArchive(join(at, "undisturbed.chancery"));
    for (let n = 0; n < STORIES; n += 5)
      putRecords(
        undisturbed,
        [0, 1, 2, 3, 4].map((i) => bulk(n + i)),
      );
    const expected = content(undisturbed);
    undisturbed.close();

    const file = join(at, "killed.chancery");
    const acknowledged = new Set<string>();
    let killed = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { child, told } = run("put-many", file, String(STORIES));
      // From before the archive is made to well into writing; later rounds have more that is there already.
      const gone = once(child, "exit");
      if (round % 5 === 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
      else {
        const enough = Math.min(STORIES - 1, acknowledged.size + 1 + Math.floor(Math.random() * 12));
        while (new Set([...acknowledged, ...told]).size < enough && child.exitCode === null)
          await new Promise((resolve) => setTimeout(resolve, 1));
      }
      child.kill("SIGKILL");
      const [, signal] = (await gone) as [number | null, string | null];
      if (signal === "SIGKILL") killed++;
      for (const key of told) acknowledged.add(key);
      if (!existsSync(file)) {
        expect(acknowledged.size).toBe(0);
        continue;
      }
      const archive = openArchive(file);
      expect(archive.db.pragma("integrity_check", { simple: true })).toBe("ok");
      const kept = new Set(archive.db.prepare("SELECT key FROM story").pluck().all() as string[]);
      expect([...acknowledged].filter((key) => !kept.has(key))).toEqual([]);
      archive.close();
    }
    expect(killed).toBe(ROUNDS);

    const { child } = run("put-many", file, String(STORIES));
    await once(child, "exit");
    const archive = openArchive(file);
    expect(examine(archive).filter(({ ok }) => !ok)).toEqual([]);
    expect(content(archive)).toEqual(expected);
    archive.close();
  }, 240_000);
});

/** Seconds for which several processes use one archive; a full minute is CHANCERY_TEST_SECONDS=60. */
const SECONDS = Number(process.env.CHANCERY_TEST_SECONDS ?? 5);

describe("an archive that several processes use", () => {
  it(
    `loses nothing with two that write and five that read, for ${SECONDS} s`,
    async () => {
      const file = join(at, "shared.chancery");
      openArchive(file).close();
      const readers = Array.from({ length: 5 }, () => run("look-at", file));
      const writers = ["0", "1000000"].map((from) => run("put-many", file, "1000000", from, "10", String(SECONDS)));
      const codes = await Promise.all(writers.map(async ({ child }) => (await once(child, "close"))[0] as number));
      expect(codes).toEqual([0, 0]);
      for (const { child } of readers) child.kill("SIGTERM");
      await Promise.all(readers.map(({ child }) => (child.exitCode === null ? once(child, "exit") : null)));
      for (const { told } of readers) {
        expect(told.length).toBeGreaterThan(0);
        expect(told.filter((line) => !/^\d+ ok$/.test(line))).toEqual([]);
      }
      for (const { told } of writers) expect(told.length).toBeGreaterThan(0);
      const archive = openArchive(file);
      const kept = archive.db.prepare("SELECT key FROM story").pluck().all() as string[];
      expect(kept.sort()).toEqual(writers.flatMap(({ told }) => told).sort());
      // Two that meet a name at once make one actor of it.
      expect(archive.db.prepare("SELECT name FROM actor ORDER BY name").pluck().all()).toEqual(["China", "France"]);
      expect(examine(archive).filter(({ ok }) => !ok)).toEqual([]);
      archive.close();
    },
    (SECONDS + 240) * 1000,
  );
});
