import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  addCorrection,
  beginReread,
  getStory,
  listCorrections,
  listRereads,
  openArchive,
  putRecords,
  removeCorrection,
  searchStatements,
  storiesToReread,
  storyToReread,
  timeline,
} from "../src/index.ts";
import { folder, recordOf, type Tale } from "./build.ts";

const at = folder();
let n = 0;

const tale: Tale = {
  id: "a",
  text: "France praised China. France warned Iran. Iran met China.",
  actors: {
    France: { kind: "state", country: "FRA" },
    China: { kind: "state", country: "CHN" },
    Iran: { kind: "state", country: "IRN" },
  },
  said: [{ who: "France", words: "praised China" }],
  did: [
    { type: "SUPPORT", who: ["France"], whom: ["China"], words: "praised" },
    { type: "ACCUSE", who: ["France"], whom: ["Iran"], words: "warned" },
  ],
};
const better: Tale = {
  ...tale,
  reader: "2",
  said: [],
  did: [
    { type: "SUPPORT", who: ["France"], whom: ["China"], words: "praised" },
    { type: "THREATEN", who: ["France"], whom: ["Iran"], words: "warned" },
    { type: "CONSULT", who: ["Iran", "China"], words: "met" },
  ],
};

describe("a reread", () => {
  it("replaces readings, keeps people's corrections, and tells what changed", () => {
    const archive = openArchive(join(at, `${n++}.chancery`));
    putRecords(archive, [recordOf(tale)]);
    const judged = ["e1", "e2", "s1"].map((entry) =>
      addCorrection(archive, {
        story: "a",
        entry,
        verdict: "correct",
        value: { mode: "x" },
        made: "2024-02-01T00:00:00Z",
      }),
    );
    expect(judged.map((one) => one?.kind)).toEqual(["event", "event", "statement"]);
    expect(addCorrection(archive, { story: "a", entry: "e9", verdict: "wrong", made: "" })).toBeNull();

    const record = recordOf(better);
    const [id = 0, ...others] = storiesToReread(archive, record.reader);
    expect(others).toEqual([]);
    expect(storyToReread(archive, id)).toEqual(recordOf(tale).story);
    const run = beginReread(archive, record.reader, "2024-03-01T00:00:00Z");
    run.replace([{ id, record }]);
    expect(run.changes()).toMatchObject({
      stories: 1,
      changed: 1,
      lists: {
        events: { same: 1, recoded: 1, gained: 1, lost: 0 },
        statements: { same: 0, recoded: 0, gained: 0, lost: 1 },
      },
      types: { "ACCUSE → THREATEN": 1 },
      corrections: { kept: 2, detached: 1 },
      to: record.reader,
    });
    expect(listRereads(archive)).toEqual([{ made: "2024-03-01T00:00:00Z", changes: run.changes() }]);
    expect(storiesToReread(archive, record.reader)).toEqual([]);
    expect(getStory(archive, "a")?.record).toEqual(record);
    expect(searchStatements(archive, { words: "praised" }).rows).toEqual([]);
    expect(timeline(archive, { source: "FRA", target: "IRN" }).total.types).toEqual({ THREATEN: 1 });

    // The corrections stand as they were made, tied to the new entries; the one whose entry is gone is kept.
    expect(listCorrections(archive, { story: "a" }).map(({ entry, reader, value }) => [entry, reader, value])).toEqual([
      [null, "1", { mode: "x" }],
      ["e2", "1", { mode: "x" }],
      ["e1", "1", { mode: "x" }],
    ]);
    expect(listCorrections(archive, { detached: true })).toHaveLength(1);
    expect(removeCorrection(archive, judged[0]?.id ?? 0)).toBe(true);
    expect(removeCorrection(archive, judged[0]?.id ?? 0)).toBe(false);
    archive.close();
  });
});
