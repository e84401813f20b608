import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shingles, sketch } from "../src/duplicates.ts";
import { getStory, likeness, listStories, openArchive, putRecords } from "../src/index.ts";
import { folder, recordOf } from "./build.ts";

const at = folder();
let n = 0;

/** Sentences of a made-up dispatch; `seed` makes another one. */
function dispatch(seed: number, sentences = 24): string[] {
  return Array.from({ length: sentences }, (_, i) =>
    Array.from({ length: 12 }, (_, j) => `w${(seed * 7919 + i * 131 + j * 17) % 9973}`).join(" "),
  );
}

const story = (text: string, more = {}) => recordOf({ text, ...more }).story;

describe("duplicates", () => {
  const whole = dispatch(1).join(". ");

  it("are copies, cut copies and lightly edited copies", () => {
    expect(likeness(story(whole), story(whole))).toBe(1);
    expect(likeness(story(whole), story(dispatch(1).slice(0, 4).join(". ")))).toBe(1);
    expect(likeness(story(whole), story(dispatch(1).slice(3).join(". ")))).toBe(1);
    const words = whole.split(" ");
    expect(
      likeness(story(whole), story(words.map((word, i) => (i % 15 === 7 ? "other" : word)).join(" "))),
    ).toBeGreaterThan(0.6);
  });

  it("are not other stories, nor stories that take over the background, nor two from one mould", () => {
    expect(likeness(story(whole), story(dispatch(2).join(". ")))).toBe(0);
    const later = [...dispatch(3, 8), ...dispatch(1).slice(8, 20)].join(". ");
    expect(likeness(story(whole), story(later))).toBe(0);
    const mould = (day: string, ...rates: number[]) =>
      story(
        `The currency of the country hit a new high against the dollar on ${day}, with the central rate at ${rates[0]} to one dollar, breaking the mark of ${rates[1]} for the first time since trading was allowed to move by ${rates[2]} percent a day, the central bank of the country said in a notice on ${day}.`,
      );
    expect(likeness(mould("Monday", 7.84, 7.85, 5.31), mould("Wednesday", 7.83, 7.84, 5.32))).toBe(0);
    expect(likeness(mould("Monday", 7.84, 7.85, 5.31), mould("Monday", 7.84, 7.85, 5.31))).toBe(1);
  });

  it("find their cluster as they arrive, within a fortnight", () => {
    const archive = openArchive(join(at, `${n++}.chancery`));
    const put = (id: string, published: string | null, text: string) =>
      putRecords(archive, [recordOf({ id, published, text, agency: id })]);
    put("a", "2024-01-29", whole);
    put("b", "2024-01-30", dispatch(1).slice(0, 6).join(". "));
    put("other", "2024-01-30", dispatch(2).join(". "));
    put("years-later", "2026-01-30", whole);
    put("undated", null, whole);
    expect(getStory(archive, "b")?.duplicates.map((row) => row.agency)).toEqual(["a"]);
    expect(getStory(archive, "a")?.duplicates.map((row) => row.key)).toEqual(["b"]);
    expect(getStory(archive, "years-later")?.duplicates).toEqual([]);
    expect(listStories(archive, { once: true }).rows).toHaveLength(4);
    archive.close();
  });

  it("take any text, and a sample is the same for the same text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const all = shingles(story(text));
        expect(sketch(all)).toEqual(sketch(shingles(story(text))));
        for (const hash of sketch(all)) expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 31).toBe(true);
        expect(likeness(story(text), story(text))).toBe(all.length === 0 ? 0 : 1);
      }),
    );
  });
});
