import { chmodSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Input, inputs } from "../src/inputs.ts";
import { chancery, house, records } from "./command.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "chancery-read-"));
const STORY = `Norway opens embassy

OSLO, March 5, 2019 (Meridian) -- Norway opened an embassy on Tuesday. "We are here to stay," said Kari Lund.
`;

describe("chancery read", () => {
  it("prints for people who said what, with the words", () => {
    const { status, stdout, stderr } = chancery(["read", "samples/dispatches/2018-07-09-eritrea-ethiopia.txt"]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Ethiopia and Eritrea declare end of war\n2018-07-09 · Meridian · ASMARA/);
    expect(stdout).toContain("Who said what");
    expect(stdout).toContain("The first number I dialed was my sister's");
    expect(stdout).not.toContain("\u001b[");
  });

  it("prints one record a line, each fitting the schema and quoting its evidence", () => {
    const { stdout, status } = chancery(["read", "samples", "--json"]);
    const read = records(stdout);
    const files = readdirSync(house("samples"), { recursive: true, encoding: "utf8" }).filter((f) =>
      f.endsWith(".txt"),
    );
    expect(read.filter((record) => record.story.headline !== null).length).toBeGreaterThanOrEqual(files.length);
    expect(status).toBe(0);
    for (const { story, statements, events, ties, commitments, actors, times } of read) {
      const spans = [
        ...statements.flatMap((s) => s.content),
        ...events.flatMap((e) => [e.trigger, ...e.evidence]),
        ...ties.flatMap((t) => t.evidence),
        ...commitments.map((c) => c.what),
        ...actors.flatMap((a) => a.mentions),
        ...times.map((t): [number, number] => [t.start, t.end]),
      ];
      for (const [start, end] of spans) expect(story.text.slice(start, end).trim()).not.toBe("");
    }
  });

  it("reads standard input, and fills the date and the agency that it lacks", () => {
    const { stdout } = chancery(["read", "-", "--json", "--date", "2019-03-05", "--agency", "Lund"], {
      input: "Norway and Sweden held talks on Tuesday.",
    });
    const [record] = records(stdout);
    expect(record?.story.published).toBe("2019-03-05");
    expect(record?.story.agency).toBe("Lund");
  });

  it("reads JSON Lines under their own ids, and gives the line of one that cannot be read", () => {
    const file = join(folder(), "stories.jsonl");
    writeFileSync(
      file,
      `{"id":"a","date":"2019-03-05","text":"Norway thanked Chad."}\n{broken\n{"id":"b","text":"Chad thanked Norway."}\n`,
    );
    const { stdout, stderr, status } = chancery(["read", "--json", file]);
    expect(records(stdout).map((record) => record.story.id)).toEqual(["a", "b"]);
    expect(stderr).toContain(`${file}, line 2:`);
    expect(status).toBe(1);
  });

  it("names each input that cannot be read in one line, and reads the rest", () => {
    const dir = folder();
    writeFileSync(join(dir, "empty.txt"), "");
    writeFileSync(
      join(dir, "image.txt"),
      Buffer.from("89504e470d0a1a0a0000000d494844520000000100000001080600000", "hex"),
    );
    writeFileSync(join(dir, "good.txt"), STORY);
    mkdirSync(join(dir, "loop"));
    symlinkSync(dir, join(dir, "loop", "back"));
    symlinkSync(join(dir, "gone.txt"), join(dir, "dangling.txt"));
    const { stdout, stderr, status } = chancery(["read", "--json", dir, join(dir, "nowhere.txt")]);
    expect(records(stdout)).toHaveLength(1);
    expect(status).toBe(1);
    const lines = stderr.trim().split("\n");
    expect(lines).toHaveLength(4);
    for (const name of ["empty.txt", "image.txt", "dangling.txt", "nowhere.txt"])
      expect(lines.filter((line) => line.includes(`${name}: `))).toHaveLength(1);
  });

  it("names a folder it may not enter", async () => {
    const dir = folder();
    mkdirSync(join(dir, "closed"));
    writeFileSync(join(dir, "open.txt"), STORY);
    chmodSync(join(dir, "closed"), 0o000);
    chmodSync(dir, 0o755);
    // The superuser may enter every folder, so that the test puts the rights of nobody on for a moment.
    const superuser = process.geteuid?.() === 0;
    if (superuser) process.seteuid?.(65534);
    try {
      const taken: Input[] = [];
      for await (const one of inputs([dir])) taken.push(one);
      expect(taken.map((one) => one.kind)).toEqual(["refused", "story"]);
      expect(taken[0]).toMatchObject({ from: join(dir, "closed"), reason: "permission denied" });
    } finally {
      if (superuser) process.seteuid?.(0);
    }
  });

  it("refuses a story of more than 50 MB and goes on", () => {
    const dir = folder();
    writeFileSync(join(dir, "a-large.txt"), "word ".repeat(13 * 1024 * 1024));
    writeFileSync(join(dir, "b-good.txt"), STORY);
    const { stdout, stderr, status } = chancery(["read", "--json", dir]);
    expect(stderr).toMatch(/a-large\.txt: .*too large/);
    expect(records(stdout)).toHaveLength(1);
    expect(status).toBe(1);
  });

  it("keeps a story in another language and abstains", () => {
    const input =
      "Le ministre des Affaires étrangères a déclaré mardi que la France et la Chine travailleront ensemble pour la paix dans le monde.";
    const [record] = records(chancery(["read", "-", "--json"], { input }).stdout);
    expect(record?.story.language).toBe("fr");
    expect(record?.statements).toEqual([]);
    expect(record?.abstentions.map((abstention) => abstention.kind)).toEqual(["language"]);
  });
});

describe("wrong usage", () => {
  it.each([[["reed"]], [["read"]], [["read", "--as", "morse", "x"]], [["read", "--date", "2024-02-30", "x"]]])(
    "%j exits with 2 and says what is wrong",
    (args) => {
      const { status, stderr } = chancery(args);
      expect(status).toBe(2);
      expect(stderr).toMatch(/error: /);
    },
  );

  it("every command has a help with an example", () => {
    const { stdout, status } = chancery(["--help"]);
    expect(status).toBe(0);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+)[ |\n]/gm)]
      .map((m) => m[1] ?? "")
      .filter((name) => name !== "help");
    expect(commands).toContain("read");
    for (const name of commands) expect(chancery([name, "--help"]).stdout, name).toMatch(/Examples?:\n {2}.*chancery /);
  });
});
