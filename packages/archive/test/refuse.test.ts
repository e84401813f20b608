import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import {
  type Archive,
  ArchiveError,
  backUp,
  examine,
  listStories,
  openArchive,
  putRecords,
  type Trouble,
} from "../src/index.ts";
import { folder, recordOf } from "./build.ts";

const at = folder();
const path = (name: string): string => join(at, name);
const story = (n: number) => recordOf({ id: `${n}`, text: `Story ${n}: ${`word${n} `.repeat(400)}` });

/** What is in a folder, to the byte. */
function state(folder: string): { [name: string]: string } {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]),
  );
}

/** Opens what must be refused: in one line that names the file, and without touching anything. */
function refused(name: string, make: (file: string) => void, options = {}): Trouble {
  const here = path(`refused-${name}`);
  mkdirSync(here);
  const file = join(here, "a.chancery");
  make(file);
  const before = state(here);
  let told: unknown;
  try {
    openArchive(file, options).close();
  } catch (error) {
    told = error;
  }
  expect(told).toBeInstanceOf(ArchiveError);
  const { message, trouble } = told as ArchiveError;
  expect(message).toContain("a.chancery");
  expect(message).not.toContain("\n");
  expect(state(here)).toEqual(before);
  return trouble;
}

/** A file system of four megabytes in memory; null where the system does not let the tests have one, and the test is skipped. */
function smallDisk(): string | null {
  const here = path("small");
  mkdirSync(here);
  if (
    process.platform !== "linux" ||
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "chancery", here]).status !== 0
  )
    return null;
  afterAll(() => void spawnSync("umount", ["-l", here]));
  return here;
}

function filled(file: string, stories = 20): Archive {
  const archive = openArchive(file);
  for (let n = 0; n < stories; n++) putRecords(archive, [story(n)]);
  return archive;
}

describe("an archive is refused, and nothing touched, where", () => {
  it("the file is something else", () => {
    expect(refused("text", (file) => writeFileSync(file, "a letter ".repeat(50)))).toBe("not-an-archive");
    expect(refused("empty", (file) => writeFileSync(file, ""))).toBe("not-an-archive");
    expect(
      refused("database", (file) => {
        const db = new Database(file);
        db.exec("CREATE TABLE t (x)");
        db.close();
      }),
    ).toBe("not-an-archive");
  });

  it("it was made by a newer version", () => {
    const newer = (file: string): void => {
      filled(file).close();
      const db = new Database(file);
      db.pragma("user_version = 99");
      db.pragma("wal_checkpoint(TRUNCATE)");
      db.close();
    };
    expect(refused("newer", newer)).toBe("newer");
    expect(refused("newer-readonly", newer, { readonly: true })).toBe("newer");
  });

  it("it is cut short", () => {
    expect(
      refused("cut", (file) => {
        filled(file).close();
        truncateSync(file, 40_960);
      }),
    ).toBe("damaged");
    expect(
      refused("stump", (file) => {
        filled(file).close();
        truncateSync(file, 50);
      }),
    ).toBe("not-an-archive");
  });

  it("there is none to read", () => {
    expect(refused("absent", () => {}, { readonly: true })).toBe("absent");
    expect(() => openArchive(path("no/such/folder/a.chancery"))).toThrow(/folder/);
  });

  it("bytes inside were overwritten: an error, not a wrong answer", () => {
    const file = path("scribbled.chancery");
    filled(file, 40).close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096 * 3, bytes.length - 4096);
    writeFileSync(file, bytes);
    const look = (): unknown => {
      const archive = openArchive(file);
      try {
        return putRecords(archive, [story(99)]);
      } finally {
        archive.close();
      }
    };
    expect(look).toThrow(ArchiveError);
  });
});

