import type { Lexicon } from "../lexicon.ts";
import type { Tokens } from "../text/tokens.ts";
import { isDay, type Point, point } from "./calendar.ts";

/** What a word can be in a time expression: role → value, as the tables of `lexicon/times/` give them. */
export type Word = { readonly [role: string]: string | undefined };

/** A form of several words. */
interface Phrase {
  readonly rest: readonly string[];
  readonly word: Word;
}

export interface TimeWords {
  /** Form as it stands, in lower case, capitalised or in capitals → its roles. */
  readonly forms: ReadonlyMap<string, Word>;
  /** First word, in lower case → the phrases that begin with it, the longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
}

const NOTHING: Word = {};

/** Opens the tables of times. Throws where one is missing. */
export function openTimeWords(lexicon: Lexicon): TimeWords {
  const forms = new Map<string, { [role: string]: string }>();
  const phrases = new Map<string, { rest: string[]; word: { [role: string]: string } }[]>();
  const add = (form: string, role: string, value: string, flag: string) => {
    const words = form.split(/ |(?=['’]s\b)|(?<=s)(?=['’])/);
    const first = words[0] ?? "";
    if (words.length > 1) {
      const same = phrases.get(first) ?? [];
      phrases.set(first, same);
      const known = same.find((phrase) => phrase.rest.join(" ") === words.slice(1).join(" "));
      if (known) known.word[role] = value;
      else same.push({ rest: words.slice(1), word: { [role]: value } });
      for (const cased of casings(first)) if (!forms.has(cased)) forms.set(cased, {});
      return;
    }
    const shown = casings(form);
    for (const cased of flag === "" ? shown : shown.slice(1)) {
      const known = forms.get(cased) ?? {};
      forms.set(cased, known);
      // An abbreviation without its full stop ("Mar", "Sept") is a month only beside a number.
      known[flag === "Ab" ? `${role}-ab` : role] = value;
    }
  };
  for (const table of ["numbers", "units", "calendar", "words"])
    for (const row of lexicon.table(`times/${table}`)) add(row[0] ?? "", row[1] ?? "", row[2] ?? "", row[3] ?? "");
  for (const row of lexicon.table("times/holidays")) add(row[0] ?? "", "holiday", row[1] ?? "", row[2] ?? "");
  for (const list of phrases.values()) list.sort((a, b) => b.rest.length - a.rest.length);
  return { forms, phrases };
}

function casings(form: string): readonly [string, string, string] {
  return [form, form.slice(0, 1).toUpperCase() + form.slice(1), form.toUpperCase()];
}

/**
 * The words of a story as the grammar of times reads them: phrases of several words are one, "third-quarter" is three,
 * a gap stands between sentences. Parallel arrays.
 */
export interface Atoms {
  readonly word: readonly Word[];
  /** The first and the last word of the story it is made of; -1 for a gap. */
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** Offsets in the story's text. */
  readonly start: readonly number[];
  readonly end: readonly number[];
}

/** Cuts a story into atoms. */
export function atomsOf(tokens: Tokens, { forms, phrases }: TimeWords): Atoms {
  const atoms = {
    word: [] as Word[],
    first: [] as number[],
    last: [] as number[],
    start: [] as number[],
    end: [] as number[],
  };
  const push = (word: Word, first: number, last: number, start: number, end: number) => {
    atoms.word.push(word);
    atoms.first.push(first);
    atoms.last.push(last);
    atoms.start.push(start);
    atoms.end.push(end);
  };
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const stop = tokens.sentenceStart[s + 1] as number;
    let i = tokens.sentenceStart[s] as number;
    while (i < stop) {
      const form = tokens.form[i] ?? "";
      const start = tokens.start[i] as number;
      const end = tokens.end[i] as number;
      const word = forms.get(form);
      if (word === undefined) {
        const numeric = form.length <= 24 && hasDigit(form) ? readNumeric(form) : null;
        if (numeric) push(numeric, i, i, start, end);
        else if (form.length > 4 && form.length <= 40 && form.includes("-") && end - start === form.length)
          pushParts(form, i, start, forms, push);
        else push(NOTHING, i, i, start, end);
        i++;
        continue;
      }
      const phrase = phraseAt(tokens, i, stop, phrases.get(form.toLowerCase()));
      if (phrase) {
        const last = i + phrase.rest.length;
        push(phrase.word, i, last, start, tokens.end[last] as number);
        i = last + 1;
        continue;
      }
      push(word, i, i, start, end);
      i++;
    }
    push(NOTHING, -1, -1, 0, 0);
  }
  return atoms;
}

