import { fullYear, type Word } from "./words.ts";

/** TIMEX3's letters of the units, as `lexicon/times/units.tsv` has them. */
export type Unit = "TS" | "TM" | "TH" | "D" | "NI" | "W" | "2W" | "WE" | "M" | "Q" | "Y" | "E" | "C" | "L";

/** What a time expression says, before a calendar is laid beside it. */
export type Shape = PointShape | OffsetShape | SpanShape | SetShape | RefShape;

/** A point or a stretch of the calendar: "Friday, Oct. 23", "last year's third quarter", "the 1990s", "this morning". */
export interface PointShape {
  kind: "point";
  year?: number;
  /** The year told from now or from the time spoken of: "March last year". */
  yearShift?: number;
  month?: number;
  day?: number;
  /** The last day of "Feb. 1-3". */
  dayTo?: number;
  date?: string;
  weekday?: number;
  season?: string;
  quarter?: number;
  half?: number;
  holiday?: string;
  /** Full ("1990") or short ("90"). */
  decade?: string;
  century?: number;
  /** Days from the story's own: "yesterday". */
  days?: number;
  unit?: Unit | "period";
  /** Which one, from now: -1 last, 0 this, 1 next. */
  shift?: number;
  /** Which one, from the time spoken of before: -1 the previous, 0 the same, 1 the following. */
  after?: number;
  /** "the latest quarter", "the current quarter". */
  latest?: boolean;
  /** Told with "the" alone: "the quarter". */
  the?: boolean;
  /** "the year-earlier quarter". */
  yearEarlier?: boolean;
  fiscal?: boolean;
  /** "the quarter ended Sept. 30", "the year ended March 31": the month and day told behind it. */
  ended?: { month: number; day: number };
  /** MO, AF, EV, NI, or T12:00. */
  part?: string;
  /** Minutes of the day, and whether the minutes were told. */
  clock?: number;
}

/** "six decades ago", "two days later". */
export interface OffsetShape {
  kind: "offset";
  /** Null where it is left open: "several years ago". */
  count: number | null;
  unit: Unit;
  direction: -1 | 1;
  /** Told from now, or from the time spoken of before. */
  from: "now" | "then";
}

/** "three months", "the past 60 years". */
export interface SpanShape {
  kind: "span";
  count: number | null;
  unit: Unit;
  /** -1 up to now, 1 from now on, 0 anywhere. */
  reach: -1 | 0 | 1;
  /** "years", with no number. */
  bare: boolean;
  /** "a year", which behind an amount is "each year". */
  article: boolean;
  /** "five-year". */
  hyphen: boolean;
  /** "five-year-old". */
  old: boolean;
}

/** "every Thursday", "daily". */
export interface SetShape {
  kind: "set";
  value: string;
  quant: string | null;
  freq: string | null;
}

/** "now", "in the future". */
export interface RefShape {
  kind: "ref";
  value: string;
}

export interface Match {
  shape: Shape;
  mod: string | null;
  /** The atom behind the last one. */
  next: number;
}

const NOTHING: Word = {};
/** Words a number may have: a bound on the work that endless ones make. */
const LONGEST_NUMBER = 12;
/** Words between an article and what it belongs to. */
const MOST_FILLERS = 4;
const UNITS_OF_CALENDAR = new Set(["D", "W", "WE", "M", "Q", "Y", "E", "C", "period"]);

/** The longest time expression that begins at atom `i`, or null. */
export function readExpression(words: readonly Word[], i: number): Match | null {
  const w = words[i] ?? NOTHING;
  // A joint or an article begins an expression only with a word of time, or of number, behind it.
  if ((w.the !== undefined || w.a !== undefined) && !leads(words, i + 1) && w.day === undefined) return null;
  if (w.mod !== undefined) {
    const inner = readModified(words, i, w.mod);
    if (inner) return inner;
  }
  return (
    readSet(words, i) ??
    readEdge(words, i) ??
    readQuantityExpression(words, i) ??
    readPointExpression(words, i) ??
    (w.ref !== undefined ? { shape: { kind: "ref", value: w.ref }, mod: null, next: i + 1 } : null)
  );
}

function leads(words: readonly Word[], i: number): boolean {
  for (const _ in words[i] ?? NOTHING) return true;
  return false;
}

/** "about two years ago", "at least the past 18 months", "around Nov. 1". */
function readModified(words: readonly Word[], i: number, mod: string): Match | null {
  const next = words[i + 1] ?? NOTHING;
  // "over", "under", "some" and "about" are mostly prepositions: they modify a number, not "the past year".
  const strict = mod === "MORE_THAN" || mod === "LESS_THAN" || mod === "EQUAL_OR_LESS";
  if (
    strict &&
    (next.the !== undefined || next.reach !== undefined || next.shift !== undefined || next.this !== undefined)
  )
    return null;
  const inner = readQuantityExpression(words, i + 1) ?? (strict ? null : readPointExpression(words, i + 1));
  if (!inner) return null;
  if (inner.shape.kind === "span" && inner.shape.bare) return null;
  if (inner.shape.kind === "point" && !isNamed(inner.shape)) return null;
  return { ...inner, mod: inner.mod ?? mod };
}

