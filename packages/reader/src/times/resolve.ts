import {
  at,
  dayNumber,
  dayOf,
  daysInMonth,
  daysOf,
  easter,
  type Grain,
  isDay,
  type Point,
  point,
  SEASONS,
  step,
  timexValue,
  weekday,
  weekOf,
} from "./calendar.ts";
import type { OffsetShape, PointShape, Shape, SpanShape, Unit } from "./grammar.ts";
import { spanValue } from "./grammar.ts";
import type { Direction } from "./tense.ts";
import { pointOfDate } from "./words.ts";

/** What lies around a time expression. */
export interface Surroundings {
  /** The story's date, as fine as it is known; null where the story has none. */
  now: Point | null;
  /** The time last spoken of. */
  then: Point | null;
  /** The quarter last spoken of, which earnings stories keep in mind. */
  quarter: Point | null;
  /** Asked only where it matters. */
  direction(): Direction;
  /** Whether the expression stands behind an amount ("$5 a year"), so that it is a rate. */
  isRate(): boolean;
}

/** The meaning of a time expression: TIMEX3's type and value, and its days where it has a place in the calendar. */
export interface Meaning {
  type: "DATE" | "TIME" | "DURATION" | "SET";
  value: string | null;
  quant: string | null;
  freq: string | null;
  /** Day numbers, both inclusive. */
  from: number | null;
  to: number | null;
  beginPoint: string | null;
  endPoint: string | null;
  /** The point it is, for what is told from it later. */
  point: Point | null;
}

function meaning(type: Meaning["type"], value: string | null, p: Point | null = null): Meaning {
  const days = p ? daysOf(p) : null;
  return {
    type,
    value,
    quant: null,
    freq: null,
    from: days?.[0] ?? null,
    to: days?.[1] ?? null,
    beginPoint: null,
    endPoint: null,
    point: p,
  };
}

/** Lays the calendar beside a shape. Relative times of a story without a date have a null value. */
export function resolve(shape: Shape, around: Surroundings): Meaning {
  switch (shape.kind) {
    case "ref":
      return meaning("DATE", shape.value);
    case "set":
      return { ...meaning("SET", shape.value), quant: shape.quant, freq: shape.freq };
    case "span":
      return resolveSpan(shape, around);
    case "offset":
      return resolveOffset(shape, around);
    case "point":
      return resolvePoint(shape, around);
  }
}

function resolveSpan({ count, unit, reach, article, bare }: SpanShape, around: Surroundings): Meaning {
  const value = spanValue(count, unit);
  if (article && around.isRate()) return meaning("SET", value);
  // "in recent years"
  if (bare && reach < 0 && unit === "Y") return meaning("DATE", "PAST_REF");
  const told = meaning("DURATION", value);
  const now = around.now?.grain === "D" ? daysOf(around.now)[0] : null;
  if (reach === 0 || now === null || count === null) return told;
  const other = moved(now, unit, count * reach);
  if (other === null) return told;
  const edge = timexValue(dayOf(other));
  const today = timexValue(dayOf(now));
  return reach < 0
    ? { ...told, from: other, to: now, beginPoint: edge, endPoint: today }
    : { ...told, from: now, to: other, beginPoint: today, endPoint: edge };
}

/** The day so many units from a day; null for units below the day and outside the years 1 to 9999. */
function moved(day: number, unit: Unit, by: number): number | null {
  const months = MONTHS[unit];
  if (months !== undefined) {
    const { y, n: m, d } = dayOf(day);
    const index = y * 12 + m - 1 + Math.round(months * by);
    const year = Math.floor(index / 12);
    if (year < 1 || year > 9999) return null;
    const month = (((index % 12) + 12) % 12) + 1;
    return dayNumber(year, month, Math.min(d, daysInMonth(year, month)));
  }
  const days = DAYS[unit];
  if (days === undefined) return null;
  const other = day + Math.round(days * by);
  const { y } = dayOf(other);
  return y >= 1 && y <= 9999 ? other : null;
}

const MONTHS: { readonly [U in Unit]?: number } = { M: 1, Q: 3, Y: 12, E: 120, C: 1200, L: 12000 };
const DAYS: { readonly [U in Unit]?: number } = { D: 1, NI: 1, W: 7, "2W": 14, WE: 7 };

