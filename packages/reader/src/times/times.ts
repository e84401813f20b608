import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, DateValue, Time } from "../record.ts";
import { Upos, Xpos } from "../syntax/syntax.ts";
import { dayOf, type Point, readDate, timexValue } from "./calendar.ts";
import { type Match, readExpression } from "./grammar.ts";
import { type Meaning, resolve, type Surroundings } from "./resolve.ts";
import { directionAt } from "./tense.ts";
import { type Atoms, atomsOf, openTimeWords, type TimeWords } from "./words.ts";

/** A time expression with what the other rooms need of it. */
export interface TimeReading {
  readonly time: Time;
  /** First and last word. */
  readonly first: number;
  readonly last: number;
  /** The days it covers, `YYYY-MM-DD`, both inclusive; null where it has no place in the calendar. */
  readonly from: DateValue | null;
  readonly to: DateValue | null;
}

export interface TimesRead {
  readonly times: readonly TimeReading[];
  /** Word → index in `times` of the expression it is part of, -1 for none. */
  readonly timeOf: Int32Array;
  readonly abstentions: readonly Abstention[];
}

export type ReadTimes = (doc: Doc) => TimesRead;

/**
 * Makes the room ready: its tables are read from the lexicon once. What it makes reads TIMEX3 expressions by the
 * TimeML 1.2.1 annotation guidelines, left to right, each as long as the grammar allows; values are told from the
 * story's date, from the tense around them and from the times spoken of before.
 */
export function createTimes(lexicon: Lexicon): ReadTimes {
  const words = openTimeWords(lexicon);
  return (doc) => readTimes(doc, words);
}

function readTimes(doc: Doc, words: TimeWords): TimesRead {
  const atoms = atomsOf(doc.tokens, words);
  const times: TimeReading[] = [];
  const abstentions: Abstention[] = [];
  const timeOf = new Int32Array(doc.tokens.count).fill(-1);
  const now = readDate(doc.story.published) ?? readDate(doc.story.dateline?.date ?? null);
  let then: Point | null = null;
  let quarter: Point | null = null;
  for (let a = 0; a < atoms.word.length; a++) {
    if (!isWord(atoms, a)) continue;
    const match = readExpression(atoms.word, a);
    if (!match || !isTime(doc, words, atoms, a, match)) continue;
    const first = atoms.first[a] as number;
    const last = atoms.last[match.next - 1] as number;
    const around: Surroundings = {
      now,
      then,
      quarter,
      direction: () => directionAt(doc, words, first, last),
      isRate: () => isRate(doc, words, first),
    };
    const told = resolve(match.shape, around);
    if (told.point) {
      then = told.point;
      if (told.point.grain === "Q" && tellsOwnQuarter(match) && around.direction() <= 0) quarter = told.point;
    }
    const start = atoms.start[a] as number;
    const end = atoms.end[match.next - 1] as number;
    if (told.value === null)
      abstentions.push({
        kind: "time",
        span: [start, end],
        reason: now ? "what it is told from is not known" : "the story has no date to tell it from",
      });
    for (let i = first; i <= last; i++) timeOf[i] = times.length;
    times.push(reading(told, match, times.length, first, last, start, end));
    a = match.next - 1;
  }
  return { times, timeOf, abstentions };
}

/** "the third quarter" is what the story is about; "the year-ago quarter" is only what it is compared with. */
function tellsOwnQuarter({ shape }: Match): boolean {
  return shape.kind === "point" && !shape.yearEarlier && shape.yearShift === undefined && shape.year === undefined;
}

function isWord(atoms: Atoms, a: number): boolean {
  for (const _ in atoms.word[a]) return true;
  return false;
}

function reading(
  told: Meaning,
  match: Match,
  index: number,
  first: number,
  last: number,
  start: number,
  end: number,
): TimeReading {
  const { type, value, quant, freq, beginPoint, endPoint } = told;
  return {
    time: { id: `t${index + 1}`, start, end, type, value, mod: match.mod, quant, freq, beginPoint, endPoint },
    first,
    last,
    from: dateOf(told.from),
    to: dateOf(told.to),
  };
}