function isNamed(p: PointShape): boolean {
  return p.year !== undefined || p.month !== undefined || p.clock !== undefined || p.decade !== undefined;
}

/** "every Thursday", "each year", "every two weeks", "daily", "Mondays". */
function readSet(words: readonly Word[], i: number): Match | null {
  const w = words[i] ?? NOTHING;
  const set = (value: string, next: number, quant: string | null = null, freq: string | null = null): Match => ({
    shape: { kind: "set", value, quant, freq },
    mod: null,
    next,
  });
  if (w.cycle !== undefined) return set(w.cycle, i + 1);
  if (w.weekdays !== undefined) return set(`XXXX-WXX-${w.weekdays}`, i + 1, "EVERY");
  if (w.every === undefined) return null;
  const quant = w.every === "2" ? "EVERY OTHER" : "EVERY";
  const next = words[i + 1] ?? NOTHING;
  if (next.weekday !== undefined) {
    const part = words[i + 2]?.part;
    return part !== undefined
      ? set(`XXXX-WXX-${next.weekday}T${part.replace(/^T/, "")}`, i + 3, quant)
      : set(`XXXX-WXX-${next.weekday}`, i + 2, quant);
  }
  if (next.month !== undefined) return set(`XXXX-${next.month.padStart(2, "0")}`, i + 2, quant);
  if (next.season !== undefined) return set(`XXXX-${next.season}`, i + 2, quant);
  if (next.part !== undefined && next.part.length === 2) return set(`XXXX-XX-XXT${next.part}`, i + 2, quant);
  const quantity =
    readQuantity(words, i + 1) ?? (next.unit !== undefined ? { count: 1, next: i + 1, approx: null } : null);
  const unit = quantity && (words[quantity.next]?.unit ?? words[quantity.next]?.units);
  if (!quantity || unit === undefined || unit === null || quantity.count === null) return null;
  return set(spanValue(quantity.count * (w.every === "2" ? 2 : 1), unit as Unit), quantity.next + 1, quant);
}

/** "the end of 1990", "the beginning of October", "year end", "the year's end", "earlier this month". */
function readEdge(words: readonly Word[], i: number): Match | null {
  let w = words[i] ?? NOTHING;
  if (w.edge !== undefined) {
    const of = words[i + 1]?.of !== undefined ? i + 2 : i + 1;
    const inner = readPointExpression(words, of);
    return inner?.shape.kind === "point" ? { ...inner, mod: w.edge } : null;
  }
  if (w.earlier !== undefined) {
    const skip = words[i + 1]?.in !== undefined ? i + 2 : i + 1;
    const inner = readPointExpression(words, skip);
    const p = inner?.shape;
    if (inner && p?.kind === "point" && (p.shift === 0 || p.after === 0 || p.the || p.days !== undefined || p.weekday))
      return { ...inner, mod: inner.mod ?? w.earlier };
  }
  const the = w.the !== undefined ? 1 : 0;
  w = words[i + the] ?? NOTHING;
  if (w.yearend !== undefined) return yearEnd("Y", i + the + 1);
  if ((w.unit === "Y" || w.unit === "M" || w.unit === "Q" || w.unit === "D") && the + i >= 0) {
    const joint = words[i + the + 1] ?? NOTHING;
    const end = joint.hyphen !== undefined || joint.possessive !== undefined ? i + the + 2 : i + the + 1;
    if (words[end]?.end !== undefined && w.unit !== "D") return yearEnd(w.unit, end + 1);
  }
  return null;
}

function yearEnd(unit: Unit, next: number): Match {
  return { shape: { kind: "point", unit, shift: 0 }, mod: "END", next };
}

interface Quantity {
  count: number | null;
  next: number;
  approx: string | null;
}

/** "two hundred", "12 to 18", "2 1/2", "several", "a", "a few", "half a". */
function readQuantity(words: readonly Word[], i: number): Quantity | null {
  const w = words[i] ?? NOTHING;
  if (w.vague !== undefined) return { count: null, next: i + 1, approx: null };
  if (w.fraction !== undefined) {
    const next = words[i + 1] ?? NOTHING;
    const skip = next.a !== undefined || next.hyphen !== undefined ? i + 2 : i + 1;
    return { count: Number(w.fraction), next: skip, approx: null };
  }
  const number = readNumber(words, i);
  if (number) {
    const joint = words[number.next] ?? NOTHING;
    if (joint.to !== undefined || joint.or !== undefined || joint.hyphen !== undefined) {
      const upper = readNumber(words, number.next + 1);
      if (upper) return { ...number, next: upper.next, approx: "APPROX" };
    }
    return number;
  }
  if (w.a !== undefined) return { count: 1, next: i + 1, approx: null };
  return null;
}

