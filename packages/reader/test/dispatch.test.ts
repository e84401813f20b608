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

/** A state as the dispatch names it: in its own name, as an adjective, and by its capital in the dateline. */
interface State {
  code: string;
  name: string;
  adjective: string;
  capital: string;
}

/** What a copy exchanges for what, in this order, and what the table then says. */
interface Copy {
  name: string;
  exchange: readonly (readonly [string, string])[];
  home: string;
  other: string;
  day: string;
  nth: number;
  /** The words that stand for "six decades ago". */
  ago: string;
  speaker: { dispatch: string; sample: string };
}

const ORIGINAL: Copy = {
  name: "as it stands",
  exchange: [],
  home: "CHN",
  other: "FRA",
  day: "2024-01-29",
  nth: 60,
  ago: "six decades ago",
  speaker: { dispatch: "Wang Wenbin", sample: "Lin Haoran" },
};

const MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/** The same news of other states, on another Monday, with another number of years and another spokesperson. */
function exchanged(
  home: State,
  other: State,
  day: string,
  [nth, ordinal, ago]: readonly [number, string, string],
  [speaker, surname, pronoun]: readonly [string, string, string],
): Copy {
  const [year = "", month = "", date = ""] = day.split("-");
  return {
    name: `${home.name} and ${other.name}, ${nth} years, ${day}`,
    exchange: [
      ["2024-01-29", day],
      ["Jan. 29", `${MONTHS[Number(month) - 1]} ${Number(date)}`],
      ["2024", year],
      ["60th", ordinal],
      ["60 years", `${nth} years`],
      ["six decades ago", ago],
      ["Chinese", home.adjective],
      ["China", home.name],
      ["French", other.adjective],
      ["France", other.name],
      ["BEIJING", home.capital],
      ["Wang Wenbin", speaker],
      ["Wang", surname],
      ["Lin Haoran", speaker],
      ["Lin ", `${surname} `],
      ["He added", `${pronoun} added`],
    ],
    home: home.code,
    other: other.code,
    day,
    nth,
    ago,
    speaker: { dispatch: speaker, sample: speaker },
  };
}

const BRAZIL: State = { code: "BRA", name: "Brazil", adjective: "Brazilian", capital: "BRASILIA" };
const PORTUGAL: State = { code: "PRT", name: "Portugal", adjective: "Portuguese", capital: "LISBON" };
const VIETNAM: State = { code: "VNM", name: "Vietnam", adjective: "Vietnamese", capital: "HANOI" };
const ITALY: State = { code: "ITA", name: "Italy", adjective: "Italian", capital: "ROME" };
const EGYPT: State = { code: "EGY", name: "Egypt", adjective: "Egyptian", capital: "CAIRO" };
const NORWAY: State = { code: "NOR", name: "Norway", adjective: "Norwegian", capital: "OSLO" };
const KOREA: State = { code: "KOR", name: "South Korea", adjective: "South Korean", capital: "SEOUL" };
const SPAIN: State = { code: "ESP", name: "Spain", adjective: "Spanish", capital: "MADRID" };
const INDIA: State = { code: "IND", name: "India", adjective: "Indian", capital: "NEW DELHI" };
const GERMANY: State = { code: "DEU", name: "Germany", adjective: "German", capital: "BERLIN" };
const MEXICO: State = { code: "MEX", name: "Mexico", adjective: "Mexican", capital: "MEXICO CITY" };
const RUSSIA: State = { code: "RUS", name: "Russia", adjective: "Russian", capital: "MOSCOW" };

