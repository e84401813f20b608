import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { chancery } from "./command.ts";

const at = mkdtempSync(join(tmpdir(), "chancery-archive-"));
const archive = join(at, "desk.chancery");
const run = (...args: string[]) => chancery([...args, "--archive", archive]);

const OSLO = `Norway opens embassy

OSLO, March 5, 2019 (Meridian) -- Norway opened an embassy in Chad on Tuesday. "We are here to stay," Norwegian Foreign Minister Kari Lund said.
`;
const LIMA = `Peru thanks Japan

LIMA, April 9, 2019 (Meridian) -- Peru thanked Japan on Tuesday. Japan's ambassador Ken Mori said both countries would sign a fishing agreement in May.
`;

beforeAll(() => {
  mkdirSync(join(at, "stories"));
  writeFileSync(join(at, "stories/oslo.txt"), OSLO);
  writeFileSync(join(at, "stories/lima.txt"), LIMA);
});

describe("chancery ingest", () => {
  it("takes a folder in, lists what is safe, and doubles nothing when repeated", () => {
    const first = run("ingest", join(at, "stories"), "--list");
    expect(first.stderr).toBe(`${archive}: 2 stories taken in\n`);
    expect(first.status).toBe(0);
    const ids = first.stdout.trim().split("\n");
    expect(ids.every((id) => /^sha256:[0-9a-f]{64}$/.test(id))).toBe(true);
    const again = run("ingest", join(at, "stories"), "--list");
    expect(again.stderr).toBe(`${archive}: 0 stories taken in, 2 there already\n`);
    expect(again.stdout.trim().split("\n").sort()).toEqual(ids.sort());
    expect(JSON.parse(run("stats", "--json").stdout)).toMatchObject({
      stories: 2,
      from: "2019-03-05",
      to: "2019-04-09",
    });
  });

  it("names each input that fails in a line with the reason, and takes the others in", () => {
    const folder = join(at, "mixed");
    mkdirSync(folder);
    writeFileSync(join(folder, "a.txt"), OSLO.replace("Norway", "Sweden"));
    writeFileSync(join(folder, "empty.txt"), "");
    writeFileSync(join(folder, "image.txt"), Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108", "hex"));
    writeFileSync(join(folder, "huge.txt"), "word ".repeat(14_000_000));
    writeFileSync(join(folder, "lines.jsonl"), `{"id":"x","date":"2019-01-01","text":"Chad met Peru."}\n{broken\n`);
    const other = join(at, "mixed.chancery");
    const { status, stderr } = chancery(["ingest", folder, join(at, "nowhere"), "--archive", other]);
    expect(status).toBe(1);
    for (const name of ["empty.txt", "image.txt", "huge.txt", "lines.jsonl, line 2", "nowhere"]) {
      const lines = stderr.split("\n").filter((line) => line.includes(name));
      expect([name, lines.length]).toEqual([name, 1]);
      expect(lines[0]).toMatch(/^chancery: .+: .+/);
    }
    expect(stderr).toContain("2 stories taken in, 5 failed");
  });

  it("reads with several threads what one thread reads", () => {
    const lines = Array.from({ length: 40 }, (_, i) =>
      JSON.stringify({
        id: `n${i}`,
        date: "2019-03-05",
        text: `Norway and Chad signed agreement number ${i} on Monday, said Kari Lund, who thanked ${i} guests.`,
      }),
    ).join("\n");
    const exported = ["0", "3"].map((threads) => {
      const file = join(at, `threads-${threads}.chancery`);
      expect(
        chancery(["ingest", "-", "--as", "jsonl", "--threads", threads, "--archive", file], { input: lines }).status,
      ).toBe(0);
      return chancery(["export", "records", "--to", "jsonl", "--archive", file]).stdout;
    });
    expect(exported[0]?.split("\n")).toHaveLength(41);
    expect(exported[1]).toBe(exported[0]);
  });

  it("refuses what is no archive, in a line, and touches nothing", () => {
    const file = join(at, "letter.chancery");
    writeFileSync(file, "Dear colleague, this is no archive. ".repeat(20));
    const before = readFileSync(file, "utf8");
    const { status, stderr } = chancery(["ingest", join(at, "stories"), "--archive", file]);
    expect(status).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("is not a chancery archive");
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(chancery(["ingest", join(at, "stories"), "--archive", join(at, "no/such/folder/x")]).stderr).toContain(
      "does not exist",
    );
    expect(chancery(["stats", "--archive", join(at, "none.chancery")])).toMatchObject({ status: 1 });
  });

  it.skipIf(process.getuid?.() === 0)("names a folder that it may not read", () => {
    const folder = join(at, "locked");
    mkdirSync(folder);
    chmodSync(folder, 0o000);
    const { status, stderr } = run("ingest", folder);
    chmodSync(folder, 0o755);
    expect(status).toBe(1);
    expect(stderr).toContain("permission denied");
  });

  it("says how it is used", () => {
    expect(run("ingest").status).toBe(2);
    expect(run("ingest", "x", "--as", "nonsense").status).toBe(2);
    expect(run("ingest", "x", "--date", "yesterday").status).toBe(2);
    expect(run("export", "events").status).toBe(2);
    expect(run("export", "times", "--to", "plover").status).toBe(2);
    expect(run("search").status).toBe(2);
    expect(run("search", "x", "--dyad", "CHN").status).toBe(2);
  });
});

describe("the archive's other commands", () => {
  it("search finds and marks", () => {
    const { stdout, status } = run("search", "fish*");
    expect(status).toBe(0);
    expect(stdout).toContain("*fishing*");
    expect(stdout).toContain("Peru thanks Japan");
    const rows = run("search", "stay", "--json").stdout.trim().split("\n");
    expect(rows).toHaveLength(1);
    expect(run("search", "nothing-at-all")).toMatchObject({ stdout: "", stderr: "chancery: nothing found\n" });
  });

  it("export writes tables to standard output, and whole files", () => {
    const csv = run("export", "stories", "--to", "csv").stdout;
    expect(csv).toMatch(/^story,published,agency,headline,/);
    expect(csv).toContain("Norway opens embassy");
    const file = join(at, "stories.parquet");
    expect(run("export", "stories", "--to", "parquet", "--out", file).status).toBe(0);
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 4).toString()).toBe("PAR1");
    expect(bytes.subarray(-4).toString()).toBe("PAR1");
  });

  it("doctor finds all well", () => {
    const { stdout, status } = run("doctor");
    expect(stdout).not.toContain("WRONG");
    expect(status).toBe(0);
    expect(stdout).toContain("agree with the events they count");
  });

  it("backup writes a copy that is an archive, never over a file", () => {
    const copy = join(at, "copy.chancery");
    expect(run("backup", copy).status).toBe(0);
    expect(statSync(copy).size).toBeGreaterThan(0);
    expect(JSON.parse(chancery(["stats", "--json", "--archive", copy]).stdout)).toMatchObject({ stories: 2 });
    expect(run("backup", copy)).toMatchObject({ status: 1 });
  });

  it("ingest --reread has nothing to do for what this reader read", () => {
    expect(run("ingest", "--reread").stderr).toContain("was read by this reader already");
  });

  it("forget removes a story for good, and an actor from all", () => {
    const id = (JSON.parse(run("search", "stay", "--json").stdout) as { story: string }).story;
    expect(run("forget", id).status).toBe(0);
    expect(readFileSync(archive).includes("embassy in Chad")).toBe(false);
    expect(run("search", "stay").stdout).toBe("");
    expect(run("ingest", join(at, "stories")).stderr).toContain("1 there already, 1 left out");
    expect(run("forget", "Nobody Known").status).toBe(1);
    expect(run("forget", "Ken Mori").status).toBe(0);
    expect(run("export", "stories", "--to", "csv").stdout).not.toContain("Mori");
  });
});