function readNumber(words: readonly Word[], i: number): Quantity | null {
  const first = words[i] ?? NOTHING;
  if (first.number === undefined) return null;
  // "the 1988 quarter", but "2000 years"
  if (first.year !== undefined && words[i + 1]?.units === undefined) return null;
  let total = 0;
  let part = Number(first.number);
  let j = i + 1;
  const spelled = first.digits === undefined;
  for (; j < Math.min(words.length, i + LONGEST_NUMBER); j++) {
    const w = words[j] ?? NOTHING;
    if (w.multiplier !== undefined) {
      const by = Number(w.multiplier);
      if (by >= 1000) {
        total += part * by;
        part = 0;
      } else part *= by;
      continue;
    }
    if (spelled && w.number !== undefined && w.digits === undefined && part % 10 === 0 && Number(w.number) < 10) {
      part += Number(w.number);
      continue;
    }
    // "twenty-four", "two hundred and ten"
    const behind = words[j + 1] ?? NOTHING;
    if (
      spelled &&
      (w.hyphen !== undefined || w.and !== undefined) &&
      behind.number !== undefined &&
      behind.digits === undefined &&
      part > 0 &&
      (w.and === undefined ? part % 10 === 0 && part % 100 !== 0 : part % 100 === 0)
    )
      continue;
    if (w.fraction !== undefined) {
      part += Number(w.fraction);
      continue;
    }
    break;
  }
  return total + part < 1e9 ? { count: total + part, next: j, approx: null } : null;
}

/** "three months", "six decades ago", "the past 60 years", "a year and a half", "the first nine months". */
function readQuantityExpression(words: readonly Word[], i: number): Match | null {
  let j = i;
  let reach: -1 | 0 | 1 = 0;
  let the = false;
  const w = words[i] ?? NOTHING;
  if (w.reach !== undefined) {
    reach = w.reach === "1" ? 1 : -1;
    j++;
  } else if (w.the !== undefined || w.these !== undefined || w.that !== undefined) {
    the = true;
    j++;
    const inner = words[j] ?? NOTHING;
    if (inner.reach !== undefined) {
      reach = inner.reach === "1" ? 1 : -1;
      j++;
    }
  }
  // "the first two years", "the year-earlier nine months", "the 1988 nine months"
  if (
    words[j]?.unit === "Y" &&
    words[j + 1]?.hyphen !== undefined &&
    (words[j + 2]?.ago ?? words[j + 2]?.later) !== undefined
  )
    j += 3;
  if (words[j]?.ordinal !== undefined && words[j]?.unit === undefined) {
    if (words[j + 1]?.number === undefined && words[j + 1]?.vague === undefined && words[j + 1]?.units === undefined)
      return null;
    j++;
  }
  if (words[j]?.mod !== undefined && reach !== 0) j++;
  const quantity = readQuantity(words, j);
  let count: number | null = null;
  let bare = false;
  let approx: string | null = null;
  let k = j;
  let hyphen = false;
  if (quantity) {
    ({ count, next: k, approx } = quantity);
  } else {
    bare = true;
  }
  for (let skipped = 0; skipped < 3; skipped++) {
    const between = words[k] ?? NOTHING;
    if (between.hyphen !== undefined && quantity) hyphen = true;
    else if (between.filler === undefined || between.unit !== undefined) break;
    k++;
  }
  if (words[k]?.fiscal !== undefined) k++;
  const named = words[k] ?? NOTHING;
  const unit = (named.units ?? named.unit) as Unit | undefined;
  if (unit === undefined) return seasonSpan(words, k, count, reach, quantity !== null);
  const plural = named.units !== undefined;
  // "the five-year plan": the article is the plan's.
  if (the && hyphen && reach === 0) return null;
  // "three-quarters", "a quarter of the yield", "a second group"
  if (unit === "Q" && !the && reach === 0 && (hyphen ? plural : count === 1 && words[k + 1]?.of !== undefined))
    return null;
  if (unit === "TS" && w.a !== undefined) return null;
  if (bare && (!plural || (the && reach === 0))) {
    // "the last week" is the week before this one; "the past year" is a stretch.
    if (!(reach !== 0 && named.unit !== undefined && w.reach !== undefined && w.shift === undefined)) return null;
    // "the past year" is the year before in reports, "the past decade" ten years.
    if (unit !== "E" && unit !== "C" && unit !== "TH") return null;
    count = 1;
    bare = false;
    if (isShiftRather(words, i)) return null;
  }
  if (count === null && !bare && !plural && !hyphen) return null;
  if (
    count !== null &&
    count !== 1 &&
    !plural &&
    !hyphen &&
    named.units === undefined &&
    words[k + 1]?.hyphen === undefined
  ) {
    // "five year low" is said for "five-year low".
    if (quantity === null) return null;
  }
  let next = k + 1;
  // "a year and a half", "an hour and 20 minutes"
  if (count !== null && words[next]?.and !== undefined) {
    const half = words[next + 1]?.a !== undefined && words[next + 2]?.fraction !== undefined;
    // "two hours and a half", but "two hours and a half-hour"
    if (half && words[next + 3]?.hyphen === undefined && words[next + 3]?.unit === undefined) {
      count += 0.5;
      next += 3;
    }
  }
  if (words[next]?.or !== undefined && count !== null) {
    const other = readNumber(words, next + 1);
    if (other && (words[other.next]?.units === undefined || words[other.next]?.units === unit)) {
      next = words[other.next]?.units === unit ? other.next + 1 : other.next;
      approx = "APPROX";
    }
  }
  if (words[next]?.aftermod !== undefined) {
    approx = words[next]?.aftermod ?? null;
    next++;
  }
  const old = words[next]?.hyphen !== undefined && words[next + 1]?.old !== undefined;
  if (old) next += 2;
  else if (words[next]?.old !== undefined && !bare) return null;
  else if (words[next]?.hyphen !== undefined && (words[next + 1]?.filler ?? "-") === "") next += 2;
  const behind = words[next] ?? NOTHING;
  if (reach === 0 && !the && !old) {
    if (behind.ago !== undefined) return offset(count, unit, Number(behind.ago), "now", approx, next + 1);
    if (behind.later !== undefined) return offset(count, unit, Number(behind.later), "then", approx, next + 1);
    // "a year-earlier", "a year-ago"
    if (behind.hyphen !== undefined && (words[next + 1]?.ago ?? words[next + 1]?.later) !== undefined) return null;
  }
  return {
    shape: { kind: "span", count, unit, reach, bare, article: w.a !== undefined && count === 1, hyphen, old },
    mod: approx,
    next,
  };
}

