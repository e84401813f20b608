import type { DateValue } from "@chancery/reader";

/**
 * Days, months and the ids made of them. A day is the number of days since 1 January of the year 1 (proleptic Gregorian),
 * a month is `yyyymm`; `yyyy00` is a year whose month is not told, 0 is no date at all.
 */

const DAY = 86_400_000;
const EPOCH = Date.UTC(1970, 0, 1) - utc(1, 1, 1);

/** What a TIMEX3 date value pins down: its first day and its month code; null for what is no calendar date (`P1D`, `PRESENT_REF`). */
export interface When {
  /** The first day that the value covers. */
  readonly day: number;
  /** `yyyymm`, or `yyyy00` where only the year is told. */
  readonly month: number;
}

/**
 * Reads `2024-01-29`, `2024-01`, `2024`, `2024-W05`, `2024-Q1`, `2024-SU`, `2024-01-29T10:00`. A week is its Monday's
 * month, a quarter or season only its year. Null where nothing is told or the day does not exist.
 */
export function when(value: DateValue | null): When | null {
  if (value === null) return null;
  let known = KNOWN.get(value);
  if (known === undefined) {
    known = readWhen(value);
    if (KNOWN.size >= 4096) KNOWN.clear();
    KNOWN.set(value, known);
  }
  return known;
}

/** Values that were read lately: a batch of stories has few dates. */
const KNOWN = new Map<DateValue, When | null>();

function readWhen(value: DateValue): When | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2})|-[A-Z0-9X-]{1,6})?(?:T.{0,20})?$/.exec(value);
  if (!parts) return null;
  const year = Number(parts[1]);
  if (year === 0) return null;
  if (parts[4] !== undefined) {
    const monday = mondayOfWeek(year, Number(parts[4]));
    return { day: monday, month: monthOfDay(monday) };
  }
  const month = Number(parts[2] ?? 0);
  if (month === 0) return { day: dayOf(year, 1, 1), month: year * 100 };
  if (month > 12) return null;
  const date = parts[3] === undefined ? 1 : Number(parts[3]);
  if (date < 1 || date > daysInMonth(year, month)) return null;
  return { day: dayOf(year, month, date), month: year * 100 + month };
}

/** The day number of a calendar date. */
export function dayOf(year: number, month: number, date: number): number {
  return Math.round((utc(year, month, date) + EPOCH) / DAY) + 1;
}

/** `2024-01-29` of a day number. */
export function dateOfDay(day: number): string {
  const date = new Date((day - 1) * DAY - EPOCH);
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** `yyyymm` of a day number. */
export function monthOfDay(day: number): number {
  const date = new Date((day - 1) * DAY - EPOCH);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}

/** `2024-01` of a month code, `2024` where only the year is told, null for no date. */
export function monthName(month: number): string | null {
  if (month === 0) return null;
  const year = String(Math.floor(month / 100)).padStart(4, "0");
  return month % 100 === 0 ? year : `${year}-${two(month % 100)}`;
}

/** The first day after what a date value covers: of `2024-01` 1 February, of `2024` 1 January 2025. Null as `when`. */
export function dayAfter(value: DateValue): number | null {
  const from = when(value);
  if (from === null) return null;
  if (/^\d{4}$/.test(value)) return dayOf(Math.floor(from.month / 100) + 1, 1, 1);
  if (/^\d{4}-\d{2}$/.test(value)) return firstDayOfMonth(nextMonth(from.month));
  return from.day + 1;
}

/** The first day of a month code; of a year without a month its first. */
export function firstDayOfMonth(month: number): number {
  return dayOf(Math.floor(month / 100), Math.max(1, month % 100), 1);
}

/** The month after a month code with a month. */
export function nextMonth(month: number): number {
  return month % 100 === 12 ? month + 89 : month + 1;
}

function utc(year: number, month: number, date: number): number {
  // Date.UTC takes years 0 to 99 for 1900 to 1999.
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  return at.getTime();
}

function daysInMonth(year: number, month: number): number {
  return new Date(utc(year, month + 1, 0)).getUTCDate();
}

/** ISO 8601: the week with the year's first Thursday is the first. */
function mondayOfWeek(year: number, week: number): number {
  const fourth = dayOf(year, 1, 4);
  return fourth - ((fourth + 6) % 7) + (week - 1) * 7;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

// --- ids in the order of dates -----------------------------------------------------------------

/** Rows of one day that a table can hold. */
export const ROWS_A_DAY = 2 ** 20;
/** Ids below this one are of undated rows. */
export const FIRST_DATED = 2 ** 40;

/**
 * The ids that rows of a day take: `[from, to)`. Rows of stories, statements and events are numbered in the order of their
 * dates, so that a range of dates is a range of rows, in the tables as in the full-text index; undated rows come first.
 */
export function idsOfDay(day: number | null): { from: number; to: number } {
  if (day === null) return { from: 1, to: FIRST_DATED };
  const from = FIRST_DATED + day * ROWS_A_DAY;
  return { from, to: from + ROWS_A_DAY };
}

/** The first id of a day. */
export function firstIdOf(day: number): number {
  return idsOfDay(day).from;
}

/** The day of an id; null of an undated row. */
export function dayOfId(id: number): number | null {
  return id < FIRST_DATED ? null : Math.floor((id - FIRST_DATED) / ROWS_A_DAY);
}
