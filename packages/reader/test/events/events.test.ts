import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { petrarchLines, ploverEvents, type Record } from "../../src/index.ts";
import { storyOf } from "./examples.ts";
import { readerHere } from "./reader.ts";

const reader = readerHere();

/** Events as "TYPE mode: actor > recipient", with the auxiliary modes behind. */
function told(text: string, published: string | null = "2024-05-06"): string[] {
  const record = reader.read(storyOf(text, published));
  return record.events.map((event) => {
    const names = (ids: readonly string[]) => ids.map((id) => country(record, id)).join("+");
    const aux = event.aux.length ? ` [${event.aux.join(" ")}]` : "";
    return `${event.type}: ${names(event.actors)} > ${names(event.recipients)}${aux}`;
  });
}

function country(record: Record, id: string): string {
  const actor = record.actors.find((one) => one.id === id);
  return actor?.country ?? actor?.name ?? "";
}

describe("who did what to whom", () => {
  it("reads the active and the passive", () => {
    expect(told("France expelled two Russian diplomats on Monday.")).toContain("SANCTION: FRA > RUS");
    expect(told("Two Russian diplomats were expelled by France on Monday.")).toContain("SANCTION: FRA > RUS");
  });

  it("reads a visit to come as AGREE, one that was as CONSULT", () => {
    expect(told("The Japanese prime minister will visit India in June.")[0]).toMatch(/^AGREE: JPN > IND/);
    expect(told("The Japanese prime minister visited India in April.")[0]).toMatch(/^CONSULT: JPN > IND/);
  });

  it("takes a visit that is named for the one that is told as still to come", () => {
    const visit = "The Japanese prime minister will visit India in June.";
    expect(told(`${visit} He will open a fair during his visit to India.`)).toEqual(["AGREE: JPN > IND"]);
    expect(told(`${visit} During his visit to Norway he opened a fair.`)).toContain("CONSULT: JPN > NOR");
  });

  it("abstains, and says why, where the words between the parties speak against a word alone", () => {
    const text = "Mongolia's president has wound up a visit to Japan.";
    const { events, abstentions } = reader.read(storyOf(text, "2024-05-06"));
    expect(events.filter(({ type }) => type === "ASSAULT")).toEqual([]);
    const [doubt] = abstentions.filter(({ kind }) => kind === "event");
    expect(doubt && text.slice(...doubt.span)).toBe("wound");
    expect(doubt?.reason).toMatch(/"wound" makes it ASSAULT; the words between the parties speak for CONSULT/);
  });

  it("reads through control: what was agreed, threatened or refused", () => {
    expect(told("Syria agreed to withdraw its troops from Lebanon.")[0]).toMatch(/^AGREE: SYR > LBN/);
    expect(told("Iran threatened to attack Israel.")[0]).toMatch(/^THREATEN: IRN > ISR/);
    expect(told("Pakistan refused to meet the Indian foreign minister.")[0]).toMatch(/^REJECT: PAK > IND/);
  });

  it("reads what is expected as still to come, and what will not be done as refused", () => {
    expect(told("The premier of Italy is expected to visit Kenya on Monday.")[0]).toMatch(/^AGREE: ITA > KEN/);
    expect(told("France will not talk to Iran, its president said.")[0]).toMatch(/^REJECT: FRA > IRN/);
  });

  it("tells of who was killed in an attack or arrested, though nobody says by whom; of no accident", () => {
    expect(told("Four Indian soldiers were killed in an ambush on Monday.")).toContain("ASSAULT:  > IND");
    expect(told("An Iranian journalist was arrested and jailed on Monday.")).toContain("COERCE:  > IRN");
    expect(told("Four Indian soldiers were killed in a fire on Monday.")).toEqual([]);
  });

  it("tells of no denial as of a refusal, and of nothing that was only demanded", () => {
    expect(told("Iran denied that it had shelled a village.").filter((one) => one.startsWith("REJECT"))).toEqual([]);
    expect(told("France demanded that Iran release two teachers.").filter((one) => one.startsWith("RETREAT"))).toEqual(
      [],
    );
  });

  it("lists all parties of what is mutual as actors", () => {
    expect(told("China and France held talks on trade in Paris.")).toContain("CONSULT: CHN+FRA > ");
  });

  it("says that what was denied did not happen", () => {
    expect(told("France did not recognize Kosovo.")[0]).toMatch(/negation/);
  });

  it("codes no condition and no statement by itself", () => {
    expect(told("If Iran attacks Israel, oil will be dear.")).toEqual([]);
    expect(told("The spokesman said the weather in France was fine.")).toEqual([]);
  });

  it("keeps who says that a deed was done", () => {
    const record = reader.read(storyOf("Russia said that Ukraine had shelled a village in Russia."));
    const event = record.events.find(({ type }) => type === "ASSAULT");
    expect(event && country(record, event.actors[0] ?? "")).toBe("UKR");
    const statement = record.statements.find(({ id }) => id === event?.saidIn);
    expect(statement?.speaker && country(record, statement.speaker)).toBe("RUS");
  });

  it("tells one event once, with several pieces of evidence", () => {
    const record = reader.read(
      storyOf(
        "France expelled two Russian diplomats on Monday. Paris gave no reason.\n\nFrance has expelled the Russian diplomats, officials confirmed.",
      ),
    );
    const expelled = record.events.filter(({ type }) => type === "SANCTION");
    expect(expelled).toHaveLength(1);
    expect(expelled[0]?.evidence.length).toBe(2);
  });

  it("dates an event by the time in its clause, otherwise by the story", () => {
    const record = reader.read(storyOf("China invaded Vietnam in 1979."));
    expect(record.events[0]?.date?.value).toBe("1979");
    expect(record.events[0]?.aux).toContain("historical");
    expect(reader.read(storyOf("Iran condemned Israel.")).events[0]?.date).toEqual({
      value: "2024-05-06",
      from: "published",
    });
    expect(reader.read(storyOf("Iran condemned Israel.", null)).events[0]?.date).toBeNull();
  });

  it("names the line and the words in why", () => {
    const record = reader.read(storyOf("Canada imposed sanctions on Haiti."));
    expect(record.events[0]?.why).toMatch(/events\/verbs "impose \+\$sanction.*imposed sanctions/);
  });

  it("reads anything without failing, every span inside the text", () => {
    const words = fc.constantFrom(
      "France",
      "Iran",
      "and",
      "attacked",
      "to",
      "the",
      "sanctions",
      "on",
      ",",
      ".",
      "if",
      "\u0000",
      "said",
      "“",
      "talks",
      "with",
      "will",
      "\ud800",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (list) => {
        const text = list.join(" ");
        const record = reader.read(storyOf(text));
        for (const event of record.events) {
          for (const [start, end] of [event.trigger, ...event.evidence])
            expect(start >= 0 && start < end && end <= text.length).toBe(true);
          const known = new Set(record.actors.map(({ id }) => id));
          expect([...event.actors, ...event.recipients].every((id) => known.has(id))).toBe(true);
          expect(event.confidence).toBeGreaterThan(0);
          expect(event.confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("explain", () => {
  it("gives tree, events and what came near", () => {
    const story = storyOf("Canada imposed sanctions on Haiti. The talks were long.");
    const [first, second] = reader.explain(story);
    expect(first?.events[0]?.type).toBe("SANCTION");
    expect(first?.tree.map(({ form }) => form)).toContain("imposed");
    expect(second?.events).toEqual([]);
    expect(second?.near[0]).toMatchObject({ word: "talks" });
  });
});

describe("other forms", () => {
  const record = reader.read(storyOf("Canada imposed sanctions on Haiti."));

  it("writes PETRARCH's columns", () => {
    expect(petrarchLines(record)[0]?.split("\t").slice(0, 4)).toEqual(["20240506", "CAN", "HTI", "163"]);
  });

  it("writes PLOVER's JSON", () => {
    expect(ploverEvents(record)[0]).toMatchObject({
      event: "SANCTION",
      mode: "discontinue",
      cameo: "163",
      source: [{ code: "CAN" }],
      target: [{ code: "HTI" }],
    });
  });
});