/** "the last week" rather than a stretch that ends now. */
function isShiftRather(words: readonly Word[], i: number): boolean {
  return words[i]?.shift !== undefined;
}

/** "the past three summers". */
function seasonSpan(
  words: readonly Word[],
  k: number,
  count: number | null,
  reach: number,
  counted: boolean,
): Match | null {
  const season = words[k]?.seasons;
  if (season === undefined || !counted || count === null || reach === 0) return null;
  return { shape: { kind: "set", value: `XXXX-${season}`, quant: null, freq: null }, mod: null, next: k + 1 };
}

function offset(
  count: number | null,
  unit: Unit,
  direction: number,
  from: "now" | "then",
  mod: string | null,
  next: number,
): Match {
  return { shape: { kind: "offset", count, unit, direction: direction < 0 ? -1 : 1, from }, mod, next };
}

/** "last year", "Friday, Oct. 23", "the third quarter of 1984", "9 a.m. Tuesday", "early next week", "the 1990s". */
function readPointExpression(words: readonly Word[], i: number): Match | null {
  const p: PointShape = { kind: "point" };
  let mod: string | null = null;
  let j = i;
  let w = words[j] ?? NOTHING;
  if (w["part-mod"] !== undefined) {
    mod = w["part-mod"];
    j++;
    if (words[j]?.hyphen !== undefined) j++;
    if (words[j]?.in !== undefined) j++;
    w = words[j] ?? NOTHING;
  }
  if (w.this !== undefined) {
    p.shift = 0;
    j++;
  } else if (w.after !== undefined) {
    p.after = Number(w.after);
    j++;
  } else if (w.that !== undefined) {
    p.after = 0;
    j++;
  } else if (w.shift !== undefined) {
    p.shift = Number(w.shift);
    j++;
  } else if (w.reach !== undefined) {
    // "the next day" is told from the day spoken of.
    if (w.reach === "1" && words[j + 1]?.unit === "D") p.after = 1;
    else if (w.reach === "1" && words[j + 1]?.part !== undefined) p.after = 1;
    else p.shift = Number(w.reach);
    j++;
  } else if (w.the !== undefined) {
    p.the = true;
    j++;
    const inner = words[j] ?? NOTHING;
    if (inner.shift !== undefined && inner.unit === undefined) {
      p.shift = Number(inner.shift);
      p.the = false;
      j++;
    }
  } else if (w.a !== undefined) {
    return null;
  }
  const lead = j > i && mod === null;
  w = words[j] ?? NOTHING;
  if (w["part-mod"] !== undefined && mod === null) {
    mod = w["part-mod"];
    j++;
    if (words[j]?.hyphen !== undefined) j++;
  }
  // "the latest quarter", "the current year", "the full year"
  for (const most = j + MOST_FILLERS; j < most; j++) {
    w = words[j] ?? NOTHING;
    if (w.latest === "current" && p.the) p.shift = 0;
    else if (w.latest !== undefined && p.the) p.latest = true;
    else if (w.fiscal !== undefined) {
      p.fiscal = true;
      if (words[j + 1]?.hyphen !== undefined) j++;
    } else if (!(w.filler !== undefined && lead && w.unit === undefined)) break;
  }
  // "year-earlier", "year-ago"
  if (w.unit === "Y" && words[j + 1]?.hyphen !== undefined) {
    const told = words[j + 2] ?? NOTHING;
    if (told.ago !== undefined || told.later === "-1") {
      p.yearEarlier = true;
      j += 3;
    }
  }
  // "the 1988 quarter"
  if (words[j]?.year !== undefined && p.the) {
    const k = words[j + 1]?.fiscal !== undefined ? j + 2 : j + 1;
    const behind = words[k] ?? NOTHING;
    const ordinal = behind.ordinal !== undefined && partOfYear(words[k + 1]) ? k + 1 : k;
    if (partOfYear(words[ordinal]) || behind.period !== undefined) {
      p.year = Number(words[j]?.year);
      j = k;
    }
  }
  const start = j;
  j = readCore(words, j, p);
  if (j === start) {
    if (p.yearEarlier) return { shape: p, mod, next: j };
    return null;
  }
  // "said that 2024 marks the anniversary": the joint is the clause's.
  if (
    p.year !== undefined &&
    p.month === undefined &&
    (p.after === 0 || p.shift === 0) &&
    words[start]?.year !== undefined
  )
    return null;
  j = readTails(words, j, p);
  if (words[j]?.aftermod !== undefined && p.unit !== undefined) {
    mod ??= words[j]?.aftermod ?? null;
    j++;
  }
  if (
    words[j]?.ended !== undefined &&
    (p.unit === "Y" || p.unit === "Q" || p.unit === "period" || p.quarter !== undefined)
  ) {
    const q: PointShape = { kind: "point" };
    readCore(words, j + 1, q);
    p.ended = { month: q.month ?? 0, day: q.day ?? 28 };
  }
  if (p.the && p.unit === undefined && !tellsWithThe(p)) return null;
  // "the day before the vote" is told from the vote.
  if (p.the && p.unit !== undefined && words[j]?.afterward !== undefined) return null;
  if (p.part !== undefined && !lead && isBarePart(p)) return null;
  return { shape: p, mod, next: j };
}

