import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTimes } from "../../src/times/times.ts";
import { docOf, lexicon } from "../doc-of.ts";

const readTimes = createTimes(lexicon);

/** "words = TYPE value mod", one an expression. */
function times(published: string | null, ...paragraphs: string[]): string[] {
  const doc = docOf(published, ...paragraphs);
  return readTimes(doc).times.map(({ time }) =>
    [doc.story.text.slice(time.start, time.end), "=", time.type, time.value, time.mod]
      .filter((x) => x !== null)
      .join(" "),
  );
}

// A Tuesday.
const DAY = "2023-05-16";

describe("what a time expression is worth against the story's date", () => {
  test.each([
    ["The ministers met Monday in Lima.", ["Monday = DATE 2023-05-15"]],
    ["The ministers will meet on Thursday in Lima.", ["Thursday = DATE 2023-05-18"]],
    ["The court sat on Tuesday.", ["Tuesday = DATE 2023-05-16"]],
    [
      "It was signed last Friday and takes effect next Monday.",
      ["last Friday = DATE 2023-05-12", "next Monday = DATE 2023-05-22"],
    ],
    ["They left yesterday and arrive tomorrow.", ["yesterday = DATE 2023-05-15", "tomorrow = DATE 2023-05-17"]],
    [
      "Exports fell last year, last month and last week.",
      ["last year = DATE 2022", "last month = DATE 2023-04", "last week = DATE 2023-W19"],
    ],
    ["The treaty was signed six decades ago.", ["six decades ago = DATE 1963"]],
    ["Ties were restored in March.", ["March = DATE 2023-03"]],
    ["The envoy will travel to Quito in March.", ["March = DATE 2024-03"]],
    [
      "They met earlier this month and will meet later this year.",
      ["earlier this month = DATE 2023-05 START", "later this year = DATE 2023 END"],
    ],
    [
      "Trade grew in the third quarter of 2021 and in the first half of the year.",
      ["the third quarter of 2021 = DATE 2021-Q3", "the first half of the year = DATE 2023-H1"],
    ],
    [
      "The budget for fiscal 2023 was passed in late April.",
      ["fiscal 2023 = DATE 2023", "late April = DATE 2023-04 END"],
    ],
    ["She retired at the end of 1994.", ["the end of 1994 = DATE 1994 END"]],
    ["The summit opens on Feb. 29, 2024.", ["Feb. 29, 2024 = DATE 2024-02-29"]],
    [
      "The visit, from 3-5 June, was announced on 2023-05-14.",
      ["3-5 June = DATE 2023-06-03", "2023-05-14 = DATE 2023-05-14"],
    ],
    [
      "It was founded in the 1990s, in the mid-1990s or in the '80s.",
      ["the 1990s = DATE 199", "the mid-1990s = DATE 199 MID", "the '80s = DATE 198"],
    ],
    ["Slavery ended in the 19th century.", ["the 19th century = DATE 18"]],
    [
      "Christmas 2019 was quiet, and so was Good Friday.",
      ["Christmas 2019 = DATE 2019-12-25", "Good Friday = DATE 2023-04-07"],
    ],
  ])("%s", (text, expected) => {
    expect(times(DAY, text)).toEqual(expected);
  });
});

describe("stretches, repetitions and parts of the day", () => {
  test.each([
    ["Over the past 60 years, trade has grown.", ["the past 60 years = DURATION P60Y"]],
    [
      "The five-year plan took nearly two decades.",
      ["five-year = DURATION P5Y", "nearly two decades = DURATION P20Y LESS_THAN"],
    ],
    [
      "The talks lasted more than two hours and a half-hour.",
      ["more than two hours = DURATION PT2H MORE_THAN", "half-hour = DURATION PT30M"],
    ],
    ["It took a year and a half, or 18 months.", ["a year and a half = DURATION P1Y6M", "18 months = DURATION P18M"]],
    ["He waited for years and for several weeks.", ["years = DURATION PXY", "several weeks = DURATION PXW"]],
    [
      "They meet daily, every Thursday and every two weeks.",
      ["daily = SET P1D", "every Thursday = SET XXXX-WXX-4", "every two weeks = SET P2W"],
    ],
    ["Ferries leave twice a day.", ["a day = SET P1D"]],
    [
      "She spoke on Monday evening and at 5:30 p.m. on Sunday.",
      ["Monday evening = TIME 2023-05-15TEV", "5:30 p.m. on Sunday = TIME 2023-05-14T17:30"],
    ],
    ["The plane landed at noon.", ["noon = TIME 2023-05-16T12:00"]],
    ["The future is open, and they now agree.", ["The future = DATE FUTURE_REF", "now = DATE PRESENT_REF"]],
  ])("%s", (text, expected) => {
    expect(times(DAY, text)).toEqual(expected);
  });

  test("what reaches up to now says from when", () => {
    const { times: read } = readTimes(docOf(DAY, "Over the past 60 years, trade has grown."));
    expect(read[0]).toMatchObject({ from: "1963-05-16", to: "2023-05-16", time: { beginPoint: "1963-05-16" } });
  });
});