const COPIES: readonly Copy[] = [
  ORIGINAL,
  exchanged(BRAZIL, PORTUGAL, "2019-01-28", [40, "40th", "four decades ago"], ["Paulo Ribeiro", "Ribeiro", "He"]),
  exchanged(VIETNAM, ITALY, "2023-03-20", [50, "50th", "five decades ago"], ["Le Thi Mai", "Mai", "She"]),
  exchanged(EGYPT, NORWAY, "2014-02-10", [45, "45th", "45 years ago"], ["Mona Rashidi", "Rashidi", "She"]),
  exchanged(KOREA, SPAIN, "2020-06-15", [70, "70th", "seven decades ago"], ["Park Jin-ho", "Park", "He"]),
  exchanged(INDIA, GERMANY, "2021-11-08", [70, "70th", "70 years ago"], ["Arvind Menon", "Menon", "He"]),
  exchanged(MEXICO, RUSSIA, "2010-08-09", [120, "120th", "120 years ago"], ["Lucia Herrera", "Herrera", "She"]),
  exchanged(GERMANY, INDIA, "2006-10-16", [55, "55th", "55 years ago"], ["Jonas Becker", "Becker", "He"]),
  exchanged(SPAIN, BRAZIL, "2016-05-23", [30, "30th", "three decades ago"], ["Marta Olmedo", "Olmedo", "She"]),
];

function readFile(path: string, { exchange }: Copy): Record {
  const text = exchange.reduce((told, [from, to]) => told.replaceAll(from, to), readFileSync(path, "utf8"));
  const [taken] = [...takeIn(new TextEncoder().encode(text))];
  if (taken?.kind !== "story") throw new Error("the dispatch was refused");
  return reader.read(taken.story);
}

