import type { Gold } from "@chancery/archive";
import type { Story } from "@chancery/reader";
import { afterEach, describe, expect, it, vi } from "vitest";
import { asJudged, asRead, goldOf, run } from "../src/gold.ts";
import { shippedReader, storiesOf } from "../src/reader.ts";

const TEXT = `OSLO, March 5, 2019 (Meridian) -- Norway expelled two diplomats of Chad on Tuesday and offered help. "We will visit our friends in June," foreign minister Ada Berg said.`;
const span = (words: string): [number, number] => [TEXT.indexOf(words), TEXT.indexOf(words) + words.length];

const event = (words: string, type: string, verdict: "right" | "wrong" | "correct", value: object | null = null) => ({
  kind: "event" as const,
  span: span(words),
  verdict,
  read: { type, trigger: span(words) },
  value,
  note: null,
});
const story = (...judgements: Gold["judgements"][number][]): Gold => ({
  id: "one",
  published: "2019-03-05",
  text: TEXT,
  reader: { version: "0", lexicon: "", model: null },
  judgements,
});

describe("gold data", () => {
  it("gives precision by type, and recall where a correction tells what should have been read", () => {
    const { figures } = asJudged([
      story(
        event("expelled", "SUPPORT", "right"),
        event("help", "SUPPORT", "wrong"),
        event("visit", "CONSULT", "correct", { type: "AGREE" }),
        event("said", "AGREE", "right"),
      ),
    ]);
    expect(figures).toEqual([
      { kind: "event", type: "all", read: 4, right: 2, expected: 3, found: 2 },
      { kind: "event", type: "SUPPORT", read: 2, right: 1, expected: 1, found: 1 },
      { kind: "event", type: "AGREE", read: 1, right: 1, expected: 2, found: 1 },
      { kind: "event", type: "CONSULT", read: 1, right: 0, expected: 0, found: 0 },
    ]);
  });

  it("measures the reader as it is now on the same words", () => {
    const reader = shippedReader();
    const read = reader.read(storiesOf(JSON.stringify({ id: "one", date: "2019-03-05", text: TEXT }))[0] as Story);
    const expelled = read.events.find(({ trigger }) => TEXT.slice(...trigger).includes("expelled"));
    const type = expelled?.type ?? "";
    const words = TEXT.slice(...(expelled?.trigger ?? [0, 0]));
    expect(words).toContain("expelled");
    const gold = [
      story(
        event(words, type, "right"),
        // Nothing stands on these words any more: a wrong one less, a right one missed.
        event("OSLO", "AID", "wrong"),
        event("Meridian", "AID", "right"),
        event(words, "AID", "correct", { type }),
        event(words, type, "correct", { recipients: ["a1"] }),
        event(words, "AID", "wrong"),
      ),
    ];
    const { figures, undecided } = asRead(gold, (one) => reader.read(one));
    expect(figures).toEqual([
      { kind: "event", type: "all", read: 2, right: 2, expected: 3, found: 2 },
      { kind: "event", type, read: 2, right: 2, expected: 2, found: 2 },
      { kind: "event", type: "AID", read: 0, right: 0, expected: 1, found: 0 },
    ]);
    expect(undecided).toBe(2);
  });

  it("is read line by line, and a line that is none is named", () => {
    expect(goldOf(`${JSON.stringify(story())}\n\n`)).toHaveLength(1);
    expect(() => goldOf(`${JSON.stringify(story())}\n{"id": 1}`)).toThrow("line 2 is no gold data");
    expect(() => goldOf("not JSON")).toThrow("line 1 is no gold data");
  });
});

describe("the figures", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it("are skipped with a line where there is no gold data", async () => {
    vi.stubEnv("CHANCERY_GOLD", "/nowhere/gold.jsonl");
    const told = vi.spyOn(console, "log").mockImplementation(() => {});
    await run();
    expect(told.mock.calls).toEqual([[expect.stringContaining("skipped: /nowhere/gold.jsonl is not there")]]);
  });
});
