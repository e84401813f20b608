import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createReader, type Reader, type Record, readWire, type Span } from "../src/index.ts";

const house = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const fits = new Ajv({ strict: false }).compile<Record>(
  JSON.parse(readFileSync(house("dist/record.schema.json"), "utf8")),
);
const SAMPLES = readdirSync(house("../../samples"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".txt"))
  .sort()
  .map((file) => readFileSync(house(`../../samples/${file}`), "utf8"));

let reader: Reader;
beforeAll(() => {
  reader = createReader({
    model: readFileSync(house("model/model.bin")),
    lexicon: readFileSync(house("dist/lexicon.bin")),
  });
});

/** Reads a text as English, whatever it is, and holds what always holds. */
function read(text: string): Record {
  const record = reader.read({ ...readWire(text), language: "en" });
  if (!fits(record)) throw new Error(`does not fit the schema: ${JSON.stringify(fits.errors?.slice(0, 3))}`);
  hold(record);
  return record;
}

/** Every span lies in the text and holds words; every id that is named is there; nothing is named twice. */
function hold(record: Record): void {
  const { story, actors, times, statements, events, ties, anniversaries, commitments } = record;
  const spans: Span[] = [
    ...actors.flatMap((actor) => actor.mentions),
    ...times.map((time): Span => [time.start, time.end]),
    ...statements.flatMap((statement) =>
      [...statement.content, statement.source, statement.cue, statement.venueSpan].filter((span) => span !== null),
    ),
    ...events.flatMap((event) => [event.trigger, ...event.evidence, ...(event.place ? [event.place.span] : [])]),
    ...[...ties, ...anniversaries].flatMap((entry) => entry.evidence),
    ...commitments.map((commitment) => commitment.what),
  ];
  for (const [start, end] of spans) expect(story.text.slice(start, end).trim(), `[${start}, ${end})`).not.toBe("");
  for (const statement of statements) expect(statement.content.length).toBeGreaterThan(0);
  for (const entry of [...events, ...ties, ...anniversaries]) expect(entry.evidence.length).toBeGreaterThan(0);

  const ids = (entries: readonly { id: string }[]): Set<string> => {
    const set = new Set(entries.map((entry) => entry.id));
    expect(set.size).toBe(entries.length);
    return set;
  };
  const [actorIds, statementIds, tieIds, timeIds] = [ids(actors), ids(statements), ids(ties), ids(times)];
  ids(events);
  ids(commitments);
  const known = (set: Set<string>, id: string | null): void => void (id !== null && expect(set, id).toContain(id));
  for (const s of statements) {
    known(actorIds, s.speaker);
    known(actorIds, s.addressee);
    known(statementIds, s.saidIn);
    expect(s.saidIn).not.toBe(s.id);
    if (typeof s.promptedBy === "string") known(statementIds, s.promptedBy);
  }
  for (const e of events) {
    for (const id of [...e.actors, ...e.recipients]) known(actorIds, id);
    known(statementIds, e.saidIn);
    if (e.date && e.date.from !== "published") known(timeIds, e.date.from);
    expect(e.confidence).toBeGreaterThanOrEqual(0);
    expect(e.confidence).toBeLessThanOrEqual(1);
  }
  for (const t of ties) for (const id of t.parties) known(actorIds, id);
  for (const a of anniversaries) known(tieIds, a.tie);
  for (const c of commitments) for (const id of [...c.by, ...c.with]) known(actorIds, id);
  for (const block of story.blocks) known(actorIds, block.speaker);
}

describe("any text", () => {
  it("is read into a record in which everything holds together", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.lorem({ mode: "sentences" })),
        (text) => void read(text),
      ),
      { numRuns: 150 },
    );
  });

  it("made of pieces of real stories is read as well", () => {
    const sample = fc.constantFrom(...SAMPLES);
    const piece = fc
      .tuple(sample, fc.nat(3000), fc.nat(400))
      .map(([text, from, length]) => text.slice(from, from + length));
    const odd = fc.constantFrom(
      "\u0000",
      "\ud800",
      "\u200f",
      "“",
      '"',
      "\n\n",
      "\n\n\n",
      "  ",
      "’",
      " -- ",
      ".",
      ". . .",
      "(",
      "Q: ",
      "\t",
      "\u00ad",
      "date 2024-01-29 ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, odd), { maxLength: 12 }), (parts) => void read(parts.join(""))),
      { numRuns: 200 },
    );
  });

  it("gives the same record twice, and in a reader of its own", () => {
    const again = createReader({
      model: readFileSync(house("model/model.bin")),
      lexicon: readFileSync(house("dist/lexicon.bin")),
    });
    for (const text of SAMPLES) {
      const first = JSON.stringify(read(text));
      expect(JSON.stringify(read(text))).toBe(first);
      expect(JSON.stringify(again.read({ ...readWire(text), language: "en" }))).toBe(first);
    }
  });

  it.each([
    ["a sentence of 5,000 words", `${"The minister of France and ".repeat(1000)}met.`],
    ["one word of a million letters", "a".repeat(1_000_000)],
    ["a list of names", Array.from({ length: 2000 }, (_, i) => `John Smith${i}`).join(", ")],
    ["brackets that never close", "(“[".repeat(3000)],
    ["capitals alone", `${"FRANCE ATTACKS GERMANY OVER TRADE WITH CHINA ".repeat(50)}.`],
    ["right-to-left text", "قال وزير الخارجية الفرنسي إن بلاده ستعمل مع الصين. ".repeat(40)],
    ["control characters", Array.from({ length: 2000 }, (_, i) => String.fromCharCode(i % 32)).join("")],
    ["nothing but white space", " \n\t\u00a0\u2003\n".repeat(100)],
  ])("%s", (_name, text) => void read(text));
});

const wire = house("../../../shared/data/wire");
describe.skipIf(!existsSync(wire))("real wire stories (../shared)", () => {
  it("are read into records in which everything holds together", () => {
    const files = readdirSync(wire, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".txt"))
      .sort();
    for (const file of files.filter((_, i) => i % 10 === 0)) read(readFileSync(`${wire}/${file}`, "utf8"));
  });
});
