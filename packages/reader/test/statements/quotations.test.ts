import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findQuotations } from "../../src/statements/quotations.ts";
import { docOf } from "../doc-of.ts";

/** The texts of the quotations, marks included, an arrow where the next goes on with the same speech. */
function quotations(...paragraphs: string[]): string[] {
  const doc = docOf(null, ...paragraphs);
  const { all } = findQuotations(doc);
  return all.map(
    ({ first, last, continues, closed }) =>
      doc.story.text.slice(doc.tokens.start[first], doc.tokens.end[last]) +
      (closed ? "" : " …") +
      (continues >= 0 ? " →" : ""),
  );
}

describe("quotations", () => {
  test("straight, curly and doubled marks", () => {
    expect(quotations('"We have begun," she said. "It is late."')).toEqual(['"We have begun,"', '"It is late."']);
    expect(quotations("“We have begun,” she said.")).toEqual(["“We have begun,”"]);
    expect(quotations("''We have begun,'' she said.")).toEqual(["''We have begun,''"]);
    expect(quotations("``We have begun,'' she said.")).toEqual(["``We have begun,''"]);
  });

  test("single marks, but no apostrophes", () => {
    expect(quotations("He called it 'a lost year' and left.")).toEqual(["'a lost year'"]);
    expect(quotations("The ministers' talks didn't end; the '90s did.")).toEqual([]);
    expect(quotations("She said: ‘We don’t know.’")).toEqual(["‘We don’t know.’"]);
  });

  test("a quotation within another", () => {
    expect(quotations("“He told me ‘it is over’ and left,” she said.")).toEqual([
      "“He told me ‘it is over’ and left,”",
      "‘it is over’",
    ]);
    expect(quotations("“You hear when “your team” is asked,” he wrote.")).toEqual([
      "“You hear when “your team” is asked,”",
      "“your team”",
    ]);
  });

  test("speech over several paragraphs has an opening mark on each", () => {
    expect(quotations("“The first day was hard.", "“The second was worse.”")).toEqual([
      "“The first day was hard. … →",
      "“The second was worse.”",
    ]);
  });

  test("an unclosed mark ends with its paragraph and goes on in no other", () => {
    expect(quotations('"The first day was hard.', "Nobody came.")).toEqual(['"The first day was hard. …']);
  });

  test("inches are no quotation", () => {
    expect(quotations('The plate is 6" wide and 12" long.')).toEqual([]);
  });

  test("any text: words in range, the outer before the inner, every word's quotation holds it", () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      "''",
      "``",
      "“",
      "”",
      "‘",
      "’",
      " ",
      "\n",
      "a",
      "said ",
      "It is.",
      ", ",
      "(",
      "5",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const doc = docOf(null, pieces.join(""), pieces.reverse().join(""));
        const { all, quotationOf } = findQuotations(doc);
        all.forEach(({ first, last, within, continues }, q) => {
          expect(first).toBeLessThanOrEqual(last);
          expect(last).toBeLessThan(doc.tokens.count);
          expect(within).toBeLessThan(q);
          if (continues >= 0) expect(continues).toBeGreaterThan(q);
        });
        quotationOf.forEach((q, w) => {
          const found = all[q];
          if (found) expect(found.first <= w && w <= found.last).toBe(true);
        });
      }),
    );
  });
});