function partOfYear(w: Word | undefined): boolean {
  return w?.unit === "Q" || w?.half !== undefined;
}

/** "the fall", "the 1990s", "the third quarter", "the weekend", but not "the Monday" of a name. */
function tellsWithThe(p: PointShape): boolean {
  return (
    p.season !== undefined ||
    p.decade !== undefined ||
    p.century !== undefined ||
    p.quarter !== undefined ||
    p.half !== undefined ||
    p.part !== undefined ||
    p.day !== undefined ||
    p.year !== undefined ||
    p.holiday !== undefined ||
    p.weekday !== undefined ||
    p.month !== undefined
  );
}

function isBarePart(p: PointShape): boolean {
  return (
    p.weekday === undefined &&
    p.days === undefined &&
    p.month === undefined &&
    p.date === undefined &&
    p.part?.[0] !== "T" &&
    p.holiday === undefined &&
    p.unit === undefined
  );
}

/** One part of a point into `p`; the atom behind it, or `j` where there is none. */
function readCore(words: readonly Word[], j: number, p: PointShape): number {
  const w = words[j] ?? NOTHING;
  const next = words[j + 1] ?? NOTHING;
  if (w.date !== undefined) {
    p.date = w.date;
    return j + 1;
  }
  const clock = readClock(words, j, p);
  if (clock > j) return clock;
  if (w.day !== undefined) {
    const [days, part] = w.day.split(" ");
    p.days = Number(days);
    if (part !== undefined) p.part = part;
    return j + 1;
  }
  if (w.weekday !== undefined) {
    p.weekday = Number(w.weekday);
    return j + 1;
  }
  if (w.month !== undefined || (w["month-ab"] !== undefined && isDayNumber(next))) {
    p.month = Number(w.month ?? w["month-ab"]);
    if (isDayNumber(next) && !readSpelledYear(words, j + 1)) {
      p.day = Number(next.number ?? next.ordinal);
      const joint = words[j + 2] ?? NOTHING;
      const to = joint.hyphen !== undefined || joint.to !== undefined ? (words[j + 3] ?? NOTHING) : NOTHING;
      const behind = words[j + 4] ?? NOTHING;
      // "Feb. 1-3", "May 24 to 25", but not "May 24 to 25 June" and "from May 24 to 25 days later"
      const free = behind.month === undefined && behind.units === undefined && behind.multiplier === undefined;
      if (isDayNumber(to) && Number(to.number ?? to.ordinal) > p.day && free) {
        p.dayTo = Number(to.number ?? to.ordinal);
        return j + 4;
      }
      return j + 2;
    }
    return j + 1;
  }
  // "29 January", "the 29th of January", "3-5 June", "10 to 15 March"
  if (isDayNumber(w) && !p.month) {
    const to = next.hyphen !== undefined || next.to !== undefined ? (words[j + 2] ?? NOTHING) : NOTHING;
    const until = Number(to.number ?? to.ordinal);
    if (isDayNumber(to) && until > Number(w.number ?? w.ordinal) && words[j + 3]?.month !== undefined) {
      p.day = Number(w.number ?? w.ordinal);
      p.dayTo = until;
      p.month = Number(words[j + 3]?.month);
      return j + 4;
    }
    const k = next.of !== undefined && w.ordinal !== undefined ? j + 2 : j + 1;
    const month = words[k]?.month ?? words[k]?.["month-ab"];
    if (month !== undefined) {
      p.day = Number(w.number ?? w.ordinal);
      p.month = Number(month);
      return k + 1;
    }
  }
  if (w.ordinal !== undefined || w.half !== undefined) {
    // "third-quarter", "the second fiscal quarter", "the last half"
    const n = Number(w.ordinal ?? 0);
    let k = next.hyphen !== undefined ? j + 2 : j + 1;
    if (words[k]?.fiscal !== undefined) {
      p.fiscal = true;
      k++;
    }
    const named = words[k] ?? NOTHING;
    if (w.half !== undefined && p.shift === -1) {
      p.half = 2;
      delete p.shift;
      return j + 1;
    }
    if (named.unit === "Q" && n >= 1 && n <= 4) {
      p.quarter = n;
      return k + 1;
    }
    if (named.half !== undefined && n >= 1 && n <= 2) {
      p.half = n;
      return k + 1;
    }
    if (named.unit === "C" && n >= 1 && n <= 99) {
      p.century = n;
      return k + 1;
    }
    if (w.unit === undefined) return j;
  }
  if (w.year !== undefined) {
    p.year = Number(w.year);
    return j + 1;
  }
  const spelled = readSpelledYear(words, j);
  if (spelled) {
    p.year = spelled.year;
    return spelled.next;
  }
  if (w.decade !== undefined) {
    p.decade = w.decade;
    return j + 1;
  }
  if (w.shortyear !== undefined && p.month !== undefined) {
    p.year = fullYear(Number(w.shortyear), false);
    return j + 1;
  }
  if (w.season !== undefined) {
    p.season = w.season;
    return j + 1;
  }
  if (w.holiday !== undefined) {
    p.holiday = w.holiday;
    return j + 1;
  }
  if (w.part !== undefined) {
    p.part = w.part;
    return j + 1;
  }
  const unit = w.period !== undefined ? "period" : w.unit;
  if (unit !== undefined && UNITS_OF_CALENDAR.has(unit)) {
    // "the year two thousand"
    if (unit === "Y" && p.the) {
      const k = next.of !== undefined ? j + 2 : j + 1;
      const told = words[k]?.year;
      const year = told !== undefined ? { year: Number(told), next: k + 1 } : readSpelledYear(words, k);
      if (year) {
        p.year = year.year;
        return year.next;
      }
    }
    if (p.shift === undefined && p.after === undefined && !p.the && !p.latest && !p.yearEarlier) return j;
    if (unit === "period" && !p.yearEarlier && !p.latest && p.after === undefined && p.year === undefined) return j;
    p.unit = unit as Unit | "period";
    return j + 1;
  }
  return j;
}