function resolveOffset({ count, unit, direction, from }: OffsetShape, around: Surroundings): Meaning {
  if (count === null || unit === "TS" || unit === "TM" || unit === "TH") {
    if (from === "then") return meaning("DURATION", spanValue(count, unit));
    return meaning("DATE", direction < 0 ? "PAST_REF" : "FUTURE_REF");
  }
  // "a year earlier" in a story of earnings is the same quarter of the year before.
  // "$5 million last year, up from $4 million a year earlier": both are told from now.
  const thisYear = current("Y", around.now);
  const aside = direction < 0 && around.then?.grain === "Y" && thisYear && around.then.y >= thisYear.y - 1;
  const base = from === "now" || aside ? around.now : (around.then ?? (direction < 0 ? around.now : null));
  if (unit === "Y" && count === 1 && direction < 0 && around.quarter) return dated(step(around.quarter, -4));
  if (!base) return meaning("DATE", null);
  const grain = GRAIN[unit];
  if (!grain) return meaning("DATE", null);
  const fine = daysOf(base);
  if (!covers(base, grain)) {
    // A date known to the month tells no day.
    return meaning("DATE", null);
  }
  const other = moved(fine[0], unit, count * direction);
  return other === null ? meaning("DATE", null) : dated(at(grain, other));
}

/** The grain of what lies so many units away. */
const GRAIN: { readonly [U in Unit]?: Grain } = {
  D: "D",
  NI: "D",
  W: "W",
  "2W": "W",
  WE: "WE",
  M: "M",
  Q: "Q",
  Y: "Y",
  E: "Y",
  C: "Y",
  L: "Y",
};

/** Whether a point tells which point of a grain it lies in. */
function covers(p: Point, grain: Grain): boolean {
  const [from, to] = daysOf(p);
  return timexValue(at(grain, from)) === timexValue(at(grain, to));
}

/** The point of a grain that now lies in; null where there is no date, or one too coarse. */
function current(grain: Grain, now: Point | null): Point | null {
  return now && covers(now, grain) ? at(grain, daysOf(now)[0]) : null;
}

function dated(p: Point): Meaning {
  return p.y >= 1 && p.y <= 9999 ? meaning("DATE", timexValue(p), p) : meaning("DATE", null);
}

function resolvePoint(p: PointShape, around: Surroundings): Meaning {
  if (p.ended && p.unit === "Y") return meaning("DURATION", "P1Y");
  const whole = pointOf(p, around);
  if (whole && p.dayTo !== undefined && isDay(whole.y, whole.n, p.dayTo)) {
    const end = point("D", whole.y, whole.n, p.dayTo);
    return { ...dated(whole), to: daysOf(end)[1], beginPoint: timexValue(whole), endPoint: timexValue(end) };
  }
  if (p.part === undefined && p.clock === undefined) return whole ? dated(whole) : meaning("DATE", null);
  const day = whole ?? dayOfPart(p, around);
  if (day?.grain !== "D" || day.y < 1 || day.y > 9999) return meaning("TIME", null);
  const tail =
    p.clock !== undefined
      ? `T${two(Math.floor(p.clock / 60))}:${two(p.clock % 60)}`
      : p.part?.startsWith("T")
        ? p.part
        : `T${p.part}`;
  return { ...meaning("TIME", `${timexValue(day)}${tail}`, day) };
}

