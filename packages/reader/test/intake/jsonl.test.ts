import { describe, expect, test } from "vitest";
import { jsonLines, LARGEST_STORY, type Taken, takeInLine } from "../../src/intake/intake.ts";
import { blocks, story, take } from "./taking.ts";

const TEXT = "  Envoys of Norway and Chile met on Monday to settle a treaty.\n";

describe("JSON Lines", () => {
  test("the text stays as it is, white space included, and the id is the story's", () => {
    const read = story(JSON.stringify({ id: "a-1", date: "2024-01-29", text: TEXT }));
    expect(read).toMatchObject({
      id: "a-1",
      published: "2024-01-29",
      text: TEXT,
      format: "jsonl",
      language: "en",
      sourceId: null,
    });
    expect(blocks(read)).toEqual(["paragraph: Envoys of Norway and Chile met on Monday to settle a treaty."]);
  });

  test("a text with a layout is read by it; the line's own fields win", () => {
    const text = "Envoys meet in Oslo\n\nOSLO, Jan. 29 (Meridian) -- Envoys of Norway met on Monday.";
    expect(
      takeInLine(JSON.stringify({ id: "XIN_ENG_20240129.0001", date: "2024-01-30T08:00:00Z", text }), 1, {}),
    ).toMatchObject({
      story: {
        sourceId: "XIN_ENG_20240129.0001",
        published: "2024-01-30",
        headline: "Envoys meet in Oslo",
        agency: "Meridian",
        dateline: { place: "OSLO", date: "2024-01-29" },
      },
    });
  });

  test("fields that lack are filled", () => {
    expect(story(JSON.stringify({ text: TEXT }), { date: "2020-01-01", agency: "Meridian" })).toMatchObject({
      published: "2020-01-01",
      agency: "Meridian",
      id: expect.stringMatching(/^sha256:/),
    });
  });

  test("a bad line is refused by its number, the others are read", () => {
    const lines = [
      '{"id":1,"text":"Envoys met."}',
      "",
      "{broken",
      '{"id":2}',
      '{"text":""}',
      "[1]",
      '{"text":"a","date":"soon"}',
      '{"id":3,"text":"They left."}',
    ];
    const taken = take(lines.join("\r\n"));
    expect(taken.map((one) => (one.kind === "story" ? one.story.id : `${one.place}: ${one.reason}`))).toEqual([
      "1",
      "line 3: not JSON",
      'line 4: no "text"',
      'line 5: "text" is empty',
      "line 6: not a JSON object",
      'line 7: "date" is no date: soon',
      "3",
    ]);
  });

  test("however the bytes come, the stories are the same", () => {
    const bytes = new TextEncoder().encode(
      Array.from({ length: 20 }, (_, i) => JSON.stringify({ id: `ä${i}`, text: "Türkiye и 中国 👍" })).join("\n"),
    );
    const whole = take(bytes, { as: "jsonl" });
    expect(whole).toHaveLength(20);
    for (const size of [1, 7, 64, 10_000]) {
      const lines = jsonLines({});
      const taken: Taken[] = [];
      for (let at = 0; at < bytes.length; at += size) taken.push(...lines.push(bytes.subarray(at, at + size)));
      taken.push(...lines.end());
      expect(taken).toEqual(whole);
    }
  });

  test("a line too large for a story is refused, and what follows is read", () => {
    const lines = jsonLines({});
    const chunk = new Uint8Array(10_000_000).fill(0x61);
    const taken: Taken[] = [];
    for (let size = 0; size < LARGEST_STORY; size += chunk.length) taken.push(...lines.push(chunk));
    taken.push(...lines.push(new TextEncoder().encode('\n{"id":"b","text":"They left."}')), ...lines.end());
    expect(taken).toMatchObject([
      { kind: "refused", place: "line 1", reason: expect.stringContaining("too large") },
      { story: { id: "b" } },
    ]);
  });
});