function isDayNumber(w: Word): boolean {
  const n = Number(w.ordinal ?? (w.digits !== undefined || w.number !== undefined ? w.number : 0));
  return n >= 1 && n <= 31 && Number.isInteger(n) && w.clock === undefined;
}

/** "nineteen ninety-seven", "two thousand". */
function readSpelledYear(words: readonly Word[], j: number): { year: number; next: number } | null {
  const w = words[j] ?? NOTHING;
  if (w.number === undefined || w.digits !== undefined) return null;
  const head = Number(w.number);
  const behind = words[j + 1] ?? NOTHING;
  if (head === 2 && behind.multiplier === "1000") {
    const rest = words[j + 2]?.and !== undefined ? readNumber(words, j + 3) : null;
    return rest && (rest.count ?? 100) < 100
      ? { year: 2000 + (rest.count ?? 0), next: rest.next }
      : { year: 2000, next: j + 2 };
  }
  if (head < 17 || head > 20 || behind.digits !== undefined) return null;
  const rest = readNumber(words, j + 1);
  if (!rest?.count || rest.count < 10 || rest.count > 99) return null;
  return { year: head * 100 + rest.count, next: rest.next };
}

/** "10:35 a.m.", "5 p.m. EST", "10 in the morning", "0735 GMT". */
function readClock(words: readonly Word[], j: number, p: PointShape): number {
  const w = words[j] ?? NOTHING;
  if (p.clock !== undefined) return j;
  const next = words[j + 1] ?? NOTHING;
  let hour: number;
  let minute = 0;
  let k = j + 1;
  if (w.clock !== undefined) {
    const [h, m] = w.clock.split(":");
    hour = Number(h);
    minute = Number(m ?? 0);
  } else if (w.digits?.length === 4 && next.zone !== undefined) {
    hour = Math.floor(Number(w.digits) / 100);
    minute = Number(w.digits) % 100;
  } else if (
    w.number !== undefined &&
    Number(w.number) <= 24 &&
    (next.meridiem !== undefined || next.zone !== undefined)
  ) {
    hour = Number(w.number);
  } else if (
    w.number !== undefined &&
    Number(w.number) <= 12 &&
    next.in !== undefined &&
    words[j + 2]?.the !== undefined &&
    words[j + 3]?.part !== undefined
  ) {
    hour = Number(w.number);
  } else return j;
  const meridiem = w.meridiem ?? words[k]?.meridiem;
  if (w.meridiem === undefined && words[k]?.meridiem !== undefined) k++;
  if (words[k]?.zone !== undefined) k++;
  if (words[k]?.in !== undefined && words[k + 1]?.the !== undefined && words[k + 2]?.part !== undefined) {
    if (words[k + 2]?.part !== "MO" && hour < 12) hour += 12;
    k += 3;
  } else if (meridiem === "12" && hour < 12) hour += 12;
  else if (meridiem === "0" && hour === 12) hour = 0;
  if (hour > 24 || minute > 59 || !Number.isInteger(hour)) return j;
  p.clock = hour * 60 + minute;
  return k;
}