/** One line for an event: what, who to whom, how, when; both parties joined by "+" where they act together. */
type Told = readonly [name: string, is: (event: Record["events"][number]) => boolean];

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
  const surname = copy.exchange.find(([from]) => from === "Wang")?.[1] ?? (speaker.split(" ")[0] as string);
  const pronoun = copy.exchange.find(([from]) => from === "He added")?.[1].split(" ")[0] ?? "He";

  test("its date is known, and its trailer is no sentence", () => {
    expect(record.story.published).toBe(day);
    const trailer = record.story.blocks.find(({ kind }) => kind === "trailer");
    expect(trailer && quote([trailer.start, trailer.end])).toBe("Enditem");
    for (const { content } of record.statements)
      for (const span of content) expect(quote(span)).not.toContain("Enditem");
    for (const { evidence } of [...record.events, ...record.ties])
      for (const span of evidence) expect(quote(span)).not.toContain("Enditem");
  });

  test("the spokesperson is one actor, by office, name, surname and pronoun", () => {
    expect(the).toMatchObject({ country: home, sector: "GOV" });
    expect(the?.role).toMatch(/foreign ministry spokesperson/);
    const mentions = the?.mentions.map(quote) ?? [];
    expect(mentions.some((words) => /^An? .* foreign ministry spokesperson$/i.test(words))).toBe(true);
    for (const name of [`Spokesperson ${speaker}`, surname, pronoun]) expect(mentions).toContain(name);
    expect(record.actors.filter(({ kind }) => kind === "person")).toEqual([the]);
  });

  test("every statement is the spokesperson's, at the daily press briefing, on that day, and answers a question", () => {
    expect(record.statements.length).toBeGreaterThan(5);
    for (const statement of record.statements) {
      expect(statement.speaker).toBe(the?.id);
      expect(statement.date).toBe(day);
      expect(statement.venue).toBe("daily press briefing");
      expect(Array.isArray(statement.promptedBy) && quote(statement.promptedBy as [number, number])).toMatch(
        /^a related query$|^to comment on the anniversary/,
      );
    }
    const noted = record.statements.filter(({ cue }) => cue && /^(Noting|Recalling)$/.test(quote(cue)));
    expect(noted).toHaveLength(2);
    const direct = record.statements.filter(({ kind }) => kind === "direct");
    expect(direct).toHaveLength(1);
    const [quoted = ""] = /"[^"]+"/.exec(record.story.text) ?? [];
    expect(direct[0]?.content.map(quote)).toEqual([quoted]);
  });

  test("events: what was promised, told and lived through, each once, none of it hostile", () => {
    const table: readonly Told[] = [
      [
        "AGREE to foster the partnership",
        (e) => e.type === "AGREE" && codes(e.actors) === home && codes(e.recipients) === other && e.date?.value === day,
      ],
      [
        "SUPPORT, when they established relations",
        (e) =>
          e.type === "SUPPORT" &&
          codes([...e.actors, ...e.recipients]) === pair &&
          e.aux.join() === "historical" &&
          e.date?.value === since,
      ],
      [
        "COOPERATE over the past years",
        (e) =>
          e.type === "COOPERATE" &&
          codes(e.actors) === pair &&
          e.recipients.length === 0 &&
          e.evidence.some((span) => quote(span).includes(`the past ${nth} years`)),
      ],
      [
        "COOPERATE, exchanges resumed since last year",
        (e) =>
          e.type === "COOPERATE" &&
          codes(e.actors) === pair &&
          e.recipients.length === 0 &&
          quote(e.trigger) === "resumed" &&
          e.date?.value === String(Number(year) - 1),
      ],
      [
        "AGREE to host activities this year",
        (e) => e.type === "AGREE" && codes(e.actors) === pair && e.recipients.length === 0 && e.date?.value === year,
      ],
    ];
    for (const [name, is] of table) expect({ [name]: record.events.filter(is).length }).toEqual({ [name]: 1 });
    expect(record.events.length).toBeLessThanOrEqual(9);
    for (const { quad, saidIn, type, aux } of record.events) {
      expect(quad).toMatch(/cooperation$/);
      expect(record.statements.map(({ id }) => id)).toContain(saidIn);
      if (type === "AGREE") expect(aux).toEqual([]);
    }
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
    for (const tie of record.ties) {
      expect(codes(tie.parties)).toBe(pair);
      expect(tie.saidIn).not.toBeNull();
    }
    expect(record.anniversaries).toMatchObject([{ tie: relations?.id, nth, in: year }]);
    expect(record.anniversaries[0]?.saidIn).not.toBeNull();
  });

  test("commitments: the partnership, peace, and the year of celebrations", () => {
    const told = record.commitments.map(({ by, what }) => `${codes(by)}: ${quote(what)}`);
    expect(
      told.filter((line) => line.startsWith(`${home}: `) && line.includes("comprehensive strategic partnership")),
    ).toHaveLength(1);
    expect(told.filter((line) => line.startsWith(`${home}: `) && /contribute.*peace/.test(line))).toHaveLength(1);
    expect(
      told.filter((line) => line.startsWith(`${pair}: `) && line.includes("Year of Culture and Tourism")),
    ).toHaveLength(1);
    for (const { what, window, saidIn } of record.commitments) {
      expect(saidIn).not.toBeNull();
      if (/celebrat|Year of/.test(quote(what))) expect(window).toEqual({ from: `${year}-01-01`, to: `${year}-12-31` });
    }
    // The sample tells the celebrations and the year of culture with a verb each.
    expect(told.length).toBeLessThanOrEqual(record.story.text.includes("will host the") ? 4 : 3);
  });

  test("times", () => {
    const told = record.times.map(({ start, end, value }) => `${quote([start, end])} = ${value}`);
    for (const line of [
      `Monday = ${day}`,
      `${year} = ${year}`,
      `${copy.ago} = ${since}`,
      `the past ${nth} years = P${nth}Y`,
      `last year = ${Number(year) - 1}`,
      `the year = ${year}`,
    ])
      expect(told).toContain(line);
    // Only how often the briefing is held may stand beside them, the years of the headline and the dateline's date.
    for (const { value } of record.times)
      expect([day, year, since, String(Number(year) - 1), `P${nth}Y`, "P1D"]).toContain(value);
  });
}

for (const copy of COPIES) {
  describe.skipIf(!existsSync(dispatch))(`the dispatch, ${copy.name}`, () => {
    holds(existsSync(dispatch) ? readFile(dispatch, copy) : readFile(sample, copy), copy, copy.speaker.dispatch);
  });
  describe(`the sample of the same news, ${copy.name}`, () => {
    holds(readFile(sample, copy), copy, copy.speaker.sample);
  });
}