describe("an archive", () => {
  it("goes on where the disk was full, with all that it acknowledged", () => {
    const file = path("full.chancery");
    const archive = openArchive(file);
    const page = Number(archive.db.pragma("page_count", { simple: true }));
    archive.db.pragma(`max_page_count = ${page + 120}`);
    const kept: string[] = [];
    let told: unknown;
    try {
      for (let n = 0; n < 10_000; n++) kept.push(...putRecords(archive, [story(n)]).map(({ key }) => key));
    } catch (error) {
      told = error;
    }
    expect(told).toMatchObject({ trouble: "full" });
    expect(kept.length).toBeGreaterThan(0);
    archive.close();
    const again = openArchive(file);
    expect(new Set(listStories(again, { limit: 10_000 }).rows.map(({ key }) => key))).toEqual(new Set(kept));
    expect(again.db.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(putRecords(again, [story(99_999)])[0]?.outcome).toBe("new");
    again.close();
  });

  const small = smallDisk();
  it.skipIf(small === null)("goes on where a small file system was full, once there is room", () => {
    const file = join(small as string, "a.chancery");
    const archive = openArchive(file);
    const kept: string[] = [];
    let told: unknown;
    try {
      for (let n = 0; n < 10_000; n++) kept.push(...putRecords(archive, [story(n)]).map(({ key }) => key));
    } catch (error) {
      told = error;
    }
    expect(told).toBeInstanceOf(ArchiveError);
    expect((told as ArchiveError).message).toMatch(/a\.chancery: the disk is full; what was acknowledged is safe/);
    expect(kept.length).toBeGreaterThan(0);
    // Full, it can still be read, and its copy has nowhere to go.
    expect(listStories(archive, { limit: 10_000 }).rows).toHaveLength(kept.length);
    expect(() => backUp(archive, join(small as string, "copy.chancery"))).toThrow(/full/);
    expect(readdirSync(small as string).filter((name) => name.startsWith("copy"))).toEqual([]);
    archive.close();
    expect(spawnSync("mount", ["-o", "remount,size=64m", small as string]).status).toBe(0);
    const again = openArchive(file);
    expect(new Set(listStories(again, { limit: 10_000 }).rows.map(({ key }) => key))).toEqual(new Set(kept));
    expect(examine(again).filter(({ ok }) => !ok)).toEqual([]);
    expect(putRecords(again, [story(99_999)])[0]?.outcome).toBe("new");
    again.close();
  });

  it("is whole after a write that the system cut off at a file size", () => {
    // `ulimit -f` is in blocks of 512 or 1024 bytes: some hundred kilobytes either way. SIGXFSZ ends the process.
    const file = path("limited.chancery");
    filled(file, 5).close();
    const script = new URL("./put-many.ts", import.meta.url).pathname;
    const { status, signal } = spawnSync(
      "sh",
      [
        "-c",
        `ulimit -f 900; exec "$0" --import tsx --conditions=chancery-source "$1" "$2"`,
        process.execPath,
        script,
        file,
      ],
      {
        encoding: "utf8",
      },
    );
    expect(status === 0 && signal === null).toBe(false);
    const archive = openArchive(file);
    expect(archive.db.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(listStories(archive).rows.length).toBeGreaterThanOrEqual(5);
    archive.close();
  });

  it("can be read in a folder that cannot be written", () => {
    const here = mkdtempSync(path("locked-"));
    const file = join(here, "a.chancery");
    filled(file).close();
    chmodSync(file, 0o444);
    chmodSync(here, 0o555);
    try {
      const archive = openArchive(file, { readonly: true });
      expect(listStories(archive).rows).toHaveLength(20);
      archive.close();
      // A superuser may write what is read-only.
      if (process.getuid?.() !== 0) expect(() => openArchive(file)).toThrow(/cannot be written/);
    } finally {
      chmodSync(here, 0o755);
    }
  });

  it("does not care what the clock says", () => {
    const now = Date.now;
    Date.now = () => 0;
    try {
      const archive = filled(path("clock.chancery"), 3);
      Date.now = () => -1e12;
      putRecords(archive, [story(7)]);
      expect(listStories(archive).rows).toHaveLength(4);
      archive.close();
    } finally {
      Date.now = now;
    }
  });

  it("is backed up while it is in use, once to a file", () => {
    const archive = filled(path("used.chancery"));
    const copy = path("copy.chancery");
    backUp(archive, copy);
    putRecords(archive, [story(500)]);
    const other = openArchive(copy);
    expect(listStories(other, { limit: 100 }).rows).toHaveLength(20);
    expect(putRecords(other, [story(501)])[0]?.outcome).toBe("new");
    other.close();
    expect(() => backUp(archive, copy)).toThrow(/there already/);
    expect(() => backUp(archive, path("no/such/copy.chancery"))).toThrow(ArchiveError);
    archive.close();
  });

  it("brings an older one up to date, and refuses to only look at it", () => {
    const file = path("older.chancery");
    filled(file, 2).close();
    const copy = path("older-copy.chancery");
    copyFileSync(file, copy);
    const db = new Database(copy);
    db.pragma("user_version = 0");
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.close();
    expect(() => openArchive(copy, { readonly: true })).toThrow(/older/);
  });
});
