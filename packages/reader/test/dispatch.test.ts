/**
 * The dispatch this project starts from, and what it must give: exactly this, and nothing false beside it. The same table
 * holds for the project's own sample about the anniversary, and for copies of both in which people, states, dates and
 * numbers are others.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { takeIn } from "../src/intake/intake.ts";
import { compileLexicon } from "../src/lexicon.ts";
import { createReader } from "../src/read.ts";
import type { Record } from "../src/record.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const dispatch = join(room, "../../../shared/data/stories/china-france-2024-01-29.txt");
const sample = join(room, "../../samples/dispatches/2024-01-29-china-france.txt");

const reader = createReader({
  model: readFileSync(join(room, "model", "model.bin")),
  lexicon: compileLexicon(
    readdirSync(join(room, "lexicon"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsv"))
      .map((file) => ({
        name: file.slice(0, -".tsv".length).replaceAll("\\", "/"),
        text: readFileSync(join(room, "lexicon", file), "utf8"),
      })),
  ),
});

/** What a copy exchanges for what, in this order, and what the table then says. */
interface Copy {
  name: string;
  exchange: readonly (readonly [string, string])[];
  home: string;
  other: string;
  day: string;
  nth: number;
  speaker: { dispatch: string; sample: string };
}

const ORIGINAL: Copy = {
  name: "as it stands",
  exchange: [],
  home: "CHN",
  other: "FRA",
  day: "2024-01-29",
  nth: 60,
  speaker: { dispatch: "Wang Wenbin", sample: "Lin Haoran" },
};

const EXCHANGED: Copy = {
  name: "with others in their places",
  exchange: [
    ["2024-01-29", "2019-01-28"],
    ["Jan. 29", "Jan. 28"],
    ["2024", "2019"],
    ["60th", "40th"],
    ["60 years", "40 years"],
    ["six decades ago", "four decades ago"],
    ["Chinese", "Brazilian"],
    ["China", "Brazil"],
    ["French", "Portuguese"],
    ["France", "Portugal"],
    ["BEIJING", "BRASILIA"],
    ["Wang Wenbin", "Paulo Ribeiro"],
    ["Wang", "Ribeiro"],
    ["Lin Haoran", "Paulo Ribeiro"],
    ["Lin ", "Ribeiro "],
  ],
  home: "BRA",
  other: "PRT",
  day: "2019-01-28",
  nth: 40,
  speaker: { dispatch: "Paulo Ribeiro", sample: "Paulo Ribeiro" },
};

function readFile(path: string, { exchange }: Copy): Record {
  const text = exchange.reduce((told, [from, to]) => told.replaceAll(from, to), readFileSync(path, "utf8"));
  const [taken] = [...takeIn(new TextEncoder().encode(text))];
  if (taken?.kind !== "story") throw new Error("the dispatch was refused");
  return reader.read(taken.story);
}

