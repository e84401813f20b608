import type { DateValue, Span } from "../record.ts";
import type { FoundTie } from "./found.ts";
import type { Scene } from "./scene.ts";

/** An anniversary as one passage tells it. */
export interface FoundAnniversary {
  /** The tie it is of. */
  readonly of: FoundTie;
  readonly nth: number;
  /** The year, or the day, it falls on. */
  readonly in: DateValue;
  /** The same, so many years before. */
  readonly since: DateValue;
  readonly sentence: Span;
  readonly saidIn: string | null;
  readonly why: string;
  readonly confidence: number;
}

/** How far behind "the 60th anniversary of" what it is of may stand. */
const REACH = 24;

/**
 * Reads the anniversaries of ties: "2024 marks the 60th anniversary of diplomatic ties" makes the tie's year 1964.
 * The year is the one told beside it, and the story's own where none is.
 */
export function findAnniversaries(scene: Scene, ties: readonly FoundTie[]): FoundAnniversary[] {
  const found: FoundAnniversary[] = [];
  for (let i = 0; i < scene.count; i++) {
    if (scene.know(scene.words.words, i)?.anniversary === undefined) continue;
    const nth = ordinalBefore(scene, i);
    if (nth === null) continue;
    const of = tieOf(scene, ties, i);
    if (!of) continue;
    const told = whenTold(scene, i);
    const year = told?.slice(0, 4) ?? scene.doc.story.published?.slice(0, 4);
    if (year === undefined || Number(year) - nth < 1) continue;
    const then = String(Number(year) - nth).padStart(4, "0");
    found.push({
      of,
      nth,
      in: told ?? year,
      since: told ? `${then}${told.slice(4)}` : then,
      sentence: scene.sentence(i),
      saidIn: scene.saidIn(i),
      why: `ties/words: ${scene.form(i - 1)} anniversary, ${told ? `told of ${told}` : "in the story's own year"}`,
      confidence: of.confidence * (told ? 1 : 0.9),
    });
  }
  return found;
}

/** "60th", "60-year", "sixtieth", "one-year" before "anniversary". */
function ordinalBefore(scene: Scene, i: number): number | null {
  for (let k = i - 1; k >= Math.max(scene.from(i), i - 4); k--) {
    const digits = /^(\d{1,3})(st|nd|rd|th)?$/.exec(scene.form(k))?.[1];
    if (digits !== undefined && Number(digits) > 0) return Number(digits);
    const spelled = scene.words.ordinals.get(scene.form(k));
    if (spelled !== undefined) {
      const tens = scene.form(k - 1) === "-" ? (scene.words.tens.get(scene.form(k - 2)) ?? 0) : 0;
      return spelled + tens;
    }
    // "the one-year anniversary"
    const years =
      scene.form(k + 1) === "-" && scene.form(k + 2) === "year" ? scene.words.tens.get(scene.form(k)) : undefined;
    if (years !== undefined) return years;
  }
  return null;
}

/** What the anniversary is of: the nearest tie told behind it in the sentence. */
function tieOf(scene: Scene, ties: readonly FoundTie[], i: number): FoundTie | null {
  let best: FoundTie | null = null;
  for (const tie of ties) {
    if (tie.first > i && tie.first <= i + REACH && tie.last < scene.stop(i) && !anotherBetween(scene, i, tie.first)) {
      if (!best || tie.first < best.first) best = tie;
    }
  }
  return best;
}

/** "the 40th anniversary of the summit and the 60th anniversary of diplomatic ties": the nearer one's. */
function anotherBetween(scene: Scene, i: number, until: number): boolean {
  for (let k = i + 1; k < until; k++) if (scene.know(scene.words.words, k)?.anniversary !== undefined) return true;
  return false;
}

/** The year or day that the words around an anniversary tell: "2024 marks", "this year", "on 27 January". */
function whenTold(scene: Scene, i: number): DateValue | null {
  const { times } = scene;
  let best: string | null = null;
  let least = REACH;
  for (let k = scene.from(i); k < scene.stop(i); k++) {
    const reading = times.times[times.timeOf[k] ?? -1];
    if (!reading || reading.first !== k || reading.time.type !== "DATE") continue;
    const value = reading.time.value;
    if (value === null || !/^\d{4}(-\d\d(-\d\d)?)?$/.test(value)) continue;
    // "Wang said Monday"; and "established in 1964" is the tie's date, not the anniversary's.
    if (scene.endsCue(k - 1)) continue;
    const published = scene.doc.story.published;
    if (published !== null && Number(value.slice(0, 4)) < Number(published.slice(0, 4)) - 1) continue;
    const distance = k < i ? i - k : (k - i) * 2;
    if (distance < least) {
      least = distance;
      best = value;
    }
  }
  return best;
}
