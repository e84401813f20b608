import { EVENT_TYPES, QUADS } from "@chancery/reader";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOfDay, dayOf, dayOfId, idsOfDay, monthOfDay, when } from "../src/calendar.ts";
import { auxBits, auxOfBits, CODES, codeOfCountry, countryOfCode, quadOfType } from "../src/codes.ts";

/** The numbers that archives in the world hold. A list may grow at its end; what stands here stays. */
const HELD = {
  format: ["wire", "briefing", "article", "jsonl", "feed", "nitf", "newsml", "newsml-g2", "ninjs"],
  actorKind: [
    "state",
    "government",
    "person",
    "igo",
    "ngo",
    "armed-group",
    "party",
    "company",
    "media",
    "people",
    "place",
  ],
  statementKind: ["direct", "indirect", "mixed"],
  eventType: [
    ...["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"],
    ...["ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"],
  ],
  quad: ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"],
  aux: ["historical", "future", "hypothetical", "negation"],
  tieKind: ["diplomatic-relations", "partnership", "treaty", "membership", "recognition"],
  tieStatus: ["in-force", "ended", "claimed"],
};

describe("codes", () => {
  it("keep their numbers for good", () => {
    expect(Object.keys(CODES).sort()).toEqual(Object.keys(HELD).sort());
    for (const [name, held] of Object.entries(HELD))
      expect(CODES[name as keyof typeof CODES].slice(0, held.length)).toEqual(held);
    expect(EVENT_TYPES.map((_, type) => QUADS[quadOfType(type)])).toEqual([
      ...Array(4).fill("verbal-cooperation"),
      ...Array(3).fill("material-cooperation"),
      ...Array(4).fill("verbal-conflict"),
      ...Array(5).fill("material-conflict"),
    ]);
  });

  it("give back countries and auxiliary modes", () => {
    for (const country of ["AAA", "CHN", "FRA", "ZZZ"]) expect(countryOfCode(codeOfCountry(country))).toBe(country);
    expect([codeOfCountry(null), codeOfCountry("x"), countryOfCode(0)]).toEqual([0, 0, null]);
    for (let bits = 0; bits < 16; bits++) expect(auxBits(auxOfBits(bits))).toBe(bits);
  });
});

describe("the calendar", () => {
  it("numbers days and ids in their order, and gives them back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_652_059 }), (day) => {
        const date = dateOfDay(day);
        expect(when(date)).toEqual({ day, month: monthOfDay(day) });
        const { from, to } = idsOfDay(day);
        expect([dayOfId(from), dayOfId(to - 1), dayOfId(to)]).toEqual([day, day, day + 1]);
        expect(Number.isSafeInteger(to)).toBe(true);
      }),
    );
    expect(dayOf(1, 1, 1)).toBe(1);
    expect(dateOfDay(3_652_059)).toBe("9999-12-31");
    expect(dayOfId(5)).toBeNull();
  });

  it("reads what pins a date down, and nothing else", () => {
    expect(when("2024-01-29T10:00")).toEqual(when("2024-01-29"));
    expect(when("2024-02")?.month).toBe(202402);
    expect(when("2024-W05")).toEqual(when("2024-01-29"));
    for (const year of ["2024", "2024-Q1", "2024-SU", "2024-XX"]) expect(when(year)?.month).toBe(202400);
    for (const none of ["P3D", "PRESENT_REF", "2023-02-29", "2024-13", "0000", "", "24"]) expect(when(none)).toBeNull();
    expect(when(null)).toBeNull();
  });
});
