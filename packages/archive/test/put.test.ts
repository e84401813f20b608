import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { getStory, knows, listStories, openArchive, putRecords } from "../src/index.ts";
import { folder, recordOf, type Tale } from "./build.ts";

const at = folder();
let n = 0;
const fresh = () => openArchive(join(at, `${n++}.chancery`));

const visit: Tale = {
  text: "France's president visited China on Monday. Wang Yi said the visit opened a new page for both countries.",
  published: "2024-01-29",
  headline: "A visit",
  actors: {
    France: { kind: "state", country: "FRA" },
    China: { kind: "state", country: "CHN" },
    "Wang Yi": { country: "CHN" },
  },
  said: [{ who: "Wang Yi", words: "the visit opened a new page for both countries" }],
  did: [{ type: "CONSULT", who: ["France"], whom: ["China"], words: "visited", score: 4 }],
};

describe("putting records in", () => {
  it("gives back the very record, lone surrogates and nulls too", () => {
    const archive = fresh();
    const record = recordOf({ ...visit, text: `${visit.text} \ud800 \0 end` });
    expect(putRecords(archive, [record])).toEqual([{ key: record.story.id, outcome: "new" }]);
    expect(getStory(archive, record.story.id)?.record).toEqual(record);
  });

  it("knows what it has, and doubles nothing", () => {
    const archive = fresh();
    const record = recordOf({ ...visit, id: "1" });
    expect(knows(archive, record.story)).toBeNull();
    putRecords(archive, [record]);
    expect(knows(archive, record.story)).toBe("known");
    expect(putRecords(archive, [record])[0]?.outcome).toBe("known");
    expect(listStories(archive).rows).toHaveLength(1);
  });

  it("takes a batch whole or not at all", () => {
    const archive = fresh();
    const broken = { ...recordOf({ ...visit, id: "2" }), statements: null } as unknown as ReturnType<typeof recordOf>;
    expect(() => putRecords(archive, [recordOf({ ...visit, id: "1" }), broken])).toThrow();
    expect(listStories(archive).rows).toHaveLength(0);
    expect(putRecords(archive, [recordOf({ ...visit, id: "1" })])[0]?.outcome).toBe("new");
  });

  it("lists the newest first, undated last, in pages", () => {
    const archive = fresh();
    const dates = ["2005-11-03", null, "1997-04-01", "2024-01-29", "0850-06-01"];
    putRecords(
      archive,
      dates.map((published, i) =>
        recordOf({ text: `Story number ${i} tells something of its own kind ${i * 7919}.`, id: `${i}`, published }),
      ),
    );
    const first = listStories(archive, { limit: 3 });
    expect(first.rows.map((row) => row.published)).toEqual(["2024-01-29", "2005-11-03", "1997-04-01"]);
    const rest = listStories(archive, { limit: 3, ...(first.next === null ? {} : { before: first.next }) });
    expect(rest.rows.map((row) => row.published)).toEqual(["0850-06-01", null]);
    expect(rest.next).toBeNull();
    expect(listStories(archive, { from: "1997", to: "2005-11" }).rows.map((row) => row.key)).toEqual(["0", "2"]);
  });

  it("keeps a story's versions, the newest counted and searched", () => {
    const archive = fresh();
    putRecords(archive, [recordOf({ ...visit, id: "v" })]);
    const later = `${visit.text} Corrects the day.`;
    expect(putRecords(archive, [recordOf({ ...visit, id: "v", text: later })])[0]?.outcome).toBe("version");
    const story = getStory(archive, "v");
    expect(story?.record.story.text).toBe(later);
    expect(story?.versions.map((version) => version.current)).toEqual([true, false]);
    expect(story?.row.versions).toBe(2);
    expect(listStories(archive).rows).toHaveLength(1);
    const former = getStory(archive, "v", story?.versions[1]?.arrival);
    expect(former?.record.story.text).toBe(visit.text);
    expect(archive.db.prepare("SELECT count(*) FROM event").pluck().get()).toBe(1);
    expect(archive.db.prepare("SELECT year, n FROM year_dyad").raw().all()).toEqual([
      [-1, 1],
      [2024, 1],
    ]);
  });

  it("keeps apart two stories that share nothing but an id", () => {
    const archive = fresh();
    putRecords(archive, [recordOf({ ...visit, id: "1" })]);
    const other = recordOf({
      id: "1",
      text: "An earthquake shook the coast of Peru late on Tuesday and cut roads in the north.",
    });
    expect(putRecords(archive, [other])[0]?.outcome).toBe("new");
    expect(listStories(archive).rows).toHaveLength(2);
  });

  it("takes two versions of a story in one transaction, and finds the words of the newest alone", () => {
    const archive = fresh();
    const version = (id: string, published: string, how: string) =>
      recordOf({
        id,
        published,
        sourceId: "MER-1",
        agency: "Meridian",
        text: `The two governments restored full diplomatic relations on Monday after eleven years without an ambassador ${how}.`,
      });
    putRecords(archive, [version("first", "2024-01-29", "quickly"), version("second", "2024-01-30", "slowly")]);
    expect(getStory(archive, "second")?.versions.map(({ key }) => key)).toEqual(["second", "first"]);
    expect(listStories(archive, { words: "slowly" }).rows.map(({ key }) => key)).toEqual(["second"]);
    expect(listStories(archive, { words: "quickly" }).rows).toEqual([]);
    archive.db.exec("INSERT INTO story_words (story_words, rank) VALUES ('integrity-check', 0)");
  });
});
