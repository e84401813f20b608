import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  at,
  dayNumber,
  dayOf,
  daysOf,
  easter,
  type Grain,
  readDate,
  step,
  timexValue,
  weekday,
} from "../../src/times/calendar.ts";
import { holiday } from "../../src/times/resolve.ts";

const GRAINS: Grain[] = ["Y", "H", "Q", "S", "M", "W", "WE", "D", "E", "C"];
const days = fc.integer({ min: dayNumber(1600, 1, 1), max: dayNumber(2400, 12, 31) });

describe("the calendar", () => {
  test("agrees with the platform's about days and weekdays", () => {
    fc.assert(
      fc.property(days, (number) => {
        const date = new Date(number * 86_400_000);
        const p = dayOf(number);
        expect([p.y, p.n, p.d]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
        expect(dayNumber(p.y, p.n, p.d)).toBe(number);
        expect(weekday(number) % 7).toBe(date.getUTCDay());
      }),
    );
  });

  test("every day lies in the point of each grain made of it, and steps come back", () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...GRAINS), fc.integer({ min: -40, max: 40 }), (number, grain, by) => {
        const p = at(grain, number);
        const [from, to] = daysOf(p);
        if (grain !== "WE") expect(from <= number && number <= to).toBe(true);
        expect(timexValue(step(step(p, by), -by))).toBe(timexValue(p));
        if (by === 1 && grain !== "WE") expect(daysOf(step(p, 1))[0]).toBe(to + 1);
      }),
    );
  });

  test("knows weeks by ISO 8601, Easter and moving holidays", () => {
    expect(timexValue(at("W", dayNumber(2021, 1, 3)))).toBe("2020-W53");
    expect(timexValue(at("W", dayNumber(2024, 12, 30)))).toBe("2025-W01");
    expect(timexValue(dayOf(easter(2024)))).toBe("2024-03-31");
    expect(timexValue(dayOf(easter(1991)))).toBe("1991-03-31");
    expect(holiday("11#4/4", 2023)).toEqual({ grain: "D", y: 2023, n: 11, d: 23 });
    expect(holiday("05#-1/1", 2024)).toEqual({ grain: "D", y: 2024, n: 5, d: 27 });
    expect(holiday("easter-2", 2024)).toEqual({ grain: "D", y: 2024, n: 3, d: 29 });
  });

  test("reads a story's date as fine as it is given, and none that does not exist", () => {
    expect(readDate("2024-02-29")).toEqual({ grain: "D", y: 2024, n: 2, d: 29 });
    expect(readDate("2024-02")?.grain).toBe("M");
    expect(readDate("1987")?.grain).toBe("Y");
    expect(readDate("2023-02-29")).toBeNull();
    expect(readDate("yesterday")).toBeNull();
    expect(readDate(null)).toBeNull();
  });
});
