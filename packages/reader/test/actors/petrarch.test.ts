import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOn, readActorDictionary, readAgentDictionary } from "../../src/actors/petrarch.ts";
import { readActorsOf } from "./telling.ts";

const ACTORS = `# our own
VALDORIA_ [VLD]
+VALDORIAN_
MIRKO_SELVANI_
+M._SELVANI_
\t[ITAGOV 010120-050630]   # minister
\t[ITAELI >050701]
NORTHERN_ACCORD [FRAREB]
NAMELESS_
HALF_[USA
+ORPHAN
OLD_ONE [DEUGOV <900101]
EXACT [ESPGOV 20010305]
`;

const AGENTS = `!PERSON! = MAN, MEN, WOMAN
LAWMAN {LAWMEN} [~COP]
ARMED_POLICE {} [~COP]
HERDS!PERSON! [~AGR]
ENVOY [~GOV]
BROKEN [COP]
GHOST!MISSING! [~AGR]
NO_CODE
`;

describe("a dictionary of actors", () => {
  const { actors, unreadable } = readActorDictionary(ACTORS, 2);
  it("reads names, synonyms and dated codes", () => {
    expect(actors[0]).toEqual({ names: ["valdoria", "valdorian"], codes: [{ code: "VLD", from: null, to: null }] });
    expect(actors[1]?.codes).toEqual([
      { code: "ITAGOV", from: "2001-01-20", to: "2005-06-30" },
      { code: "ITAELI", from: "2005-07-01", to: null },
    ]);
    expect(actors.find((a) => a.names[0] === "old one")?.codes[0]).toEqual({
      code: "DEUGOV",
      from: null,
      to: "1990-01-01",
    });
    expect(actors.find((a) => a.names[0] === "exact")?.codes[0]).toEqual({
      code: "ESPGOV",
      from: "2001-03-05",
      to: "2001-03-05",
    });
  });
  it("names the lines it does not understand", () => {
    expect(unreadable.map((u) => [u.kind, u.dictionary, u.line])).toEqual([
      ["actors", 2, 9],
      ["actors", 2, 10],
      ["actors", 2, 10],
    ]);
    expect(unreadable[0]?.reason).toContain("no code");
  });
  it("takes the code of the day", () => {
    const codes = actors[1]?.codes ?? [];
    expect(codeOn(codes, "2003-01-01")).toBe("ITAGOV");
    expect(codeOn(codes, "2010-01-01")).toBe("ITAELI");
    expect(codeOn(codes, "1999-01-01")).toBeNull();
    expect(codeOn(codes, null)).toBe("ITAELI");
  });
});

describe("a dictionary of agents", () => {
  const { agents, unreadable } = readAgentDictionary(AGENTS, 0);
  it("reads plurals and macros", () => {
    expect(agents).toContainEqual({ singular: "lawman", plural: "lawmen", code: "COP" });
    expect(agents).toContainEqual({ singular: "armed police", plural: null, code: "COP" });
    expect(agents).toContainEqual({ singular: "envoy", plural: "envoys", code: "GOV" });
    expect(agents.filter((a) => a.code === "AGR").map((a) => a.singular)).toEqual([
      "herdsman",
      "herdsmen",
      "herdswoman",
    ]);
  });
  it("names the lines it does not understand", () => {
    expect(unreadable.map((u) => u.line)).toEqual([6, 7, 8]);
  });
});

describe("dictionaries in the reading", () => {
  const dictionaries = {
    actors: ["FRANCE_ [BEL]\nZORVAK_GROUP_ [ITAREB]\nMIRKO_SELVANI_\n\t[ITAGOV 010120-050630]\n\t[ITAELI >050701]\n"],
    agents: ["BEEKEEPER [~REB]\n"],
  };
  it("go before the lexicon", () => {
    const { told } = readActorsOf("France met the Zorvak Group and Belgian beekeepers.", { dictionaries });
    expect(told.find((t) => t.text === "France")?.actor.country).toBe("BEL");
    expect(told.find((t) => t.text.endsWith("Zorvak Group"))?.actor).toMatchObject({
      country: "ITA",
      cameo: "ITAREB",
      sector: "REB",
    });
    expect(told.find((t) => t.text.endsWith("beekeepers"))?.actor).toMatchObject({ country: "BEL", cameo: "BELREB" });
  });
  it("are read by the story's date", () => {
    const on = (date: string) =>
      readActorsOf("Mirko Selvani spoke in Rome.", { date, dictionaries }).told.find((t) => t.text === "Mirko Selvani")
        ?.actor.cameo;
    expect(on("2004-01-01")).toBe("ITAGOV");
    expect(on("2008-01-01")).toBe("ITAELI");
  });
});

describe("any text", () => {
  it("is a dictionary or a list of lines that are none", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const lines = text.split(/\r?\n/).length;
        for (const { line } of [
          ...readActorDictionary(text, 0).unreadable,
          ...readAgentDictionary(text, 0).unreadable,
        ]) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });
});

const shared = new URL("../../../../../shared/data/dictionaries/", import.meta.url);
describe.skipIf(!existsSync(shared))("PETRARCH's own dictionaries", () => {
  const text = (name: string) => readFileSync(new URL(name, shared), "utf8");
  it.each([
    ["Phoenix.Countries.actors.txt", 18000],
    ["Phoenix.International.actors.txt", 7800],
    ["Phoenix.MilNonState.actors.txt", 1000],
  ])("%s loads", (name, least) => {
    const { actors, unreadable } = readActorDictionary(text(name), 0);
    expect(actors.length).toBeGreaterThan(least);
    expect(unreadable.length).toBeLessThan(60);
  });
  it("the agents load", () => {
    const { agents, unreadable } = readAgentDictionary(text("Phoenix.agents.txt"), 0);
    expect(agents.length).toBeGreaterThan(2300);
    expect(unreadable.length).toBeLessThan(5);
  });
});
