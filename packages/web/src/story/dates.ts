/** Dates as TIMEX3 writes them, told in words. Pure calendar arithmetic; no clock, no time zone. */

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const SEASONS: { [code: string]: string } = { SP: "spring", SU: "summer", FA: "autumn", WI: "winter" };
const DAYPARTS: { [code: string]: string } = {
  MO: "morning",
  MI: "midday",
  AF: "afternoon",
  EV: "evening",
  NI: "night",
};
const UNITS: { [code: string]: string } = {
  Y: "year",
  M: "month",
  W: "week",
  D: "day",
  H: "hour",
  S: "second",
  DE: "decade",
  CE: "century",
  Q: "quarter",
  WE: "weekend",
};

/** `2024-01-29` → `Monday 29 January 2024`, `2024-W05` → `week 5 of 2024`, `P60Y` → `60 years`; what it does not know it returns as it is. */
export function inWords(value: string): string {
  let m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\w{2}|\d\d:\d\d.*))?$/.exec(value);
  if (m) {
    const day = dayNumber(value.slice(0, 10));
    if (day === null) return value;
    const name = `${DAYS[weekday(day)]} ${Number(m[3])} ${MONTHS[Number(m[2]) - 1]} ${m[1]}`;
    if (!m[4]) return name;
    return `${name}, ${DAYPARTS[m[4]] ?? m[4]}`;
  }
  m = /^(\d{4})-(\d\d)$/.exec(value);
  if (m && MONTHS[Number(m[2]) - 1]) return `${MONTHS[Number(m[2]) - 1]} ${m[1]}`;
  m = /^(\d{4})-W(\d\d)(-WE)?$/.exec(value);
  if (m) return `${m[3] ? "the weekend of week" : "week"} ${Number(m[2])} of ${m[1]}`;
  m = /^(\d{4})-Q(\d)$/.exec(value);
  if (m) return `quarter ${m[2]} of ${m[1]}`;
  m = /^(\d{4})-H(\d)$/.exec(value);
  if (m) return `the ${m[2] === "1" ? "first" : "second"} half of ${m[1]}`;
  m = /^(\d{4})-(SP|SU|FA|WI)$/.exec(value);
  if (m) return `${SEASONS[m[2] ?? ""]} ${m[1]}`;
  if (/^\d{3}$/.test(value)) return `the ${value}0s`;
  if (/^\d{2}$/.test(value)) return `the ${Number(value) + 1}${ordinalEnd(Number(value) + 1)} century`;
  if (value === "PRESENT_REF") return "now";
  if (value === "PAST_REF") return "the past, undated";
  if (value === "FUTURE_REF") return "the future, undated";
  m = /^PT?(\d+(?:\.\d+)?|X)(DE|CE|WE|[YMWDHSQ])$/.exec(value);
  if (m) {
    const unit = value.startsWith("PT") && m[2] === "M" ? "minute" : (UNITS[m[2] ?? ""] ?? m[2]);
    if (m[1] === "X") return `some ${unit === "century" ? "centuries" : `${unit}s`}`;
    return `${m[1]} ${m[1] === "1" ? unit : unit === "century" ? "centuries" : `${unit}s`}`;
  }
  return value;
}

/**
 * How a value stands to the story's own date: the step a reader would take to check it.
 * Null where either is not a date or there is nothing to reckon.
 */
export function reckoning(value: string, published: string | null): string | null {
  if (!published) return null;
  const from = dayNumber(published);
  const to = dayNumber(value.slice(0, 10));
  if (from !== null && to !== null && value.length >= 10) {
    const days = to - from;
    if (days === 0) return `the day of the story, ${published}`;
    const apart = `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
    return days < 0 ? `${published} less ${apart}` : `${published} plus ${apart}`;
  }
  const year = /^(\d{4})(?:$|-)/.exec(value);
  const own = /^\d{4}/.exec(published);
  if (year?.[1] && own) {
    const month = /^\d{4}-(\d\d)$/.exec(value);
    if (month) {
      const months = (Number(year[1]) - Number(own[0])) * 12 + Number(month[1]) - Number(published.slice(5, 7));
      if (Number.isNaN(months)) return null;
      if (months === 0) return `the month of the story, ${published}`;
      return `${published.slice(0, 7)} ${months < 0 ? "less" : "plus"} ${Math.abs(months)} ${Math.abs(months) === 1 ? "month" : "months"}`;
    }
    if (value.length > 4) return null;
    const years = Number(year[1]) - Number(own[0]);
    if (years === 0) return `the year of the story, ${published}`;
    return `${own[0]} ${years < 0 ? "less" : "plus"} ${Math.abs(years)} ${Math.abs(years) === 1 ? "year" : "years"}`;
  }
  return null;
}

/** `1` → `1st`. */
export function ordinal(n: number): string {
  return `${n}${ordinalEnd(n)}`;
}

/** `2024-01-29` → `29 Jan 2024`; coarser values in words. */
export function shortDate(value: string): string {
  const m = /^(\d{4})-(\d\d)-(\d\d)/.exec(value);
  return m ? `${Number(m[3])} ${MONTHS[Number(m[2]) - 1]?.slice(0, 3)} ${m[1]}` : inWords(value);
}

function ordinalEnd(n: number): string {
  const tens = n % 100;
  if (tens > 10 && tens < 14) return "th";
  return ["th", "st", "nd", "rd"][n % 10] ?? "th";
}

/** Days since 1970-01-01 of a full date, or null. */
export function dayNumber(date: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / 86_400_000);
}

function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