/** The day of a part of it that names none: "this morning", "last night", "5 p.m." */
function dayOfPart(p: PointShape, { now, then }: Surroundings): Point | null {
  const today = current("D", now);
  if (p.weekday || p.month || p.days !== undefined || p.date) return null;
  if (p.after !== undefined) return then?.grain === "D" ? step(then, p.after) : null;
  if (p.shift === -1) return today && step(today, -1);
  if (p.shift === 1) return today && step(today, 1);
  if (p.shift === 0) return today;
  return then?.grain === "D" ? then : today;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

function pointOf(p: PointShape, around: Surroundings): Point | null {
  const { now } = around;
  if (p.date !== undefined) return pointOfDate(p.date);
  if (p.days !== undefined) {
    const today = current("D", now);
    return today && step(today, p.days);
  }
  const thisYear = current("Y", now);
  const year = p.year ?? (p.yearShift !== undefined && thisYear ? thisYear.y + p.yearShift : undefined);
  if (p.unit === "W" && p.month !== undefined && p.day !== undefined) {
    const day = monthDay(p, year, around);
    return day && weekOf(daysOf(day)[0]);
  }
  if (p.month !== undefined && p.day !== undefined) return monthDay(p, year, around);
  if (p.month !== undefined) return named(p, year, around, (y) => point("M", y, p.month));
  if (p.holiday !== undefined) {
    const rule = p.holiday;
    return named(p, year, around, (y) => holiday(rule, y));
  }
  if (p.season !== undefined) {
    const n = SEASONS.indexOf(p.season as (typeof SEASONS)[number]) + 1;
    return named(p, year, around, (y) => point("S", y, n));
  }
  if (p.quarter !== undefined) {
    const q = named(p, year, around, (y) => point("Q", y, p.quarter));
    return q && p.yearEarlier ? step(q, -4) : q;
  }
  if (p.half !== undefined) {
    if (year === undefined && p.shift === undefined) return thisYear && point("H", thisYear.y, p.half);
    return named(p, year, around, (y) => point("H", y, p.half));
  }
  if (p.weekday !== undefined) return weekdayOf(p, p.weekday, around);
  if (p.decade !== undefined) {
    const y = Number(p.decade);
    if (y >= 1000) return point("E", y);
    // "the '80s": the one last begun.
    const century = Math.floor((thisYear?.y ?? 2000) / 100) * 100;
    return point("E", century + y <= (thisYear?.y ?? 2000) ? century + y : century - 100 + y);
  }
  if (p.century !== undefined) return point("C", (p.century - 1) * 100);
  if (p.unit !== undefined) return unitOf(p, p.unit, year, around);
  if (year !== undefined) return point("Y", year);
  if (p.yearEarlier) return around.quarter ? step(around.quarter, -4) : thisYear && step(thisYear, -1);
  return null;
}

/** "last week", "this year", "the quarter", "the same day", "the year-earlier period". */
function unitOf(p: PointShape, unit: Unit | "period", year: number | undefined, around: Surroundings): Point | null {
  const { now, then } = around;
  const lastQuarter = () => {
    const here = current("Q", now);
    const past = around.quarter && here && daysOf(around.quarter)[0] < daysOf(here)[0];
    return around.quarter && (past || !p.latest) ? around.quarter : here && step(here, -1);
  };
  if (unit === "period" || unit === "Q") {
    if (p.ended?.month) {
      // The quarter that most of the three months before it lie in.
      const end = nearest((y) => (isDay(y, p.ended?.month ?? 0, 1) ? point("M", y, p.ended?.month) : null), around);
      return end && at("Q", daysOf(end)[0] - 30);
    }
    let told: Point | null;
    if (year !== undefined) {
      const q = lastQuarter();
      return q ? point("Q", year, q.n) : point("Y", year);
    }
    if (p.after !== undefined) told = lastQuarter() && step(lastQuarter() as Point, p.after);
    else if (p.shift !== undefined && !p.yearEarlier)
      told = current("Q", now) && step(current("Q", now) as Point, p.shift);
    else told = lastQuarter();
    return told && p.yearEarlier ? step(told, -4) : told;
  }
  const grain = GRAIN_OF_CALENDAR[unit];
  if (!grain) return null;
  if (p.after !== undefined) {
    if (!then || !covers(then, grain)) return null;
    return step(at(grain, daysOf(then)[0]), p.after);
  }
  const here = current(grain, now);
  if (!here) return null;
  if (p.yearEarlier) return null;
  if (p.shift !== undefined) return step(here, p.shift);
  if (grain === "WE" && now && weekday(daysOf(now)[0]) < 4) return step(here, -1);
  if (grain === "D" && then?.grain === "D") return then;
  return here;
}

const GRAIN_OF_CALENDAR: { readonly [U in Unit]?: Grain } = {
  D: "D",
  W: "W",
  WE: "WE",
  M: "M",
  Y: "Y",
  E: "E",
  C: "C",
};

/** "Oct. 23": of the year told, or the nearest to the story's date that the tense allows. */
function monthDay(p: PointShape, year: number | undefined, around: Surroundings): Point | null {
  const [m, d] = [p.month ?? 1, p.day ?? 1];
  const make = (y: number) => (isDay(y, m, d) ? point("D", y, m, d) : null);
  if (year !== undefined) return make(year);
  return nearest(make, around);
}

/** A month, season, quarter or holiday: of the year told, "last", "next", or as the tense has it. */
function named(
  p: PointShape,
  year: number | undefined,
  around: Surroundings,
  make: (y: number) => Point | null,
): Point | null {
  if (year !== undefined) return make(year);
  const { now } = around;
  const thisYear = current("Y", now);
  if (!thisYear || !now) return null;
  if (p.after !== undefined && around.then) return make(around.then.y);
  if (p.shift === undefined) return nearest(make, around);
  const here = make(thisYear.y);
  if (!here || p.shift === 0) return here;
  const [from, to] = daysOf(here);
  const [today, until] = daysOf(now);
  if (p.shift < 0) return to < today ? here : make(thisYear.y - 1);
  return from > until ? here : make(thisYear.y + 1);
}

/** The one nearest to the story's date on the side that the tense tells; without a tense, the nearest. */
function nearest(make: (y: number) => Point | null, around: Surroundings): Point | null {
  const thisYear = current("Y", around.now);
  if (!thisYear || !around.now) return null;
  const [today, until] = daysOf(around.now);
  const direction = around.direction();
  let best: Point | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let y = thisYear.y - 4; y <= thisYear.y + 4; y++) {
    const p = make(y);
    if (!p) continue;
    const [from, to] = daysOf(p);
    const distance = to < today ? today - to : from > until ? from - until : 0;
    const side = to < today ? -1 : from > until ? 1 : 0;
    // A tense is outweighed only by much, a day's sooner than a month's: "payable Dec. 1".
    const against = side !== 0 && side === -direction;
    const cost = distance + (against ? weightOfTense(p.grain, direction) : 0);
    if (cost < least) {
      least = cost;
      best = p;
    }
  }
  return best;
}

