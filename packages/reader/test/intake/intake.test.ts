import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takeIn } from "../../src/intake/intake.ts";
import { TABLES } from "../../src/intake/tables.ts";
import { rowLines } from "../../src/lexicon.ts";
import { expectSound, story, take } from "./taking.ts";

describe("what cannot be read is refused, with the reason", () => {
  test.each([
    ["nothing", new Uint8Array(), "empty"],
    ["white space", " \n\t\u200b\u00a0", "empty"],
    ["an image", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), "not text but a PNG image"],
    ["a page without text", "<!doctype html><html><body><img src=a></body></html>", "the page shows no text"],
  ])("%s", (_, input, reason) => {
    expect(take(input)).toEqual([{ kind: "refused", place: null, reason }]);
  });

  test("a story of 50 MB", () => {
    expect(take(new Uint8Array(50_000_000).fill(0x61))).toEqual([
      { kind: "refused", place: null, reason: "too large for one story: 50 MB, less than 50 MB can be read" },
    ]);
  });

  test("a format that is not the input's", () => {
    expect(take("Envoys met.", { as: "jsonl" })).toMatchObject([
      { kind: "refused", place: "line 1", reason: "not JSON" },
    ]);
  });
});

describe("the format", () => {
  test("is told by the content", () => {
    expect(story("Envoys met in Oslo.").format).toBe("wire");
    expect(story('{"text":"Envoys met in Oslo."}').format).toBe("jsonl");
    expect(story("<p>Envoys met in Oslo.</p><p>They agreed to talk.</p>").format).toBe("article");
    expect(story("Q: Who?\n\nA: They.").format).toBe("briefing");
    expect(story("<<< Envoys met in Oslo").format).toBe("wire");
  });

  test("can be forced", () => {
    expect(story("Q: Who?\n\nA: They.", { as: "wire" }).format).toBe("wire");
    expect(story("Envoys met in Oslo.", { as: "briefing" }).format).toBe("briefing");
    expect(story("<p>Q: Who?</p><p>A: They.</p>", { as: "article" }).format).toBe("article");
    expect(story('{"text":"Envoys met in Oslo."}', { as: "wire" }).text).toBe('{"text":"Envoys met in Oslo."}');
  });
});

describe("any input", () => {
  const PIECE = fc.oneof(
    fc.constantFrom(
      "id X_1\n",
      "date 2024-01-29 ",
      "date 2024-13-45\n",
      "OSLO, Nov. 3 (AP) -- ",
      "OSLO, ",
      "(Reuters) - ",
      "by Karin Lund\n",
      "URGENT: ",
      "///\n",
      "Q: ",
      "\nA: ",
      "Gao Wenli: ",
      "Press Conference on January 15, 2024\n",
      "Enditem",
      "(Reporting by ",
      "\n\n",
      "\n",
      " -- ",
      "_",
      "<p>",
      "</p>",
      "<div>",
      "</div>",
      "<html>",
      "<title>",
      "<h1>",
      "<script>",
      "<!--",
      "&amp;",
      "&#x110000;",
      "<a href='",
      "<meta charset=utf-16>",
      '{"id":',
      '"text":"',
      '"}',
      "\ufeff",
      "\0",
      "\u202e",
      "\ud800",
      "\udc00",
      "é",
      "中",
      "مرحبا",
    ),
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.stringMatching(/^[A-Z][a-z]{0,6} $/),
  );

  test("gives a sound story or a reason, the same each time", () => {
    fc.assert(
      fc.property(fc.array(PIECE, { maxLength: 40 }), (pieces) => {
        const taken = take(pieces.join(""));
        for (const one of taken) {
          if (one.kind === "story") expectSound(one.story);
          else expect(one.reason).not.toBe("");
        }
        expect(take(pieces.join(""))).toEqual(taken);
      }),
      { numRuns: 400 },
    );
  });

  test("bytes too, in every format", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(undefined, "wire", "briefing", "article", "jsonl" as const),
        (bytes, as) => {
          for (const one of takeIn(bytes, as === undefined ? {} : { as }))
            if (one.kind === "story") expectSound(one.story);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("a line of a million characters is read", () => {
    for (const line of [
      "word ".repeat(200_000),
      "OSLO, ".repeat(160_000),
      "a: ".repeat(330_000),
      "(".repeat(1_000_000),
    ])
      expectSound(story(line));
    expectSound(story(`<html>${"<x ".repeat(300_000)}`.concat("<p>Envoys met.</p>")));
  });
});

test("the tables that intake carries are those of the lexicon", () => {
  for (const [name, rows] of Object.entries(TABLES))
    expect(rowLines(readFileSync(new URL(`../../lexicon/intake/${name}.tsv`, import.meta.url), "utf8"))).toEqual(rows);
});
