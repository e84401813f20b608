import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../src/record.ts";
import { readActorsOf } from "./telling.ts";

const named =
  (text: string, setting = {}) =>
  (words: string) =>
    readActorsOf(text, setting).told.find((t) => t.text === words)?.actor;

describe("what a story itself teaches", () => {
  it("a title before a name is the person's office", () => {
    const actor = named("Chinese Foreign Minister Wang Yi left. Wang will return.")("Wang");
    expect(actor).toMatchObject({
      kind: "person",
      country: "CHN",
      sector: "GOV",
      role: "foreign minister",
      cameo: "CHNGOV",
      name: "Wang Yi",
    });
  });
  it("an apposition after a name is the person's office", () => {
    const actor = named("Ana Ruiz, Peru's health minister, spoke. Ruiz was brief.")("Ruiz");
    expect(actor).toMatchObject({ country: "PER", sector: "GOV", role: "health minister" });
  });
  it("an office before a name after a comma", () => {
    expect(named("The Peruvian health minister, Ana Ruiz, spoke.")("Ana Ruiz")).toMatchObject({
      country: "PER",
      sector: "GOV",
    });
  });
  it("a ministry with its portfolio", () => {
    expect(named("The Ministry of Defence of Norway sent ships.")("The Ministry of Defence of Norway")).toMatchObject({
      country: "NOR",
      sector: "MIL",
      kind: "government",
    });
  });
  it("a former office is no longer one of government", () => {
    expect(
      named("Former Chilean president Pedro Alvarez Luna spoke.")("Former Chilean president Pedro Alvarez Luna"),
    ).toMatchObject({ country: "CHL", sector: "ELI" });
  });
  it("an acronym in brackets", () => {
    const text = "The Valdor Grain Association (VGA) met on Monday. VGA members voted.";
    const read = readActorsOf(text);
    const long = read.told.find((t) => t.text.endsWith("Grain Association"))?.actor;
    expect(long?.sector).toBe("NGO");
    expect(read.told.filter((t) => t.text === "VGA").every((t) => t.actor === long)).toBe(true);
  });
});

describe("the same one", () => {
  it("pronouns by gender", () => {
    const { told } = readActorsOf(
      "British Prime Minister Margaret Thatcher met French President Francois Mitterrand. She smiled. He did not.",
      { date: "1984-06-25" },
    );
    expect(told.find((t) => t.text === "She")?.actor.name).toContain("Thatcher");
    expect(told.find((t) => t.text === "He")?.actor.name).toContain("Mitterrand");
  });
  it("abstains where two are equal", () => {
    const { read } = readActorsOf("The two countries signed a treaty.");
    expect(read.abstentions[0]).toMatchObject({ kind: "actor", span: [0, 17] });
    expect(read.mentions).toHaveLength(0);
  });
  it("the first person in a quotation is its speaker", () => {
    const { told } = readActorsOf('"I am ready to sign," Norwegian Foreign Minister Erik Solberg said.');
    expect(told.find((t) => t.text === "I")?.actor.name).toBe("Erik Solberg");
  });
});

describe("places", () => {
  it("have a position, and act as their government", () => {
    const { read, told } = readActorsOf("Ministers met in Geneva. Beijing rejected the plan.");
    const place = read.places.find((p) => p.name === "Geneva");
    expect(place?.country).toBe("CHE");
    expect(place?.lat).toBeCloseTo(46.2, 0);
    expect(told.find((t) => t.text === "Geneva")?.actor.kind).toBe("place");
    expect(told.find((t) => t.text === "Beijing")?.actor).toMatchObject({ kind: "state", name: "China" });
  });
});

describe("turns of a briefing", () => {
  const parts = [
    ["headline", "Foreign Ministry Spokesperson Hua Chunying's Regular Press Conference on June 4, 2018"],
    ["gap", "\n\nAFP: "],
    ["question", "What is your comment on the sanctions?"],
    ["gap", "\n\nHua Chunying: "],
    ["answer", "I have answered this. We oppose them."],
    ["gap", "\n\nFollow-up: "],
    ["question", "Will you retaliate?"],
    ["gap", "\n\nNorwind Daily: "],
    ["question", "And when?"],
    ["gap", "\n\nA: "],
    ["answer", "In due time."],
  ] as const;
  const blocks: Block[] = [];
  let text = "";
  for (const [kind, words] of parts) {
    if (kind !== "gap") blocks.push({ kind, start: text.length, end: text.length + words.length, speaker: null });
    text += words;
  }
  const { read, told } = readActorsOf(text, { date: "2018-06-04", blocks });
  const speaker = (b: number) => read.actors[read.speakerOf[b] ?? -1];
  it("are the spokesperson's and the outlets'", () => {
    expect(speaker(2)).toMatchObject({ name: "Hua Chunying", country: "CHN" });
    expect(speaker(1)?.name).toBe("Agence France-Presse");
    expect(speaker(3)?.name).toBe("Agence France-Presse");
    expect(speaker(4)).toMatchObject({ name: "Norwind Daily", kind: "media", country: null });
    expect(speaker(5)?.name).toBe("Hua Chunying");
  });
  it("give the first person its speaker", () => {
    expect(told.find((t) => t.text === "I")?.actor.name).toBe("Hua Chunying");
    expect(told.find((t) => t.text === "We")?.actor.name).toBe("China");
  });
});

describe("any text", () => {
  const word = fc.constantFrom(
    "China",
    "French",
    "the",
    "minister",
    "of",
    "Wang",
    "Yi",
    "he",
    "said",
    ",",
    ".",
    "'s",
    '"',
    "U.S.",
    "UN",
    "(",
    ")",
    "and",
    "police",
    "Tripoli",
    "Georgia",
    "their",
    "two",
    "countries",
    "é",
    "\ud800",
    "\u0000",
    "Kim",
    "former",
    "President",
  );
  it("gives mentions that lie in it, in order, with heads inside them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: word }, { weight: 1, arbitrary: fc.string() }), { maxLength: 40 }),
        (words) => {
          const text = words.join(" ");
          const { read, doc } = readActorsOf(text, { date: "2004-01-29" });
          const again = readActorsOf(text, { date: "2004-01-29" }).read;
          expect(JSON.stringify(again.actors)).toBe(JSON.stringify(read.actors));
          let first = 0;
          for (const m of read.mentions) {
            expect(m.first).toBeGreaterThanOrEqual(first);
            first = m.first;
            expect(m.head).toBeGreaterThanOrEqual(m.first);
            expect(m.head).toBeLessThanOrEqual(m.last);
            expect(m.last).toBeLessThan(doc.tokens.count);
            for (const a of m.actors) expect(read.actors[a]).toBeDefined();
          }
          read.actors.forEach((actor, a) => {
            expect(actor.id).toBe(`a${a + 1}`);
            for (const [start, end] of actor.mentions) {
              expect(start).toBeLessThan(end);
              expect(end).toBeLessThanOrEqual(text.length);
            }
          });
          read.mentionOf.forEach((m, i) => {
            if (m >= 0) expect(read.mentions[m]?.head).toBe(i);
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});