/** A day number as `YYYY-MM-DD`; null outside the years 1 to 9999. */
function dateOf(day: number | null): DateValue | null {
  if (day === null) return null;
  const p = dayOf(day);
  return p.y >= 1 && p.y <= 9999 ? timexValue(p) : null;
}

/** Whether the words around let it be a time: "1,990 people", "$ 1990" and the verb "may" are none. */
function isTime(doc: Doc, words: TimeWords, atoms: Atoms, a: number, { shape, mod, next }: Match): boolean {
  const { syntax, tokens } = doc;
  const first = atoms.first[a] as number;
  const last = atoms.last[next - 1] as number;
  const sentence = tokens.sentenceOf[first];
  const before = first > 0 && tokens.sentenceOf[first - 1] === sentence ? first - 1 : -1;
  const behind = last + 1 < tokens.count && tokens.sentenceOf[last + 1] === sentence ? last + 1 : -1;
  const joint = before < 0 ? undefined : words.forms.get(tokens.form[before] ?? "");
  // "the Year of Culture"
  if (shape.kind === "point" && shape.unit !== undefined && behind >= 0) {
    const of = atoms.word[next]?.of !== undefined && last > first && /^[A-Z]/.test(tokens.form[last] ?? "");
    if (of && /^[A-Z]/.test(tokens.form[behind + 1] ?? "")) return false;
  }
  if (shape.kind === "point" && (next - a === 1 || (mod !== null && next - a === 2))) {
    if (shape.year !== undefined) return isYear(doc, words, shape.year, before, behind);
    const upos = syntax.upos[first] as number;
    if (shape.month !== undefined && (upos === Upos.AUX || upos === Upos.VERB)) return false;
    if (shape.season !== undefined && upos === Upos.VERB) return false;
    // A bare "fall" is a decline, a bare "spring" mostly no season.
    if (shape.season === "FA" && tokens.form[first] === "fall") return false;
    if (shape.season === "SP" && upos !== Upos.NOUN) return false;
  }
  if (shape.kind === "span" && shape.bare) {
    return shape.reach !== 0 || joint?.span !== undefined;
  }
  if (shape.kind === "span" && shape.old) return false;
  if (shape.kind === "span" && shape.count === null && shape.unit === "TS") return false;
  return true;
}

/** Whether four digits are a year: "Resolution 1970", "$ 1990", "1990 percent" and "2000 people" are none. */
function isYear(doc: Doc, words: TimeWords, year: number, before: number, behind: number): boolean {
  const { syntax, tokens } = doc;
  const joint = before < 0 ? undefined : words.forms.get((tokens.form[before] ?? "").toLowerCase());
  if (joint?.numbered !== undefined) return false;
  if (before >= 0 && syntax.upos[before] === Upos.SYM) return false;
  if (
    behind >= 0 &&
    (syntax.upos[behind] === Upos.SYM || words.forms.get(tokens.form[behind] ?? "")?.measure !== undefined)
  )
    return false;
  if (year < 1500 || year > 2100)
    return (
      joint?.in !== undefined || joint?.behind !== undefined || joint?.of !== undefined || joint?.ahead !== undefined
    );
  // "2000 people": a plural noun is counted, but in "2024 marks the end" it is a verb.
  const counted = behind >= 0 && syntax.xpos[behind] === Xpos.NNS && (before < 0 || syntax.upos[before] !== Upos.DET);
  return !counted || syntax.upos[behind + 1] === Upos.DET;
}

/** Whether an amount stands before it: "$5 a year", "four flights a week", "twice a day". */
function isRate(doc: Doc, words: TimeWords, first: number): boolean {
  const { syntax, tokens } = doc;
  const i = first - 1;
  if (i < 0 || tokens.sentenceOf[i] !== tokens.sentenceOf[first]) return false;
  const upos = syntax.upos[i] as number;
  return (
    upos === Upos.NOUN ||
    upos === Upos.NUM ||
    upos === Upos.SYM ||
    words.forms.get(tokens.form[i] ?? "")?.times !== undefined
  );
}
