import { join } from "node:path";
import type { Actor, Record } from "@chancery/reader";
import { afterAll, describe, expect, it } from "vitest";
import { exchangesOf, levelOf, openArchive, putRecords } from "../src/index.ts";
import { folder, recordOf, type Tale } from "./build.ts";

const archive = openArchive(join(folder(), "exchanges.chancery"));
afterAll(() => archive.close());

const STATES = {
  Kenya: { kind: "state", country: "KEN" },
  Norway: { kind: "state", country: "NOR" },
} as const;
const PEOPLE = {
  Otieno: { country: "KEN", sector: "GOV", role: "president" },
  Lund: { country: "NOR", sector: "GOV", role: "foreign minister" },
  Moen: { country: "NOR", sector: "GOV", role: "prime minister" },
} as const;
const ALL: Tale["actors"] = { ...STATES, ...PEOPLE };

/** A record with one event of consulting, in a mode. */
function met(
  id: string,
  text: string,
  who: string[],
  whom: string[],
  date: string,
  mode: "visit" | "phone" | null,
  aux: "historical"[] = [],
): Record {
  const named = Object.fromEntries(Object.entries(ALL ?? {}).filter(([name]) => text.includes(name)));
  const record = recordOf({
    id,
    published: "2024-01-29",
    text,
    actors: named,
    did: [{ type: "CONSULT", who, whom, words: text, date, aux }],
  });
  return { ...record, events: record.events.map((event) => ({ ...event, mode })) };
}

/** A spokesman of Norway says something of Kenya, with the time that it names. */
function said(id: string, words: string, published: string, time?: [words: string, value: string]): Record {
  const text = `Berg said ${words}`;
  const record = recordOf({
    id,
    published,
    text,
    actors: { ...STATES, Berg: { country: "NOR", sector: "GOV", role: "spokesman" } },
    said: [{ who: "Berg", words, date: published }],
  });
  if (!time) return record;
  const start = text.indexOf(time[0]);
  return {
    ...record,
    times: [{ id: "t1", start, end: start + time[0].length, type: "DATE", value: time[1] } as Record["times"][number]],
  };
}

putRecords(
  archive,
  [
    met("told", "Lund visited Kenya on Monday.", ["Lund"], ["Kenya"], "2022-11-14", "visit"),
    met("looked back", "Lund visited Kenya last year.", ["Lund"], ["Kenya"], "2022", "visit", ["historical"]),
    met("talks", "Otieno met with Lund on Monday.", ["Otieno"], ["Lund"], "2022-11-14", null),
    met("summit", "Otieno and Moen held talks.", ["Otieno", "Moen"], [], "2023-02-03", null),
    met("call", "Moen phoned Otieno.", ["Moen"], ["Otieno"], "2023-05-02", "phone"),
    met("visit", "Moen travelled to Kenya.", ["Moen"], ["Kenya"], "2023-06-20", "visit"),
    met("again", "Moen was in Kenya, and Moen visited two schools.", ["Moen"], ["Kenya"], "2023-06-22", "visit"),
    met("goods", "Medicine from Norway has arrived in Kenya.", ["Norway"], ["Kenya"], "2023-07-01", "visit"),
    met("asked", "Will Moen visit Kenya?", ["Moen"], ["Kenya"], "2023-09-01", "visit"),
    met("note", "Norway informed Kenya.", ["Norway"], ["Kenya"], "2023-09-02", null),
  ].map((record) => (record.story.id === "note" ? triggered(record, "informed") : record)),
);
putRecords(archive, [
  said(
    "claim",
    "exchanges between Norway and Kenya at all levels have rapidly resumed since last year.",
    "2023-10-10",
    ["last year", "2022"],
  ),
  said("plain", "Norway and Kenya keep close contacts.", "2023-08-10"),
  said("hope", "Norway hopes that exchanges with Kenya will increase.", "2023-08-11"),
  said("wish", "Norway is willing to maintain exchanges with Kenya.", "2023-08-12"),
  said("others", "Norway keeps frequent exchanges with Peru. Kenya is far away.", "2023-08-13"),
]);

