import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, inWords, ordinal, reckoning, shortDate } from "../src/story/dates.ts";

describe("dates in words", () => {
  it.each([
    ["2024-01-29", "Monday 29 January 2024"],
    ["1964-01-27", "Monday 27 January 1964"],
    ["2024-02", "February 2024"],
    ["2024-W05", "week 5 of 2024"],
    ["2024-Q1", "quarter 1 of 2024"],
    ["2024-SP", "spring 2024"],
    ["196", "the 1960s"],
    ["20", "the 21st century"],
    ["P60Y", "60 years"],
    ["P1D", "1 day"],
    ["PT30M", "30 minutes"],
    ["PXM", "some months"],
    ["PRESENT_REF", "now"],
    ["2024-01-29TMO", "Monday 29 January 2024, morning"],
    ["2024-13-40", "2024-13-40"],
  ])("%s is %s", (value, words) => expect(inWords(value)).toBe(words));

  it.each([
    ["2024-01-29", "2024-01-29", "the day of the story, 2024-01-29"],
    ["2024-01-27", "2024-01-29", "2024-01-29 less 2 days"],
    ["2024-03-01", "2024-02-28", "2024-02-28 plus 2 days"],
    ["1964", "2024-01-29", "2024 less 60 years"],
    ["2023-12", "2024-01-29", "2024-01 less 1 month"],
    ["P60Y", "2024-01-29", null],
    ["2024-01-29", null, null],
  ])("%s told on %s is %s", (value, published, step) => expect(reckoning(value, published)).toBe(step));

  it("never throws, whatever the value", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, published) => {
        inWords(value);
        shortDate(value);
        reckoning(value, published);
        dayNumber(value);
      }),
    );
  });

  it("counts ordinals as English does", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 60, 101, 111].map(ordinal)).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "13th",
      "21st",
      "22nd",
      "60th",
      "101st",
      "111th",
    ]);
  });
});
