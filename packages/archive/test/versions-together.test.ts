import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Record } from "@chancery/reader";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Archive, getStory, listStories, openArchive, putRecords } from "../src/index.ts";

let folder: string;
let archive: Archive;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chancery-versions-"));
  archive = openArchive(join(folder, "a.chancery"));
});
afterEach(() => {
  archive.close();
  rmSync(folder, { recursive: true });
});

function version(id: string, published: string, text: string): Record {
  const story = {
    id,
    sourceId: "MER-1",
    format: "wire",
    agency: "Meridian",
    url: null,
    headline: null,
    byline: null,
    published,
    language: "en",
    text,
    dateline: null,
    blocks: [],
  } as const;
  return {
    schema: "chancery/1",
    reader: { version: "0", lexicon: "", model: null },
    story: { ...story, blocks: [] },
    actors: [],
    times: [],
    statements: [],
    events: [],
    ties: [],
    anniversaries: [],
    commitments: [],
    abstentions: [],
  };
}

const BODY =
  "The two governments restored full diplomatic relations on Monday after eleven years without an ambassador in either capital";

it("takes two versions of a story in one transaction, and finds the words of the newest alone", () => {
  putRecords(archive, [
    version("first", "2024-01-29", `${BODY} quickly.`),
    version("second", "2024-01-30", `${BODY} slowly.`),
  ]);
  expect(getStory(archive, "second")?.versions.map(({ key }) => key)).toEqual(["second", "first"]);
  expect(listStories(archive, { words: "slowly" }).rows.map(({ key }) => key)).toEqual(["second"]);
  expect(listStories(archive, { words: "quickly" }).rows).toEqual([]);
  archive.db.exec("INSERT INTO story_words (story_words, rank) VALUES ('integrity-check', 0)");
});