/** How many days nearer a point on the other side must be to outweigh the tense. A quarter is mostly the nearest one. */
function weightOfTense(grain: Grain, direction: Direction): number {
  if (grain === "D") return 130;
  return direction < 0 ? 300 : grain === "M" ? 260 : 130;
}

/** "Monday": the last one in a report, the next one of a plan; the story's own day where it is that. */
function weekdayOf(p: PointShape, day: number, around: Surroundings): Point | null {
  if (p.after !== undefined && around.then?.grain === "D") {
    const then = daysOf(around.then)[0];
    const ahead = (day - weekday(then) + 7) % 7;
    if (p.after === 0) return dayOf(then + ahead);
    return dayOf(p.after < 0 ? then + (ahead === 0 ? -7 : ahead - 7) : then + (ahead === 0 ? 7 : ahead));
  }
  const today = current("D", around.now);
  if (!today) return null;
  const now = daysOf(today)[0];
  if (p.unit === "W") return dayOf(now - weekday(now) + day + 7 * (p.shift ?? 0));
  const ahead = (day - weekday(now) + 7) % 7;
  if (p.shift === -1) return dayOf(now + (ahead === 0 ? -7 : ahead - 7));
  if (p.shift === 1) return dayOf(now + (ahead === 0 ? 7 : ahead));
  if (p.shift === 0) return dayOf(now + ahead);
  if (ahead === 0) return today;
  return dayOf(around.direction() > 0 ? now + ahead : now + ahead - 7);
}

/** The day of a holiday's rule, as `lexicon/times/holidays.tsv` writes it. */
export function holiday(rule: string, y: number): Point | null {
  const fixed = /^(\d\d)-(\d\d)$/.exec(rule);
  if (fixed) return point("D", y, Number(fixed[1]), Number(fixed[2]));
  const moving = /^easter([+-]\d+)$/.exec(rule);
  if (moving) return dayOf(easter(y) + Number(moving[1]));
  const nth = /^(\d\d)#(-?\d)\/(\d)(\+\d)?$/.exec(rule);
  if (!nth) return null;
  const [m, n, day] = [Number(nth[1]), Number(nth[2]), Number(nth[3])];
  const extra = Number(nth[4] ?? 0);
  if (n < 0) {
    const last = dayNumber(y, m, daysInMonth(y, m));
    return dayOf(last - ((weekday(last) - day + 7) % 7));
  }
  const first = dayNumber(y, m, 1);
  return dayOf(first + ((day - weekday(first) + 7) % 7) + 7 * (n - 1) + extra);
}
