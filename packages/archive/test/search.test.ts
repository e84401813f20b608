import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Archive,
  matchOf,
  openArchive,
  putRecords,
  type Snippet,
  searchStatements,
  searchStories,
} from "../src/index.ts";
import { folder, recordOf } from "./build.ts";

const at = folder();
let n = 0;
const fresh = (): Archive => openArchive(join(at, `${n++}.chancery`));

function filled(): Archive {
  const archive = fresh();
  putRecords(archive, [
    recordOf({
      id: "one",
      published: "2018-05-03",
      agency: "AFP",
      headline: "Ties with France",
      text: "BEIJING — China's foreign minister Wang Yi said the partnership with France would grow. He praised “mutual respect and trust”.",
      actors: {
        "Wang Yi": { country: "CHN", role: "foreign minister" },
        France: { kind: "state", country: "FRA" },
        China: { kind: "state", country: "CHN" },
      },
      said: [
        { who: "Wang Yi", words: "the partnership with France would grow" },
        { who: "Wang Yi", words: "mutual respect and trust" },
      ],
    }),
    recordOf({
      id: "two",
      published: "2024-01-29",
      text: "Stéphane Séjourné said France would respect the agreement and trust its partners. 法国外长访问北京。",
      actors: {
        "Stéphane Séjourné": { country: "FRA", role: "Foreign Minister" },
        France: { kind: "state", country: "FRA" },
      },
      said: [{ who: "Stéphane Séjourné", words: "France would respect the agreement and trust its partners" }],
    }),
    recordOf({
      id: "undated",
      published: null,
      text: "Nobody respects anything.",
      said: [{ who: null, words: "respects anything" }],
    }),
  ]);
  return archive;
}

const keys = (found: { rows: readonly { story: string; statement: string }[] }): string[] =>
  found.rows.map((row) => `${row.story} ${row.statement}`).sort();
const marked = ({ text, marks }: Snippet): string[] => marks.map(([start, end]) => text.slice(start, end));

describe("search of statements", () => {
  const archive = filled();

  it("takes words, phrases, prefixes, NEAR and operators, and marks what matched", () => {
    const search = (words: string) => searchStatements(archive, { words });
    expect(keys(search("respect trust"))).toEqual(["one s2", "two s1"]);
    expect(keys(search('"mutual respect"'))).toEqual(["one s2"]);
    expect(marked(search('"mutual respect"').rows[0]?.snippet as Snippet)).toEqual(["mutual respect"]);
    expect(keys(search("respect*"))).toEqual(["one s2", "two s1", "undated s1"]);
    expect(keys(search("NEAR(agreement partners, 3)"))).toEqual(["two s1"]);
    expect(keys(search("NEAR(france partners, 2)"))).toEqual([]);
    expect(keys(search("respect NOT mutual"))).toEqual(["two s1"]);
    expect(keys(search("(partnership OR agreement) france"))).toEqual(["one s1", "two s1"]);
    expect(keys(search("PARTNERSHIP"))).toEqual(["one s1"]);
    expect(search("…")).toMatchObject({ matches: 0 });
  });

  it("filters by speaker, office, country, what it is about, kind and date", () => {
    const search = (filter: Parameters<typeof searchStatements>[1]) => keys(searchStatements(archive, filter));
    expect(search({ speaker: "wang yi" })).toEqual(["one s1", "one s2"]);
    expect(search({ office: "foreign minister" })).toEqual(["one s1", "one s2", "two s1"]);
    expect(search({ country: "FRA" })).toEqual(["two s1"]);
    expect(search({ country: "CHN", about: "FRA" })).toEqual(["one s1"]);
    expect(search({ words: "respect", from: "2024" })).toEqual(["two s1"]);
    expect(search({ words: "respect*", to: "2018-05" })).toEqual(["one s2"]);
    expect(search({ words: "respect", from: "2018-05-03", to: "2018-05-03" })).toEqual(["one s2"]);
    expect(search({ kind: "direct" })).toEqual([]);
    expect(search({ speaker: searchStatements(archive, { words: "agreement" }).rows[0]?.actor ?? 0 })).toEqual([
      "two s1",
    ]);
  });

  it("pages", () => {
    const first = searchStatements(archive, { words: "respect*", limit: 2 });
    expect(first).toMatchObject({ matches: 3, exact: true, next: 2 });
    const rest = searchStatements(archive, { words: "respect*", limit: 2, offset: first.next ?? 0 });
    expect(rest.next).toBeNull();
    expect([...keys(first), ...keys(rest)].sort()).toEqual(["one s2", "two s1", "undated s1"]);
  });
});

describe("search of stories", () => {
  it("finds words of scripts without spaces, and marks them where they stand", () => {
    const { rows } = searchStories(filled(), { words: "外长" });
    expect(rows.map((row) => row.key)).toEqual(["two"]);
    expect(marked(rows[0]?.snippet as Snippet)).toEqual(["外长"]);
  });
});

describe("what people type", () => {
  it("never fails, and is understood again when quoted", () => {
    const archive = filled();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 80 }),
          fc
            .array(
              fc.constantFrom(
                "NEAR(",
                "(",
                ")",
                '"',
                "AND",
                "OR",
                "NOT",
                "a",
                "b*",
                ",",
                "3",
                "^",
                "-",
                ":",
                "*",
                "法",
              ),
              { maxLength: 30 },
            )
            .map((parts) => parts.join(" ")),
        ),
        (words) => {
          const found = searchStatements(archive, { words });
          expect(found.rows.length).toBeLessThanOrEqual(25);
          searchStories(archive, { words });
        },
      ),
      { numRuns: 400 },
    );
  });

  it("is plain words where it is not well formed", () => {
    expect(matchOf("NOT france")).toBe('"NOT" "france"');
    expect(matchOf("(france")).toBe('"france"');
    expect(matchOf("!!")).toBeNull();
    expect(matchOf(`${"(".repeat(50_000)} x`)).toBe('"x"');
  });
});