/** What stands behind the first part and belongs to it: ", 1998", "of last year", "'s third quarter", "morning". */
function readTails(words: readonly Word[], from: number, p: PointShape): number {
  let j = from;
  for (let tails = 0; tails < 4; tails++) {
    const w = words[j] ?? NOTHING;
    const k =
      w.comma !== undefined || w.of !== undefined || w.possessive !== undefined || w.on !== undefined ? j + 1 : j;
    const next = readTail(words, j, k, p);
    if (next === j) break;
    j = next;
  }
  return j;
}

function readTail(words: readonly Word[], j: number, k: number, p: PointShape): number {
  const joint = words[j] ?? NOTHING;
  const glued = k === j;
  let w = words[k] ?? NOTHING;
  const dated = p.month !== undefined && p.day !== undefined;
  const day = dated || p.date !== undefined;
  // A year behind a month, a quarter, a season or a holiday.
  if (p.year === undefined && p.yearShift === undefined && (p.month || p.quarter || p.half || p.season || p.holiday)) {
    const f = w.fiscal !== undefined ? k + 1 : k;
    const year = words[f] ?? NOTHING;
    if (joint.on === undefined && joint.possessive === undefined) {
      if (year.year !== undefined) {
        p.year = Number(year.year);
        return f + 1;
      }
      if (year.shortyear !== undefined && (p.month || p.season)) {
        p.year = fullYear(Number(year.shortyear), false);
        return f + 1;
      }
      const spelled = p.month && !p.day ? readSpelledYear(words, f) : null;
      if (spelled) {
        p.year = spelled.year;
        return spelled.next;
      }
    }
    // "July last year", "the third quarter of this year", "the first half of the year"
    const relative = words[k] ?? NOTHING;
    const shift =
      relative.this !== undefined
        ? 0
        : relative.shift !== undefined
          ? Number(relative.shift)
          : relative.the !== undefined && joint.of !== undefined
            ? 0
            : null;
    const u = words[k + 1]?.fiscal !== undefined || words[k + 1]?.latest !== undefined ? k + 2 : k + 1;
    if (
      shift !== null &&
      words[u]?.unit === "Y" &&
      joint.comma === undefined &&
      joint.possessive === undefined &&
      p.shift === undefined
    ) {
      p.yearShift = shift;
      return u + 1;
    }
    // "the quarter a year ago"
    if (
      glued &&
      relative.a !== undefined &&
      words[k + 1]?.unit === "Y" &&
      words[k + 2]?.ago !== undefined &&
      (p.quarter || p.half)
    ) {
      p.yearShift = -1;
      return k + 3;
    }
  }
  if (glued && p.unit !== undefined && (p.unit === "Q" || p.unit === "period")) {
    if (w.a !== undefined && words[k + 1]?.unit === "Y" && words[k + 2]?.ago !== undefined) {
      p.yearEarlier = true;
      return k + 3;
    }
    if (p.unit === "period" && w.shift !== undefined && words[k + 1]?.unit === "Y") {
      p.yearEarlier = true;
      return k + 2;
    }
    if (p.unit === "period" && (w.a !== undefined || w.the !== undefined)) return j;
  }
  // "last year's third quarter", "this year's first half"
  if (joint.possessive !== undefined && p.unit === "Y" && p.shift !== undefined) {
    const q: PointShape = { kind: "point" };
    const next = readCore(words, w.fiscal !== undefined ? k + 1 : k, q);
    if (q.quarter || q.half || q.season || q.month || q.holiday) {
      Object.assign(p, q);
      p.yearShift = p.shift;
      delete p.unit;
      delete p.shift;
      return next;
    }
    if (words[k]?.unit === "Q") {
      p.unit = "Q";
      p.yearEarlier = p.shift === -1;
      p.shift = 0;
      return k + 1;
    }
    return j;
  }
  // "Friday, Oct. 23"
  if (p.weekday !== undefined && !day && p.month === undefined && (glued || joint.comma !== undefined)) {
    const q: PointShape = { kind: "point" };
    const next = readCore(words, k, q);
    if ((q.month !== undefined && q.day !== undefined) || q.date !== undefined) {
      Object.assign(p, q);
      return next;
    }
    // "Tuesday of last week", "Tuesday last week"
  }
  if (p.weekday !== undefined && p.shift === undefined && joint.possessive === undefined && joint.comma === undefined) {
    const shift = w.this !== undefined ? "0" : w.shift;
    if (shift !== undefined && words[k + 1]?.unit === "W") {
      p.unit = "W";
      p.shift = Number(shift);
      return k + 2;
    }
  }
  // "Friday morning", "yesterday afternoon", "Oct. 23 at noon" (the latter only glued)
  if (glued && p.part === undefined && w.part !== undefined && p.clock === undefined) {
    if (p.weekday !== undefined || p.days !== undefined || day || p.holiday !== undefined) {
      p.part = w.part;
      return j + 1;
    }
  }
  if (
    glued &&
    w["part-mod"] !== undefined &&
    words[k + 1]?.part !== undefined &&
    (p.weekday !== undefined || p.days !== undefined)
  ) {
    p.part = words[k + 1]?.part as string;
    return k + 2;
  }
  // "9 a.m. Tuesday", "noon Saturday", "the morning of Sept. 11", "mid-afternoon yesterday", "10 p.m. on Friday"
  if (
    (p.clock !== undefined || p.part !== undefined) &&
    p.weekday === undefined &&
    !day &&
    p.days === undefined &&
    p.month === undefined
  ) {
    const q: PointShape = { kind: "point" };
    let f = k;
    w = words[f] ?? NOTHING;
    if (w.shift !== undefined || w.this !== undefined) {
      q.shift = w.this !== undefined ? 0 : Number(w.shift);
      f++;
    }
    const next = readCore(words, f, q);
    if (
      q.weekday !== undefined ||
      q.days !== undefined ||
      q.date !== undefined ||
      (q.month !== undefined && q.day !== undefined)
    ) {
      const { clock, part } = p;
      Object.assign(p, q);
      if (clock !== undefined) p.clock = clock;
      if (part !== undefined) p.part = part;
      delete p.the;
      return next;
    }
    if (p.clock !== undefined && q.part !== undefined && glued) {
      return next;
    }
  }
  // "Nov. 6, 5 p.m."
  if (glued && p.clock === undefined && (day || p.weekday !== undefined || p.days !== undefined)) {
    const next = readClock(words, k, p);
    if (next > k) return next;
  }
  // "the week of March 6"
  if (joint.of !== undefined && (p.unit === "W" || p.unit === "WE") && p.month === undefined) {
    const q: PointShape = { kind: "point" };
    const next = readCore(words, k, q);
    if (q.month !== undefined && q.day !== undefined) {
      p.month = q.month;
      p.day = q.day;
      return next;
    }
  }
  return j;
}

