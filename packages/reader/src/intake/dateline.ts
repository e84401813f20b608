import { dateAt, type WrittenDate } from "./dates.ts";
import { KNOWN } from "./known.ts";

/** A dateline as it is written. */
export interface WrittenDateline {
  place: string | null;
  date: WrittenDate | null;
  agency: string | null;
  /** Where the dateline ends in the text, and where the story goes on behind its dash; equal to the line's end where it stands alone. */
  end: number;
  rest: number;
}

/** Longest dateline that is looked for. */
const REACH = 200;

const CAPITAL_PLACE =
  /^\p{Lu}[\p{Lu}\p{M}'’]*(?!\p{Ll})(?:(?:\.? |[-/]|\. ?| and | & )\p{Lu}[\p{Lu}\p{M}'’]*(?![\p{Ll}\p{M}'’])){0,6}/u;
const PLACE = /^\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){0,3}/u;
const REGION =
  /^,\s?(\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:[\p{Lu}][\p{L}\p{M}.'’-]*|of|and|the|border)){0,4})(?=,|\s?\(|\s[-–—_]|$)/u;
const BRACKETED = /^\s?(?:\(([^()\n]{2,40})\)|\/([\p{L}][^/\n]{1,30})\/)/u;
const DASH = /^\.?\s*(?:[-–—_]{1,3}|--|:)(?=\s|["“‘]|\p{L}|$)\s*/u;
const SPACED_DASH = /^\s+(?:--|[-–—_])\s+/;

/**
 * Reads the dateline that a line begins with; null where it begins with none.
 *
 *     BEIJING, Jan. 29, 2024 (Xinhua) -- France and …
 *     SOWETO, South Africa, Dec 12, 2005
 *     PARIS, March 3 (Reuters) - Ministers …
 *     NAIROBI, Kenya (AP) _
 *     MOSCOW, March 3. /TASS/. Russia …
 *     (Reuters) - Ministers …
 */
export function datelineAt(text: string, start: number, lineEnd: number): WrittenDateline | null {
  const line = text.slice(start, Math.min(lineEnd, start + REACH));
  const whole = lineEnd - start <= REACH;
  return placed(line, start, whole, CAPITAL_PLACE) ?? placed(line, start, whole, PLACE) ?? unplaced(line, start, whole);
}

/** The name that an agency goes by here, or the words as they stand; null where they are no name. */
export function agencyNamed(words: string): string | null {
  const name = KNOWN.agencies.get(words.trim().toLowerCase());
  if (name !== undefined) return name;
  return /^\p{Lu}[\p{L}\p{M}.&' -]{1,30}$/u.test(words.trim()) && !KNOWN.enclosed.has(words.trim().toLowerCase())
    ? words.trim()
    : null;
}

function placed(line: string, start: number, whole: boolean, pattern: RegExp): WrittenDateline | null {
  const found = pattern.exec(line);
  if (!found) return null;
  const capitals = pattern === CAPITAL_PLACE;
  let place = found[0];
  let at = place.length;
  if (capitals && place.replace(/[^\p{L}]/gu, "").length < 2) return null;
  // "SEOUL MARCH 3": the month is no part of the place
  const month = /[ .]+(\p{Lu}+)$/u.exec(place);
  if (month && KNOWN.months.has((month[1] ?? "").toLowerCase()) && /^\.?\s\d/.test(line.slice(at))) {
    at -= month[0].length;
    place = place.slice(0, at);
  }
  if (KNOWN.labels.has(place.toLowerCase())) return null;
  let date: WrittenDate | null = null;
  for (let part = 0; part < 3 && date === null; part++) {
    const gap = /^[.,]?\s{0,2}/.exec(line.slice(at))?.[0].length ?? 0;
    date = gap > 0 ? dateAt(line.slice(at + gap), KNOWN.months) : null;
    if (date) {
      at += gap + date.length;
      break;
    }
    const region = REGION.exec(line.slice(at));
    if (!region || KNOWN.agencies.has((region[1] ?? "").toLowerCase())) break;
    place += region[0].replace(/^,\s?/, ", ");
    at += region[0].length;
  }
  const named = agencyAt(line, at);
  const agency = named?.agency ?? null;
  if (named) at = named.end;
  const behind = whole && /^[.,]?\s*$/.test(line.slice(at));
  const dash = behind ? null : DASH.exec(line.slice(at));
  if (
    !capitals &&
    (agency === null || (!dash && !behind) || (date === null && !KNOWN.agencies.has(agency.toLowerCase())))
  )
    return null;
  if (date === null && agency === null) {
    // "MIAMI _", with the story on the next line
    const alone = whole && capitals && /^\s+(?:--|[-–—_])$/.exec(line.slice(at));
    if (alone && place.length >= 4) return { place, date, agency, end: start + line.length, rest: start + line.length };
    const spaced = SPACED_DASH.exec(line.slice(at));
    if (!spaced || place.length < 4 || !/^["“‘'`]{0,2}[\p{Lu}\d]/u.test(line.slice(at + spaced[0].length))) return null;
  }
  if (!dash && !behind && agency === null) return null;
  if (behind && date === null && agency === null) return null;
  const tail = dash?.[0] ?? /^[.,]?\s*/.exec(line.slice(at))?.[0] ?? "";
  return { place, date, agency, end: start + at + tail.trimEnd().length, rest: start + at + tail.length };
}

function agencyAt(line: string, at: number): { agency: string; end: number } | null {
  const gap = /^[.,]?\s{0,2}/.exec(line.slice(at))?.[0].length ?? 0;
  const bracketed = BRACKETED.exec(line.slice(at + gap));
  if (bracketed) {
    const words = bracketed[1] ?? bracketed[2] ?? "";
    const agency = agencyNamed(words) ?? (/^\p{Ll}+$/u.test(words) ? words : null);
    if (agency !== null) return { agency, end: at + gap + bracketed[0].length };
  }
  // "TOKYO, March 3, Kyodo -", "KYIV. Feb 1. INTERFAX -"
  const plain = /^[.,]\s(\p{Lu}[\p{L} ]{1,20}?)(?=\s[-–—_])/u.exec(line.slice(at));
  const name = plain && KNOWN.agencies.get((plain[1] ?? "").toLowerCase());
  return plain && name !== undefined && name !== null ? { agency: name, end: at + plain[0].length } : null;
}

/** "(Reuters) - Ministers …", "(ANSA) - ROME, MAR 3 - …", "Dec 13, 2005". */
function unplaced(line: string, start: number, whole: boolean): WrittenDateline | null {
  const bracketed = /^\(([^()\n]{2,40})\)\s*[-–—_]{1,2}\s+/.exec(line);
  const name = bracketed && KNOWN.agencies.get((bracketed[1] ?? "").toLowerCase());
  if (bracketed && name !== undefined && name !== null) {
    const behind = placed(line.slice(bracketed[0].length), start + bracketed[0].length, whole, CAPITAL_PLACE);
    if (behind) return { ...behind, agency: name };
    const rest = start + bracketed[0].length;
    return { place: null, date: null, agency: name, end: start + bracketed[0].trimEnd().length, rest };
  }
  const date = whole ? dateAt(line, KNOWN.months) : null;
  return date && date.year !== null && date.length === line.length
    ? { place: null, date, agency: null, end: start + line.length, rest: start + line.length }
    : null;
}