describe("what is told from a time spoken of before", () => {
  test("two days later, the same day, that year", () => {
    expect(
      times(DAY, "He was elected on 3 May 2012. Two days later he resigned. That year no one else was elected."),
    ).toEqual(["3 May 2012 = DATE 2012-05-03", "Two days later = DATE 2012-05-05", "That year = DATE 2012"]);
  });

  test("a year earlier, in a story about a quarter, is the quarter of the year before", () => {
    expect(times("2023-10-20", "Profit fell in the third quarter from $5 million a year earlier.")).toEqual([
      "the third quarter = DATE 2023-Q3",
      "a year earlier = DATE 2022-Q3",
    ]);
  });
});

describe("what is no time", () => {
  test.each([
    "The council adopted Resolution 1970.",
    "About 2000 people may march, and a second group may fall back.",
    "Three-quarters of the oil goes south.",
    "It cost $1990.",
  ])("%s", (text) => {
    expect(times(DAY, text)).toEqual([]);
  });

  test("the Year of Culture is a name", () => {
    expect(times(DAY, "Both sides will hold the Year of Culture.")).toEqual([]);
  });
});

describe("a story without a date", () => {
  test("gives relative times no value and says so, and absolute ones theirs", () => {
    const doc = docOf(null, "They met on Monday, a week after the vote of 4 July 2018, as they had last year.");
    const { times: read, abstentions } = readTimes(doc);
    expect(read.map(({ time }) => time.value)).toEqual([null, "P1W", "2018-07-04", null]);
    expect(abstentions.map(({ span }) => doc.story.text.slice(...span))).toEqual(["Monday", "last year"]);
  });

  test("a date known to the month tells the year, not the day", () => {
    expect(times("2023-05", "They met yesterday and last year.")).toEqual([
      "yesterday = DATE",
      "last year = DATE 2022",
    ]);
  });
});

describe("any text", () => {
  const words = fc.constantFrom(
    ..."the a last next past this 3 1990 12 two hundred first and half of year years week ago earlier Monday March , - 's end quarter fiscal early every night p.m. to or more than mid 99999 0 decade century 31 Feb. Easter".split(
      " ",
    ),
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(words, { maxLength: 60 }).map((list) => list.join(" ")),
  );

  test("expressions stand in order, do not overlap, lie in their words, and have values of TIMEX3", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(DAY, "0001-01-01", "9999-12-31", null), (text, published) => {
        const doc = docOf(published, text);
        const { times: read, timeOf } = readTimes(doc);
        let end = 0;
        for (const [t, { time, first, last, from, to }] of read.entries()) {
          expect(time.start).toBeGreaterThanOrEqual(end);
          expect(time.end).toBeGreaterThan(time.start);
          end = time.end;
          expect(doc.tokens.start[first]).toBeLessThanOrEqual(time.start);
          expect(doc.tokens.end[last]).toBeGreaterThanOrEqual(time.end);
          expect(timeOf[last]).toBeGreaterThanOrEqual(t);
          if (time.value !== null)
            expect(time.value).toMatch(
              /^(PAST_REF|PRESENT_REF|FUTURE_REF|P(T?[\dX.]+[SMHDWQY])+(T[\dX]+[HMS])?|[\dX]{2,4}(-[\dXWQHEFASPUI]+)*(T.+)?)$/,
            );
          if (from !== null && to !== null) expect(from <= to).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("endless numbers and fillers take no more than a line of work each", () => {
    for (const unit of ["one hundred ", "the full ", "fiscal ", "Monday, ", "2 1/2 ", "last ", "a year and "]) {
      const doc = docOf(DAY, unit.repeat(800));
      expect(readTimes(doc).timeOf.length).toBe(doc.tokens.count);
    }
  });
});