/** TIMEX3's value of a stretch: `P3Y`, `PT1H30M`, `PXM`. */
export function spanValue(count: number | null, unit: Unit): string {
  const letter = SPAN_LETTER[unit];
  if (count === null) return unit === "E" || unit === "C" || unit === "L" ? "PXY" : letter.replace("#", "X");
  if (unit === "E" || unit === "C" || unit === "L")
    return `P${round(count * (unit === "E" ? 10 : unit === "C" ? 100 : 1000))}Y`;
  if (unit === "WE") return `P${round(count * 2)}D`;
  if (unit === "2W") return `P${round(count * 2)}W`;
  const whole = Math.floor(count);
  const half = count - whole === 0.5 ? HALF[unit] : undefined;
  if (half === undefined) return letter.replace("#", round(count));
  return whole === 0
    ? `P${half}`
    : `${letter.replace("#", String(whole))}${half.replace(/^T/, letter[1] === "T" ? "" : "T")}`;
}

function round(n: number): string {
  return String(Math.round(n * 100) / 100);
}

const SPAN_LETTER: { readonly [U in Unit]: string } = {
  TS: "PT#S",
  TM: "PT#M",
  TH: "PT#H",
  D: "P#D",
  NI: "P#D",
  W: "P#W",
  "2W": "P#W",
  WE: "P#D",
  M: "P#M",
  Q: "P#Q",
  Y: "P#Y",
  E: "P#Y",
  C: "P#Y",
  L: "P#Y",
};

/** What half of a unit is. */
const HALF: { readonly [U in Unit]?: string } = { TM: "T30S", TH: "T30M", D: "T12H", M: "2W", Y: "6M" };
