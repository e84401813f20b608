import type { ComingAnniversary } from "@chancery/archive";
import { describe, expect, it } from "vitest";
import { calendarFile } from "../src/index.ts";

function anniversary(date: string, nth: number, round: boolean): ComingAnniversary {
  return {
    date,
    nth,
    round,
    tie: {
      kind: "diplomatic-relations",
      name: null,
      parties: [
        { name: "Kenya", country: "KEN" },
        { name: "Cuba", country: "CUB" },
      ],
      level: null,
      since: date.length === 4 ? "1964" : "1964-05-11",
      distinction: null,
      status: "in-force",
      told: 1,
      first: "2024-01-29",
      last: "2024-01-29",
      story: "s",
      tie: "tie1",
      words: "relations with\nCuba",
    },
  };
}

describe("a calendar file of anniversaries", () => {
  const exact = anniversary("2024-05-11", 60, true);
  const vague = anniversary("2025", 61, false);

  it("has those whose day is told, round ones marked", () => {
    const file = calendarFile("Ties", [exact, vague]);
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(file).toContain("DTSTART;VALUE=DATE:20240511");
    expect(file).toContain("SUMMARY:Kenya and Cuba: 60 years of diplomatic relations");
    expect(file).toContain("CATEGORIES:Round anniversary");
  });

  it("has, where asked, those of which the year alone is told, on its first day, and says so", () => {
    const file = calendarFile("Ties", [exact, vague], { years: true });
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(file).toContain("DTSTART;VALUE=DATE:20250101");
    expect(file.replaceAll("\r\n ", "")).toContain("In 2025: the stories tell no day");
    expect(file.match(/CATEGORIES/g)).toHaveLength(1);
  });
});
