import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLexicon, openLexicon } from "../src/lexicon.ts";

const bytes = compileLexicon([
  { name: "times/units", text: "# a unit a line\nday\tP1D\n\nweek\tP1W\n" },
  { name: "seats", text: "\uFEFFthe Kremlin\tRUS\r\n# the Ely­see\nthe Elysee\tFRA\r\n" },
]);

describe("the compiled lexicon", () => {
  it("holds the rows of its tables without comments", () => {
    const lexicon = openLexicon(bytes);
    expect(lexicon.table("times/units")).toEqual([
      ["day", "P1D"],
      ["week", "P1W"],
    ]);
    expect(lexicon.table("seats")).toEqual([
      ["the Kremlin", "RUS"],
      ["the Elysee", "FRA"],
    ]);
  });

  it("is the same bytes for the same tables in any order", () => {
    const tables = [
      { name: "b", text: "2" },
      { name: "a", text: "1" },
    ];
    expect(compileLexicon(tables)).toEqual(compileLexicon([...tables].reverse()));
  });

  it("puts the user's lines last and tells so in its digest", () => {
    const own = openLexicon(bytes, [{ table: "seats", text: "Foggy Bottom\tUSA\n" }]);
    expect(own.table("seats").at(-1)).toEqual(["Foggy Bottom", "USA"]);
    expect(own.digest).not.toBe(openLexicon(bytes).digest);
  });

  it("finds a row by its first cells as its table has it, whatever the order of the rows", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "b", " ", "é", "-"), minLength: 1, maxLength: 3 });
    const row = fc.tuple(
      cell.map((text) => `x${text}`),
      cell,
      fc.constant("z"),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ([first, second]) => `${first}\t${second}`, maxLength: 30 }),
        fc.boolean(),
        (rows, inOrder) => {
          const lines = rows.map((cells) => cells.join("\t"));
          if (inOrder) lines.sort();
          const find = openLexicon(compileLexicon([{ name: "t", text: lines.join("\n") }])).finder("t");
          for (const [first, second, third] of rows) expect(find(`${first}\t${second}`)).toBe(third);
          expect(find("x")).toBeUndefined();
          expect(find("y\ta")).toBeUndefined();
        },
      ),
    );
    const mine = openLexicon(bytes, [{ table: "seats", text: "the Kremlin\tSUHH\nthe Palace\tPHL" }]).finder("seats");
    expect(["the Kremlin", "the Elysee", "the Palace", "the House"].map(mine)).toEqual([
      "SUHH",
      "FRA",
      "PHL",
      undefined,
    ]);
  });

  it("refuses what it does not know", () => {
    expect(() => openLexicon(new Uint8Array([1, 2, 3]))).toThrow(/damaged/);
    expect(() => openLexicon(bytes, [{ table: "places", text: "x" }])).toThrow(
      /no lexicon table is named "places"; there are seats, times\/units/,
    );
    expect(() => openLexicon(bytes).table("places")).toThrow(/no table "places"/);
  });
});
