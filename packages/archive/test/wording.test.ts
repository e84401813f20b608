import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Record } from "@chancery/reader";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archive, openArchive, putRecords, wordingOf } from "../src/index.ts";

let folder: string;
let archive: Archive;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chancery-wording-"));
  archive = openArchive(join(folder, "a.chancery"));
});
afterEach(() => {
  archive.close();
  rmSync(folder, { recursive: true });
});

/** A story of a day in which one statement is the whole text. */
function said(id: string, published: string, text: string, country = "NOR"): Record {
  return {
    schema: "chancery/1",
    reader: { version: "0", lexicon: "", model: null },
    story: {
      id,
      sourceId: null,
      format: "wire",
      agency: null,
      url: null,
      headline: null,
      byline: null,
      published,
      language: "en",
      text,
      dateline: null,
      blocks: [],
    },
    actors: [
      {
        id: "a1",
        name: "Ada Berg",
        kind: "person",
        country,
        formerly: null,
        sector: "GOV",
        role: "minister",
        cameo: null,
        mentions: [],
      },
    ],
    times: [],
    statements: [
      {
        id: "s1",
        kind: "direct",
        speaker: "a1",
        source: null,
        cue: null,
        content: [[0, text.length]],
        addressee: null,
        venue: null,
        venueSpan: null,
        date: published,
        promptedBy: null,
        saidIn: null,
      },
    ],
    events: [],
    ties: [],
    anniversaries: [],
    commitments: [],
    abstentions: [],
  };
}

/** Words that occur once each, so that no two stories share them. */
let fresh = 0;
const filler = (n: number) => Array.from({ length: n }, () => `word${fresh++}x`).join(" ");

describe("wording", () => {
  it("finds what recurs, in its whole length, with its first and last use, and what came and went", () => {
    const day = (month: number) => `2023-${String(month).padStart(2, "0")}-05`;
    putRecords(archive, [
      ...[1, 2, 3, 4].map((m) => said(`old-${m}`, day(m), `${filler(9)} steady northern friendship ${filler(9)}`)),
      ...[7, 8, 9].map((m) => said(`new-${m}`, day(m), `${filler(9)} unshakable northern friendship, ${filler(9)}`)),
      ...Array.from({ length: 60 }, (_, i) => said(`other-${i}`, day(1 + (i % 12)), filler(20))),
    ]);
    const { phrases, statements, exact } = wordingOf(archive, { since: "2023-06" });
    expect([statements, exact]).toEqual([67, true]);
    const told = new Map(phrases.map((phrase) => [phrase.words, phrase]));
    expect(told.get("steady northern friendship")).toMatchObject({
      stories: 4,
      first: day(1),
      last: day(4),
      state: "silent",
      variants: ["northern friendship", "unshakable northern friendship"],
    });
    expect(told.get("unshakable northern friendship")).toMatchObject({
      stories: 3,
      first: day(7),
      last: day(9),
      state: "new",
      story: "new-9",
    });
    expect(told.get("steady northern friendship")?.months).toEqual(
      [1, 2, 3, 4].map((m) => ({ month: day(m).slice(0, 7), n: 1 })),
    );
    expect(told.has("steady northern")).toBe(false);
  });

  it("crosses no sign, counts stories and not repeats, and looks at the speakers asked for alone", () => {
    putRecords(archive, [
      ...[1, 2, 3].map((n) => said(`a-${n}`, "2023-01-01", `${filler(8)} blue harbour, quiet bridge ${filler(8)}`)),
      said("b-1", "2023-01-01", `${filler(4)} green valley ${filler(4)} green valley ${filler(4)} green valley`),
      ...[1, 2, 3].map((n) => said(`c-${n}`, "2023-01-02", `${filler(8)} golden window ${filler(8)}`, "TCD")),
    ]);
    const words = (filter = {}) =>
      wordingOf(archive, filter)
        .phrases.map((phrase) => phrase.words)
        .sort();
    expect(words({ country: "TCD" })).toEqual(["golden window"]);
    putRecords(
      archive,
      Array.from({ length: 30 }, (_, n) => said(`d-${n}`, "2023-01-03", filler(15), "TCD")),
    );
    putRecords(
      archive,
      Array.from({ length: 30 }, (_, n) => said(`e-${n}`, "2023-01-03", filler(15), "NOR")),
    );
    expect(words()).toEqual(["blue harbour", "golden window", "quiet bridge"]);
    expect(words({ country: "TCD" })).toEqual(["golden window"]);
  });

  it("gives only phrases that so many stories hold word for word, whatever is said", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom("peace", "trade", "ties", "of", "the", ",", "é", "two"), { maxLength: 12 }), {
          maxLength: 10,
        }),
        (texts) => {
          const path = join(folder, `${fresh++}.chancery`);
          const own = openArchive(path);
          putRecords(
            own,
            texts.map((words, i) => said(`s-${i}`, "2023-01-01", `${words.join(" ")} n${i}x`)),
          );
          for (const phrase of wordingOf(own).phrases) {
            const holding = texts.filter((words) => ` ${words.join(" ")} `.includes(` ${phrase.words} `));
            expect(holding.length).toBe(phrase.statements);
            expect(phrase.stories).toBeGreaterThanOrEqual(3);
          }
          own.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});