function triggered(record: Record, word: string): Record {
  const start = record.story.text.indexOf(word);
  return { ...record, events: record.events.map((event) => ({ ...event, trigger: [start, start + word.length] })) };
}

describe("visits and meetings of two countries", () => {
  const { exchanges, periods } = exchangesOf(archive, "NOR", "KEN");

  it("are each counted once, however many stories tell of them, at the level of who went and who met", () => {
    expect(exchanges.map(({ date, kind, level, passages }) => [date, kind, level, passages.length])).toEqual([
      ["2022-11-14", "visit", "ministers", 2],
      ["2022-11-14", "meeting", "ministers", 1],
      ["2023-02-03", "meeting", "leaders", 1],
      ["2023-05-02", "call", "leaders", 1],
      ["2023-06-20", "visit", "leaders", 2],
    ]);
  });

  it("stand by month and level, and are the same asked from the other side", () => {
    const none = { leaders: 0, ministers: 0, officials: 0, others: 0 };
    expect(periods).toEqual([
      { period: "2022-11", visits: { ...none, ministers: 1 }, meetings: { ...none, ministers: 1 } },
      { period: "2023-02", visits: none, meetings: { ...none, leaders: 1 } },
      { period: "2023-05", visits: none, meetings: { ...none, leaders: 1 } },
      { period: "2023-06", visits: { ...none, leaders: 1 }, meetings: none },
    ]);
    expect(exchangesOf(archive, "KEN", "NOR").periods).toEqual(periods);
  });

  it("are those of the time that is asked for, and of nobody else", () => {
    expect(exchangesOf(archive, "NOR", "KEN", { from: "2023-03", to: "2023-05" }).exchanges).toMatchObject([
      { kind: "call", who: [["Moen"], ["Otieno"]] },
    ]);
    expect(exchangesOf(archive, "NOR", "PER").exchanges).toEqual([]);
  });

  it("are quoted where the story tells of them", () => {
    for (const { passages } of exchanges)
      for (const { sentence } of passages) expect(sentence).toMatch(/Lund|Moen|Otieno/);
  });
});

describe("what is said of exchanges", () => {
  const { claims } = exchangesOf(archive, "NOR", "KEN");

  it("is what stands to be so, not what is hoped for or said of others", () => {
    expect(claims.map(({ statement }) => statement.story)).toEqual(["claim", "plain"]);
  });

  it("stands beside the count of the time it speaks of, and of as long before", () => {
    expect(claims[0]).toMatchObject({
      since: "2022",
      told: true,
      counted: { visits: { leaders: 1, ministers: 1 }, meetings: { leaders: 2, ministers: 1 } },
      before: { visits: { leaders: 0, ministers: 0 }, meetings: { leaders: 0, ministers: 0 } },
    });
    expect(claims[1]).toMatchObject({
      since: "2022-08-10",
      told: false,
      counted: { visits: { leaders: 1, ministers: 1 } },
    });
  });
});

describe("the level of who takes part", () => {
  it("is that of the office", () => {
    const level = (role: string, sector: Actor["sector"] = "GOV") =>
      levelOf({ kind: "person", name: "X", role, sector });
    expect(level("president")).toBe("leaders");
    expect(level("prime minister")).toBe("leaders");
    expect(level("vice president")).toBe("ministers");
    expect(level("deputy prime minister")).toBe("ministers");
    expect(level("foreign minister")).toBe("ministers");
    expect(level("vice foreign minister")).toBe("officials");
    expect(level("ambassador")).toBe("officials");
    expect(level("former president")).toBe("others");
    expect(level("parliament speaker", "LEG")).toBe("others");
    expect(levelOf({ kind: "people", name: "foreign minister", role: null, sector: "GOV" })).toBe("ministers");
    expect(levelOf({ kind: "state", name: "Kenya", role: null, sector: null })).toBe("others");
  });
});
