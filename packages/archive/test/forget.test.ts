import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Archive,
  addCorrection,
  findActors,
  forgetActor,
  forgetStory,
  getStory,
  knows,
  listCorrections,
  openArchive,
  putRecords,
  searchStatements,
  searchStories,
} from "../src/index.ts";
import { folder, recordOf, type Tale } from "./build.ts";

const at = folder();
let n = 0;
const fresh = (): Archive => openArchive(join(at, `${n++}.chancery`));

/** Whether any of some words stands anywhere in the archive's files, in any case, in UTF-8, or as a term of the index. */
function traces(archive: Archive, words: readonly string[]): string[] {
  const bytes = ["", "-wal", "-shm", "-journal"]
    .map((end) => `${archive.path}${end}`)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file).toString("latin1").toLowerCase())
    .join("\n");
  const found = words.filter((word) => bytes.includes(Buffer.from(word.toLowerCase()).toString("latin1")));
  for (const table of ["story_words", "statement_words"]) {
    archive.db.exec(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', '${table}', 'row')`);
    for (const word of words)
      if (archive.db.prepare("SELECT 1 FROM temp.vocabulary WHERE term = ?").get(word.toLowerCase()))
        found.push(`${table}: ${word}`);
    archive.db.exec("DROP TABLE temp.vocabulary");
  }
  return found;
}

const others = Array.from({ length: 120 }, (_, i) =>
  recordOf({
    id: `other-${i}`,
    agency: "AFP",
    text: `France told China that plan ${i} goes on: ${Array.from({ length: 60 }, (_, j) => `word${(i * 61 + j * 7) % 997}`).join(" ")}.`,
    actors: { France: { kind: "state", country: "FRA" }, China: { kind: "state", country: "CHN" } },
    said: [{ who: "France", words: "goes on" }],
    did: [{ type: "CONSULT", who: ["France"], whom: ["China"], words: "told" }],
  }),
);

const secret: Tale = {
  id: "secretly-known",
  agency: "Zephyrpress",
  sourceId: "Quibble-77",
  headline: "Xylophonist meets Ombudsman",
  text: "The xylophonist Barnabas Quillfeather met the ombudsman of Zanzibaria. “Wombats deserve embassies,” Quillfeather said.",
  actors: {
    "Barnabas Quillfeather": { role: "court xylophonist", country: "TZA" },
    Zanzibaria: { kind: "place" },
    ombudsman: { kind: "government" },
  },
  said: [{ who: "Barnabas Quillfeather", words: "Wombats deserve embassies" }],
  did: [{ type: "CONSULT", who: ["Barnabas Quillfeather"], whom: ["ombudsman"], words: "met" }],
};
const WORDS = ["secretly-known", "Zephyrpress", "Quibble-77", "xylophonist", "Quillfeather", "Zanzibaria", "Wombats"];

describe("forgetting", () => {
  it("leaves no trace of a story in text, index, tallies, free pages or log", () => {
    const archive = fresh();
    putRecords(archive, others.slice(0, 60));
    putRecords(archive, [recordOf(secret)]);
    // A second version, and a judgement of it.
    putRecords(archive, [recordOf({ ...secret, text: `${secret.text} Later corrected.` })]);
    addCorrection(archive, {
      story: "secretly-known",
      entry: "e1",
      verdict: "wrong",
      note: "Wombats!",
      made: "2024-02-01",
    });
    putRecords(archive, others.slice(60));
    expect(traces(archive, WORDS).length).toBeGreaterThan(0);
    const before = archive.db.prepare("SELECT count(*) FROM story").pluck().get();

    expect(forgetStory(archive, "secretly-known")).toEqual({ stories: 1, clean: true });
    expect(traces(archive, WORDS)).toEqual([]);
    expect(archive.db.prepare("SELECT count(*) FROM story").pluck().get()).toBe(Number(before) - 2);
    expect(getStory(archive, "secretly-known")).toBeNull();
    expect(searchStories(archive, { words: "xylophonist" }).rows).toEqual([]);
    expect(listCorrections(archive)).toEqual([]);
    expect(archive.db.pragma("integrity_check", { simple: true })).toBe("ok");

    // It does not come back.
    expect(knows(archive, recordOf(secret).story)).toBe("forgotten");
    expect(putRecords(archive, [recordOf(secret)])).toEqual([{ key: "secretly-known", outcome: "forgotten" }]);
    expect(forgetStory(archive, "never-known")).toBeNull();
    archive.close();
  });

  it("is finished by doing it again, where another process was reading", () => {
    const path = fresh().path;
    const archive = openArchive(path, { timeout: 100 });
    putRecords(archive, [...others.slice(0, 60), recordOf(secret)]);
    const reader = openArchive(path, { readonly: true });
    reader.db.exec("BEGIN");
    expect(searchStories(reader, { words: "xylophonist" }).rows).toHaveLength(1);
    expect(forgetStory(archive, "secretly-known")).toEqual({ stories: 1, clean: false });
    reader.close();
    expect(forgetStory(archive, "secretly-known")).toEqual({ stories: 0, clean: true });
    expect(traces(archive, WORDS)).toEqual([]);
    archive.close();
  });

  it("takes an actor out of every story, in texts that come later too", () => {
    const archive = fresh();
    const story = recordOf({
      ...secret,
      id: "kept",
      headline: "QUILLFEATHER meets Ombudsman",
      text: `${secret.text} France was told of it. QUILLFEATHER left.`,
      actors: { ...secret.actors, France: { kind: "state", country: "FRA" } },
      did: [
        ...(secret.did ?? []),
        { type: "CONSULT", who: ["Barnabas Quillfeather", "France"], whom: ["ombudsman"], words: "told" },
      ],
    });
    putRecords(archive, [...others.slice(0, 30), story]);
    expect(findActors(archive, "quill")).toMatchObject([{ name: "Barnabas Quillfeather", stories: 1 }]);
    expect(forgetActor(archive, "barnabas quillfeather")).toEqual({ stories: 1, clean: true });
    expect(traces(archive, ["Quillfeather", "Barnabas", "Xylophonist-nobody"])).toEqual([]);
    const kept = getStory(archive, "kept")?.record;
    expect(kept?.story.text).toHaveLength(story.story.text.length);
    expect(kept?.story.text).toContain(`The xylophonist ${"█".repeat(21)} met the ombudsman`);
    expect(kept?.statements).toEqual([]);
    // What it did alone is gone; what it did with another is the other's.
    expect(kept?.events.map((event) => event.actors)).toEqual([["a4"]]);
    expect(findActors(archive, "quill")).toEqual([]);

    const later = {
      ...story,
      story: { ...story.story, id: "later", sourceId: null, text: `Again: ${story.story.text}` },
    };
    expect(putRecords(archive, [later])[0]?.outcome).toBe("new");
    expect(traces(archive, ["Quillfeather", "Barnabas"])).toEqual([]);
    expect(searchStatements(archive, { words: "wombats" }).rows).toEqual([]);
    expect(forgetActor(archive, "Nobody Atall")).toBeNull();
  });
});
