/**
 * The calendar: points of it at every grain a TIMEX3 value has, their days, and their neighbours.
 * Proleptic Gregorian, weeks by ISO 8601. No clock is asked.
 */

/** Year, half, quarter, season, month, week, weekend, day, decade, century. */
export type Grain = "Y" | "H" | "Q" | "S" | "M" | "W" | "WE" | "D" | "E" | "C";

/** A point of the calendar. `n` is the month, quarter, half, season (1 spring … 4 winter) or week; `d` the day of the month. */
export interface Point {
  readonly grain: Grain;
  readonly y: number;
  readonly n: number;
  readonly d: number;
}

export const SEASONS = ["SP", "SU", "FA", "WI"] as const;
/** The first month of each season; winter runs into the next year. */
const SEASON_MONTH = [3, 6, 9, 12] as const;

export function point(grain: Grain, y: number, n = 0, d = 0): Point {
  return { grain, y, n, d };
}

/** Days from 1970-01-01 (Hinnant's algorithm for civil dates). */
export function dayNumber(y: number, m: number, d: number): number {
  const shifted = m <= 2 ? y - 1 : y;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The day so many days from 1970-01-01. */
export function dayOf(number: number): Point {
  const z = number + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const m = month + (month < 10 ? 3 : -9);
  const d = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  return point("D", yearOfEra + era * 400 + (m <= 2 ? 1 : 0), m, d);
}

/** 1 Monday … 7 Sunday. */
export function weekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

export function daysInMonth(y: number, m: number): number {
  return m === 12 ? 31 : dayNumber(y, m + 1, 1) - dayNumber(y, m, 1);
}

/** The ISO week of a day. */
export function weekOf(number: number): Point {
  const thursday = number - weekday(number) + 4;
  const y = dayOf(thursday).y;
  return point("W", y, Math.floor((thursday - dayNumber(y, 1, 1)) / 7) + 1);
}

/** First day of an ISO week. */
function weekStart(y: number, week: number): number {
  const fourth = dayNumber(y, 1, 4);
  return fourth - weekday(fourth) + 1 + (week - 1) * 7;
}

/** Western Easter Sunday (the anonymous Gregorian algorithm). */
export function easter(y: number): number {
  const a = y % 19;
  const b = Math.floor(y / 100);
  const c = y % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const q = h + l - 7 * m + 114;
  return dayNumber(y, Math.floor(q / 31), (q % 31) + 1);
}

/** First and last day of a point, as day numbers. */
export function daysOf(p: Point): readonly [number, number] {
  switch (p.grain) {
    case "D": {
      const day = dayNumber(p.y, p.n, p.d);
      return [day, day];
    }
    case "W":
    case "WE": {
      const monday = weekStart(p.y, p.n);
      return [p.grain === "W" ? monday : monday + 5, monday + 6];
    }
    case "M":
      return months(p.y, p.n, 1);
    case "Q":
      return months(p.y, p.n * 3 - 2, 3);
    case "H":
      return months(p.y, p.n * 6 - 5, 6);
    case "S":
      return months(p.y, SEASON_MONTH[p.n - 1] ?? 3, 3);
    case "Y":
      return months(p.y, 1, 12);
    case "E":
      return months(p.y, 1, 120);
    case "C":
      return months(p.y, 1, 1200);
  }
}

function months(y: number, m: number, count: number): readonly [number, number] {
  const after = y * 12 + m - 1 + count;
  return [dayNumber(y, m, 1), dayNumber(Math.floor(after / 12), (after % 12) + 1, 1) - 1];
}

/** The point of a grain that a day lies in. */
export function at(grain: Grain, number: number): Point {
  const { y, n: m, d } = dayOf(number);
  switch (grain) {
    case "D":
      return point("D", y, m, d);
    case "W":
      return weekOf(number);
    case "WE": {
      const week = weekOf(number);
      return point("WE", week.y, week.n);
    }
    case "M":
      return point("M", y, m);
    case "Q":
      return point("Q", y, Math.ceil(m / 3));
    case "H":
      return point("H", y, m <= 6 ? 1 : 2);
    case "S":
      return m <= 2 ? point("S", y - 1, 4) : point("S", y, Math.floor(m / 3));
    case "Y":
      return point("Y", y);
    case "E":
      return point("E", Math.floor(y / 10) * 10);
    case "C":
      return point("C", Math.floor(y / 100) * 100);
  }
}

/** The point of the same grain so many steps away. */
export function step(p: Point, by: number): Point {
  switch (p.grain) {
    case "D":
      return dayOf(dayNumber(p.y, p.n, p.d) + by);
    case "W":
    case "WE":
      return at(p.grain, weekStart(p.y, p.n) + by * 7);
    case "M":
      return cyclic(p, 12, by);
    case "Q":
    case "S":
      return cyclic(p, 4, by);
    case "H":
      return cyclic(p, 2, by);
    case "Y":
      return point("Y", p.y + by);
    case "E":
      return point("E", p.y + by * 10);
    case "C":
      return point("C", p.y + by * 100);
  }
}

function cyclic(p: Point, size: number, by: number): Point {
  const index = p.y * size + p.n - 1 + by;
  return point(p.grain, Math.floor(index / size), (((index % size) + size) % size) + 1);
}

/** A TIMEX3 value: `2024-01-29`, `2024-W05`, `1989-Q3`, `1998-SU`, `196`. */
export function timexValue(p: Point): string {
  const y = String(p.y).padStart(4, "0");
  switch (p.grain) {
    case "D":
      return `${y}-${two(p.n)}-${two(p.d)}`;
    case "W":
      return `${y}-W${two(p.n)}`;
    case "WE":
      return `${y}-W${two(p.n)}-WE`;
    case "M":
      return `${y}-${two(p.n)}`;
    case "Q":
      return `${y}-Q${p.n}`;
    case "H":
      return `${y}-H${p.n}`;
    case "S":
      return `${y}-${SEASONS[p.n - 1] ?? "SP"}`;
    case "Y":
      return y;
    case "E":
      return y.slice(0, 3);
    case "C":
      return y.slice(0, 2);
  }
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

/** Whether year, month and day name a day that exists, between the years 1 and 9999. */
export function isDay(y: number, m: number, d: number): boolean {
  return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m);
}

/** Reads a story's date, `2024-01-29`, `2024-01` or `2024`. Null where it is none. */
export function readDate(value: string | null): Point | null {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value ?? "");
  if (!parts) return null;
  const y = Number(parts[1]);
  if (parts[2] === undefined) return point("Y", y);
  const m = Number(parts[2]);
  if (!isDay(y, m, 1)) return null;
  if (parts[3] === undefined) return point("M", y, m);
  return isDay(y, m, Number(parts[3])) ? point("D", y, m, Number(parts[3])) : null;
}