function holds(record: Record, copy: Copy, speaker: string): void {
  const { home, other, day, nth } = copy;
  const year = day.slice(0, 4);
  const since = String(Number(year) - nth);
  const quote = ([start, end]: readonly [number, number]) => record.story.text.slice(start, end);
  const codes = (ids: readonly string[]) =>
    ids
      .map((id) => record.actors.find((actor) => actor.id === id)?.country ?? id)
      .sort()
      .join("+");
  const pair = [home, other].sort().join("+");
  const the = record.actors.find((actor) => actor.name === speaker);

  test("its date is known, and its trailer is no sentence", () => {
    expect(record.story.published).toBe(day);
    const trailer = record.story.blocks.find(({ kind }) => kind === "trailer");
    expect(trailer && record.story.text.slice(trailer.start, trailer.end)).toBe("Enditem");
    for (const { content } of record.statements)
      for (const span of content) expect(quote(span)).not.toContain("Enditem");
  });

  test("the spokesperson is one actor, by office, name, surname and pronoun", () => {
    expect(the).toMatchObject({ country: home, sector: "GOV" });
    expect(the?.role).toMatch(/foreign ministry spokesperson/);
    const mentions = the?.mentions.map(quote).join(" | ") ?? "";
    const surname = speaker.split(" ").find((word) => mentions.includes(` ${word} `)) ?? "";
    for (const name of ["foreign ministry spokesperson", `Spokesperson ${speaker}`, surname, "He"])
      expect(mentions).toContain(name);
  });

  test("every statement is the spokesperson's, at the daily press briefing, on that day", () => {
    expect(record.statements.length).toBeGreaterThan(5);
    for (const statement of record.statements) {
      expect(statement.speaker).toBe(the?.id);
      expect(statement.date).toBe(day);
      expect(statement.venue).toBe("daily press briefing");
    }
    const direct = record.statements.filter(({ kind }) => kind === "direct");
    expect(direct).toHaveLength(1);
    expect(direct[0]?.content.map(quote).join("").length).toBeGreaterThan(120);
  });

  test("events: what was promised, told and lived through, none of it hostile", () => {
    expect(record.events.length).toBeLessThanOrEqual(9);
    for (const { quad, saidIn } of record.events) {
      expect(quad).toMatch(/cooperation$/);
      expect(saidIn).not.toBeNull();
    }
    expect(
      record.events.some((e) => e.type === "AGREE" && codes(e.actors) === home && codes(e.recipients) === other),
    ).toBe(true);
    expect(record.events.some((e) => e.type === "AGREE" && codes([...e.actors, ...e.recipients]) === pair)).toBe(true);
    expect(record.events.some((e) => e.type === "COOPERATE" && codes([...e.actors, ...e.recipients]) === pair)).toBe(
      true,
    );
    const told = record.events.map(({ type, trigger }) => `${type} ${trigger.join()}`);
    expect(new Set(told).size).toBe(told.length);
  });

  test("ties: relations since the year that is reckoned, and the partnership; their anniversary", () => {
    expect(record.ties).toHaveLength(2);
    const relations = record.ties.find(({ kind }) => kind === "diplomatic-relations");
    expect(relations).toMatchObject({
      level: "ambassadorial",
      since,
      distinction: "first major Western country",
      status: "in-force",
    });
    const partnership = record.ties.find(({ kind }) => kind === "partnership");
    expect(partnership?.name).toBe("comprehensive strategic partnership");
    for (const tie of record.ties) expect(codes(tie.parties)).toBe(pair);
    expect(record.anniversaries).toMatchObject([{ tie: relations?.id, nth, in: year }]);
  });

  test("commitments: the partnership, peace, and the year of celebrations", () => {
    const told = record.commitments.map(({ by, what }) => `${codes(by)}: ${quote(what)}`);
    expect(
      told.some((line) => line.startsWith(`${home}: `) && line.includes("comprehensive strategic partnership")),
    ).toBe(true);
    expect(told.some((line) => line.startsWith(`${home}: `) && /contribute.*peace/.test(line))).toBe(true);
    expect(told.some((line) => line.startsWith(`${pair}: `) && line.includes("Year of Culture and Tourism"))).toBe(
      true,
    );
    const hosting = record.commitments.find(({ what }) => /celebrat/.test(quote(what)));
    expect(hosting?.window).toEqual({ from: `${year}-01-01`, to: `${year}-12-31` });
    expect(told.length).toBeLessThanOrEqual(4);
  });

  test("times", () => {
    const told = record.times.map(({ start, end, value }) => `${quote([start, end])} = ${value}`);
    for (const line of [
      `Monday = ${day}`,
      `${year} = ${year}`,
      `${nth === 60 ? "six" : "four"} decades ago = ${since}`,
      `the past ${nth} years = P${nth}Y`,
      `last year = ${Number(year) - 1}`,
      `the year = ${year}`,
    ])
      expect(told).toContain(line);
    // Only how often the briefing is held may stand beside them, and dates of the dateline.
    for (const { value } of record.times) expect(value).toMatch(/^(\d{4}(-\d\d-\d\d)?|P\d+Y|P1D)$/);
  });
}

for (const copy of [ORIGINAL, EXCHANGED]) {
  describe.skipIf(!existsSync(dispatch))(`the dispatch, ${copy.name}`, () => {
    holds(existsSync(dispatch) ? readFile(dispatch, copy) : readFile(sample, copy), copy, copy.speaker.dispatch);
  });
  describe(`the sample of the same news, ${copy.name}`, () => {
    holds(readFile(sample, copy), copy, copy.speaker.sample);
  });
}
