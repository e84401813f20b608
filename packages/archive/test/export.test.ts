import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { withDictionary } from "../scripts/data-dictionary.ts";
import { csvLine } from "../src/exports/csv.ts";
import {
  type Archive,
  addCorrection,
  columnsOf,
  EXPORT_KINDS,
  type ExportOptions,
  exportArchive,
  openArchive,
  putRecords,
} from "../src/index.ts";
import { folder, recordOf } from "./build.ts";

const at = folder();
const archive: Archive = openArchive(join(at, "a.chancery"));
putRecords(archive, [
  recordOf({
    id: "one",
    headline: '=HYPERLINK("http://x")',
    text: "France thanked China, Iran and others.\nIt said “=1+1, or so”.",
    actors: {
      France: { kind: "state", country: "FRA", cameo: "FRA" },
      China: { kind: "state", country: "CHN", cameo: "CHN" },
      Iran: { kind: "state", country: "IRN", cameo: "IRN" },
    },
    said: [{ who: "France", words: "=1+1, or so" }],
    did: [{ type: "SUPPORT", who: ["France"], whom: ["China", "Iran"], words: "thanked", score: -2.5 }],
  }),
  recordOf({
    id: "two",
    published: "2023-01-01",
    text: "Japan met Peru in private, unlike all the other words of this text, which differ.",
    actors: { Japan: { kind: "state", country: "JPN" }, Peru: { kind: "state", country: "PER" } },
    did: [{ type: "CONSULT", who: ["Japan", "Peru"], words: "met", aux: ["future"] }],
  }),
]);
addCorrection(archive, { story: "one", entry: "e1", verdict: "correct", value: { type: "AID" }, made: "2024-02-02" });

function exported(options: ExportOptions): Uint8Array {
  return Buffer.concat([...exportArchive(archive, options)]);
}
const text = (options: ExportOptions): string => new TextDecoder().decode(exported(options));

/** RFC 4180. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  rows.pop();
  return rows;
}

describe("an export", () => {
  it("has the same rows in CSV, JSON Lines and Parquet", async () => {
    for (const kind of EXPORT_KINDS) {
      const names = columnsOf(kind).map((column) => column.name);
      expect(new Set(names).size).toBe(names.length);
      const lines = text({ kind, to: "jsonl" })
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { [name: string]: unknown });
      for (const line of lines) expect(Object.keys(line)).toEqual(names);
      const csv = parseCsv(text({ kind, to: "csv" }));
      expect(csv[0]).toEqual(names);
      expect(csv.length - 1).toBe(lines.length);
      const bytes = exported({ kind, to: "parquet" });
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
      const rows = lines.length === 0 ? [] : await parquetReadObjects({ file });
      expect(rows).toEqual(
        lines.map((line) =>
          Object.fromEntries(
            Object.entries(line).map(([name, value]) => {
              const type = columnsOf(kind).find((column) => column.name === name)?.type;
              if (value === null) return [name, null];
              if (type === "whole") return [name, BigInt(value as number)];
              return [name, Array.isArray(value) ? value.join("; ") : value];
            }),
          ),
        ),
      );
    }
  });

  it("tells parties, evidence, and what people found", () => {
    const [later, event] = text({ kind: "events", to: "jsonl" })
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { [name: string]: unknown });
    expect(event).toMatchObject({
      story: "one",
      actors: ["France"],
      recipients: ["China", "Iran"],
      recipient_countries: ["CHN", "IRN"],
      score: -2.5,
      trigger: "thanked",
      verdict: "correct",
      correction: '{"type":"AID"}',
      counted: true,
    });
    expect(later).toMatchObject({ story: "two", aux: ["future"], counted: false, verdict: null });
    expect(
      text({ kind: "events", to: "jsonl", filter: { from: "2024" } })
        .trim()
        .split("\n"),
    ).toHaveLength(1);
    expect(() => exported({ kind: "times", to: "cameo-tsv" })).toThrow(/cannot be written as cameo-tsv/);
  });

  it("writes PLOVER's JSON, PETRARCH's columns and whole records", () => {
    const plover = text({ kind: "events", to: "plover" })
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { event: string });
    expect(plover.map(({ event }) => event)).toEqual(["CONSULT", "SUPPORT"]);
    const tsv = text({ kind: "events", to: "cameo-tsv" })
      .trim()
      .split("\n")
      .map((line) => line.split("\t"));
    expect(tsv.filter((row) => row[1] === "FRA").map((row) => row[2])).toEqual(["CHN", "IRN"]);
    expect(
      text({ kind: "records", to: "jsonl" })
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { story: { id: string } }).story.id),
    ).toEqual(["two", "one"]);
  });
});

describe("CSV", () => {
  it("gives a spreadsheet no formula to run, and leaves numbers alone", () => {
    for (const cell of [
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      " =1",
      "\t=1",
      "\r=1",
      "\n=1",
      "＝1",
      "＋1",
      "－1",
      "＠x",
      "\u200b=1",
      "|calc",
    ]) {
      const [line] = parseCsv(csvLine([cell], ["text"]));
      expect(line).toEqual([`'${cell}`]);
    }
    expect(csvLine([-2.5, 3, true, null], ["number", "whole", "truth", "text"])).toBe("-2.5,3,true,\r\n");
    expect(csvLine([["=a", "b"]], ["list"])).toBe("'=a; b\r\n");
  });

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (cells) => {
        const [row] = parseCsv(
          csvLine(
            cells,
            cells.map(() => "text"),
          ),
        );
        expect(row?.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(
          cells.map((cell) => cell.replaceAll("\0", "\ufffd")),
        );
      }),
    );
  });
});

describe("docs/exports.md", () => {
  it("has the data dictionary as the code has it", () => {
    const page = readFileSync(new URL("../../../docs/exports.md", import.meta.url), "utf8");
    expect(withDictionary(page)).toBe(page);
  });
});
