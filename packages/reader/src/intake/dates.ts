import type { DateValue } from "../record.ts";

/** A date as it is written; `year` is null where it is left out. */
export interface WrittenDate {
  year: number | null;
  month: number;
  day: number;
  /** Characters it takes. */
  length: number;
}

const MONTH_FIRST = /^([\p{L}]{3,9})\.?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s{1,2}(\d{4})\b)?(?:,\s\d{4}\b)*/u;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?([\p{L}]{3,9})\.?(?:,?\s(\d{4})\b)?/u;
const NUMBERS = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;

/** Reads the date that `text` begins with: "Jan. 29, 2024", "29 January 2024", "2024-01-29"; null where it begins with none. */
export function dateAt(text: string, months: ReadonlyMap<string, number>): WrittenDate | null {
  let m = MONTH_FIRST.exec(text);
  if (m) return written(m[3], months.get((m[1] ?? "").toLowerCase()), m[2], m[0].length);
  m = DAY_FIRST.exec(text);
  if (m) return written(m[3], months.get((m[2] ?? "").toLowerCase()), m[1], m[0].length);
  m = NUMBERS.exec(text);
  return m && written(m[1], Number(m[2]), m[3], m[0].length);
}

function written(
  year: string | undefined,
  month: number | undefined,
  day: string | undefined,
  length: number,
): WrittenDate | null {
  const d = Number(day);
  if (month === undefined || month < 1 || month > 12 || d < 1 || d > daysIn(year ? Number(year) : 2000, month))
    return null;
  return { year: year ? Number(year) : null, month, day: d, length };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `2024-01-29`. */
export function isoDate(year: number, month: number, day: number): DateValue {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * The value of a date as JSON, XML and pages give it: `2024-01-29`, `2024-01-29T08:00:00Z`, `20240129T080000+0000`,
 * `2024-01`, `2024`; null where it is no date.
 */
export function dateValue(given: string): DateValue | null {
  const m = /^\s*(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?![\d])/.exec(given);
  if (!m) return null;
  const [, year = "", month, day] = m;
  if (month === undefined) return year;
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (day === undefined) return `${year}-${month}`;
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) return null;
  return `${year}-${month}-${day}`;
}

/**
 * The year of a date without one in a story of `published` (`2024-01-29`, or a year alone): the year that brings it
 * nearest. Null where the story has no date.
 */
export function yearNear(month: number, published: DateValue | null): number | null {
  if (published === null) return null;
  const year = Number(published.slice(0, 4));
  if (published.length < 7) return year;
  const apart = month - Number(published.slice(5, 7));
  if (apart > 6) return year - 1;
  return apart < -6 ? year + 1 : year;
}