function phraseAt(tokens: Tokens, i: number, stop: number, list: readonly Phrase[] | undefined): Phrase | null {
  if (list === undefined) return null;
  for (const phrase of list) {
    if (i + phrase.rest.length >= stop) continue;
    let k = 0;
    while (k < phrase.rest.length && tokens.form[i + 1 + k]?.toLowerCase() === phrase.rest[k]) k++;
    if (k === phrase.rest.length) return phrase;
  }
  return null;
}

/** A word with hyphens that the tokens keep whole: "mid-1990s", "third-quarter". Kept whole where no part is of time. */
function pushParts(
  form: string,
  i: number,
  start: number,
  forms: ReadonlyMap<string, Word>,
  push: (word: Word, first: number, last: number, start: number, end: number) => void,
): void {
  const parts = form.split("-");
  const words = parts.map((part) => forms.get(part) ?? (hasDigit(part) ? readNumeric(part) : null));
  if (!words.some((word) => word?.unit || word?.units || word?.month || word?.decade || word?.year || word?.weekday)) {
    push(NOTHING, i, i, start, start + form.length);
    return;
  }
  let from = start;
  words.forEach((word, k) => {
    if (k > 0) {
      push(forms.get("-") ?? NOTHING, i, i, from, from + 1);
      from += 1;
    }
    const length = parts[k]?.length ?? 0;
    push(word ?? NOTHING, i, i, from, from + length);
    from += length;
  });
}

function hasDigit(form: string): boolean {
  const first = form.charCodeAt(0);
  if (first >= 48 && first <= 57) return true;
  const second = form.charCodeAt(1);
  return (first === 39 || first === 0x2019) && second >= 48 && second <= 57;
}

/** A word of digits: "12", "1,200", "29th", "1990s", "'80s", "10:35", "5pm", "2024-01-29", "11/02/89". Null for any other. */
export function readNumeric(form: string): Word | null {
  if (/^\d{1,2}$/.test(form)) return { number: form, digits: form };
  if (/^\d{4}$/.test(form)) {
    const n = Number(form);
    return n >= 1000 && n <= 2199 ? { number: form, year: form, digits: form } : { number: form, digits: form };
  }
  if (/^\d+$/.test(form)) return form.length <= 6 ? { number: form } : null;
  if (/^\d{1,3}(,\d{3}){1,3}$/.test(form)) return { number: form.replaceAll(",", "") };
  if (/^\d{1,4}\.\d{1,2}$/.test(form)) return { number: form };
  if (/^\d{1,2}(st|nd|rd|th)$/i.test(form)) return { ordinal: String(Number.parseInt(form, 10)) };
  if (/^\d{3}0['’]?s$/i.test(form)) return { decade: form.slice(0, 4) };
  if (/^['’]?\d0['’]?s$/i.test(form)) return { decade: /\d\d/.exec(form)?.[0] ?? "" };
  if (/^['’]\d\d$/.test(form)) return { shortyear: form.slice(1) };
  const clock = /^(\d{1,2})[:.](\d\d)(?::\d\d)?([ap])?\.?m?\.?$/i.exec(form);
  if (clock && Number(clock[1]) < 25 && Number(clock[2]) < 60) {
    const half = clock[3]?.toLowerCase();
    if (form.includes(":") || half)
      return { clock: `${clock[1]}:${clock[2]}`, ...(half ? { meridiem: half === "p" ? "12" : "0" } : {}) };
  }
  const hour = /^(\d{1,2})([ap])\.?m\.?$/i.exec(form);
  if (hour && Number(hour[1]) <= 12)
    return { clock: `${hour[1]}:`, meridiem: hour[2]?.toLowerCase() === "p" ? "12" : "0" };
  const iso = /^(\d{4})[-/.](\d\d?)[-/.](\d\d?)$/.exec(form);
  if (iso) return dateWord(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const slashed = /^(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)$/.exec(form);
  if (slashed) {
    const [a, b] = [Number(slashed[1]), Number(slashed[3])];
    const y = fullYear(Number(slashed[4]), slashed[4]?.length === 4);
    // The American order, unless the first number cannot be a month or full stops show the European one.
    return a > 12 || slashed[2] === "." ? dateWord(y, b, a) : dateWord(y, a, b);
  }
  return null;
}

function dateWord(y: number, m: number, d: number): Word | null {
  return isDay(y, m, d) ? { date: `${y} ${m} ${d}` } : null;
}

/** "89" is 1989, "24" 2024: the century turns at 50. */
export function fullYear(n: number, whole: boolean): number {
  return whole ? n : n < 50 ? 2000 + n : 1900 + n;
}

/** The day a numeric date names. */
export function pointOfDate(date: string): Point {
  const [y, m, d] = date.split(" ").map(Number);
  return point("D", y ?? 1, m ?? 1, d ?? 1);
}
