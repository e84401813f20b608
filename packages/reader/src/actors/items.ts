import type { Doc } from "../doc.ts";
import type { ActorKind, Sector } from "../record.ts";
import { Rel, Upos } from "../syntax/syntax.ts";
import type { TimesRead } from "../times/times.ts";
import { kindOfBody, sectorOfCode } from "./codes.ts";
import type {
  BodyMeaning,
  Knowledge,
  Meaning,
  PersonMeaning,
  PlaceMeaning,
  RoleMeaning,
  StateMeaning,
  UserMeaning,
} from "./knowledge.ts";
import { atomsOf, fold } from "./names.ts";
import { codeOn } from "./petrarch.ts";
import { findNames, findNamesIn, type Match } from "./trie.ts";

/** A word or a few that name or describe someone: what phrases are made of. */
export interface Item {
  first: number;
  last: number;
  /** `name`: capitalised words that the lexicon does not know, or knows as part of a person's name only. */
  readonly type: "state" | "place" | "body" | "person" | "role" | "name";
  readonly state: StateMeaning | null;
  readonly place: PlaceMeaning | null;
  readonly body: BodyMeaning | null;
  readonly role: RoleMeaning | null;
  /** Whom the lexicon knows by this very name. */
  readonly persons: readonly PersonMeaning[];
}

export interface Setting {
  /** Year of the story; null where it has no date. */
  readonly year: number | null;
  /** `YYYY-MM` of the story; null where it has no date. */
  readonly month: string | null;
  /** Country of the dateline's place. */
  readonly dateline: string | null;
  /** The dateline is a seat of conferences, which says little of who is told of. */
  readonly host: boolean;
  /** The story tells of matches and medals: a captain commands no soldiers, and a court judges no one. */
  readonly sport: boolean;
  /** Country → how much the story's own unambiguous names speak for it. */
  readonly weight: ReadonlyMap<string, number>;
}

const EMPTY: readonly PersonMeaning[] = [];

/** Cuts a story into items, in text order, none overlapping: names of the lexicon, and runs of capitalised words between them. */
export function findItems(
  doc: Doc,
  times: TimesRead,
  knowledge: Knowledge,
): { items: Item[]; setting: Setting; names: ReadonlySet<string> } {
  const matches = findNames(knowledge.names, doc.tokens);
  const setting = settingOf(doc, knowledge, matches);
  const items: Item[] = [];
  const covered = new Uint8Array(doc.tokens.count);
  const capitals = new Capitals(doc, times, knowledge);
  const chosen: Item[] = [];
  for (let m = 0; m < matches.length; m++) {
    const item = choose(matches, m, doc, knowledge, setting, capitals);
    if (!item) continue;
    chosen.push(item);
    for (let i = item.first; i <= item.last; i++) covered[i] = 1;
  }
  let c = 0;
  for (let i = 0; i < doc.tokens.count; i++) {
    const item = chosen[c];
    if (item && item.first === i) {
      items.push(item);
      i = item.last;
      c++;
      continue;
    }
    if (!capitals.isName(i)) continue;
    const last = capitals.runEnd(i, covered);
    items.push({ first: i, last, type: "name", state: null, place: null, body: null, role: null, persons: EMPTY });
    i = last;
  }
  return { items, setting, names: capitals.elsewhere };
}

/** Which words are names by their capitals, with the tags where they help. */
export class Capitals {
  private readonly doc: Doc;
  private readonly knowledge: Knowledge;
  private readonly timeOf: Int32Array;
  private readonly neverNames: ReadonlySet<string>;
  /** Forms that are names inside a sentence: at the start of one, where any word has a capital, they are names too. */
  readonly elsewhere = new Set<string>();
  /** Forms that follow another name somewhere in the story. */
  readonly surnames = new Set<string>();
  private readonly particles: ReadonlySet<string>;
  /** 1: the block is set in capitals or title case, where capitals say nothing. */
  private readonly loud: Uint8Array;

  constructor(doc: Doc, times: TimesRead, knowledge: Knowledge) {
    this.doc = doc;
    this.timeOf = times.timeOf;
    this.neverNames = knowledge.words.get("never-name") ?? new Set();
    this.particles = knowledge.words.get("particle") ?? new Set();
    this.knowledge = knowledge;
    const { tokens } = doc;
    this.loud = new Uint8Array(tokens.sentenceCount);
    for (let i = 0; i < tokens.count; i++) {
      if (doc.syntax.upos[i] !== Upos.PROPN || tokens.sentenceStart[tokens.sentenceOf[i] as number] === i) continue;
      if (!isCapital(tokens.form[i] as string)) continue;
      this.elsewhere.add(tokens.form[i] as string);
      if (doc.syntax.upos[i - 1] === Upos.PROPN) this.surnames.add(tokens.form[i] as string);
    }
    for (let s = 0; s < tokens.sentenceCount; s++) {
      let words = 0;
      let upper = 0;
      const stop = tokens.sentenceStart[s + 1] as number;
      for (let i = tokens.sentenceStart[s] as number; i < stop; i++) {
        const form = tokens.form[i] as string;
        if (!isLetter(form)) continue;
        words++;
        if (isCapital(form)) upper++;
      }
      this.loud[s] = words >= 5 && upper > words * 0.8 ? 1 : 0;
    }
  }

  /** Whether a word is part of a time expression. */
  isTime(i: number): boolean {
    return this.timeOf[i] !== -1;
  }

  isName(i: number): boolean {
    const { tokens, syntax } = this.doc;
    const form = tokens.form[i] as string;
    if (!isCapital(form) || this.timeOf[i] !== -1) return false;
    const tag = syntax.upos[i];
    if (
      tag === Upos.PRON ||
      tag === Upos.DET ||
      tag === Upos.ADP ||
      tag === Upos.SCONJ ||
      tag === Upos.CCONJ ||
      tag === Upos.AUX
    )
      return false;
    const sentence = tokens.sentenceOf[i] as number;
    const lower = form.toLowerCase();
    if (this.neverNames.has(lower)) return false;
    const opens = tokens.sentenceStart[sentence] === i || opensQuotation(tokens.form[i - 1]);
    if (opens && this.elsewhere.has(form)) return true;
    if (opens && this.knowledge.common.has(lower) && !this.knowledge.given.has(lower)) return false;
    if (tag === Upos.PROPN) return true;
    if (this.loud[sentence]) return false;
    if (opens) return tag === Upos.X && this.knowledge.given.has(fold(form));
    return form.length > 1;
  }

  /** The last word of the run of name words that begins at `i`: "Condoleezza Rice", "Luiz Inacio Lula da Silva", "George W. Bush". */
  runEnd(i: number, covered: Uint8Array): number {
    const { tokens } = this.doc;
    const { particles } = this;
    const sentence = tokens.sentenceOf[i];
    const within = (j: number) => j < tokens.count && tokens.sentenceOf[j] === sentence;
    let last = i;
    for (let j = i + 1; within(j); ) {
      const form = tokens.form[j] as string;
      if (covered[j]) break;
      if (this.isName(j)) {
        last = j;
        j++;
        continue;
      }
      // "Ban Ki-moon", "al-Maliki": a small part after a hyphen.
      if (
        form === "-" &&
        within(j + 1) &&
        tokens.start[j] === tokens.end[j - 1] &&
        tokens.start[j + 1] === tokens.end[j]
      ) {
        if (covered[j + 1] || !isLetter(tokens.form[j + 1] as string)) break;
        last = j + 1;
        j += 2;
        continue;
      }
      if (/^\p{Lu}\.?$/u.test(form)) {
        last = j;
        j++;
        continue;
      }
      if (particles.has(form.toLowerCase()) && !isCapital(form)) {
        let k = j + 1;
        while (within(k) && k < j + 3 && (particles.has(tokens.form[k] as string) || tokens.form[k] === "-")) k++;
        if (within(k) && !covered[k] && this.isName(k) && form !== "y" && form !== "e" && form !== "i") {
          last = k;
          j = k + 1;
          continue;
        }
      }
      break;
    }
    return last;
  }
}

function opensQuotation(form: string | undefined): boolean {
  return form === '"' || form === "“" || form === "``" || form === ":" || form === "(" || form === "'";
}

export function isCapital(form: string): boolean {
  const code = form.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90;
  const letter = form[0] ?? "";
  return letter !== letter.toLowerCase();
}

function isLetter(form: string): boolean {
  return /^\p{L}/u.test(form);
}

/** The story's date and dateline, and which countries its unambiguous names speak for. */
function settingOf(doc: Doc, knowledge: Knowledge, matches: readonly Match<Meaning>[]): Setting {
  const date = doc.story.published ?? doc.story.dateline?.date ?? null;
  const year = date ? Number(date.slice(0, 4)) : null;
  const month = date && date.length >= 7 ? date.slice(0, 7) : date ? `${date.slice(0, 4)}-06` : null;
  const weight = new Map<string, number>();
  const add = (country: string, by: number) => weight.set(country, (weight.get(country) ?? 0) + by);
  const hosts = knowledge.words.get("host-city") ?? new Set();
  for (const { meanings, first } of matches) {
    if (hosts.has(doc.tokens.form[first] as string)) continue;
    let country: string | null = null;
    let clear = true;
    let by = 1;
    for (const meaning of meanings) {
      if (meaning.what !== "state" && meaning.what !== "place") continue;
      const own = meaning.what === "state" ? meaning.state.code : meaning.size >= 100 ? meaning.country : null;
      if (own === null) continue;
      if (country !== null && own !== country) clear = false;
      country = own;
      // A state is named for many reasons; its towns are named where the story plays there.
      by = meaning.what === "state" ? (meaning.by === "name" || meaning.by === "adjective" ? 0.4 : 0.5) : 1;
    }
    if (country && clear) add(country, by);
  }
  const place = doc.story.dateline?.place;
  let dateline: string | null = null;
  let host = false;
  if (place) {
    for (const part of [place, ...place.split(/\s*[,/]\s*/)].reverse()) {
      const country = countryOfPlace(knowledge, part);
      if (country) {
        dateline = country;
        break;
      }
    }
    // Conferences have datelines that say little of what is told.
    host = [...hosts].some((city) => place.toUpperCase().startsWith(city.toUpperCase()));
    if (dateline) add(dateline, host ? 0 : 2);
  }
  return { year, month, dateline, host, sport: tellsOfSport(doc, knowledge), weight };
}

/** Whether one word in eighty is of sports. */
function tellsOfSport(doc: Doc, knowledge: Knowledge): boolean {
  const sport = knowledge.words.get("sport") ?? new Set();
  const { form, count } = doc.tokens;
  let found = 0;
  for (let i = 0; i < count; i++) if (sport.has(form[i] as string)) found++;
  return found >= 3 && found * 80 >= count;
}

/** The country of a place as a dateline names it; null where the lexicon does not know it. */
function countryOfPlace(knowledge: Knowledge, place: string): string | null {
  const forms = place
    .split(/\s+/)
    .map((word) => (word.length > 3 && word === word.toUpperCase() ? word[0] + word.slice(1).toLowerCase() : word));
  const [match] = findNamesIn(knowledge.names, forms);
  let best: string | null = null;
  let size = -1;
  for (const meaning of match?.meanings ?? []) {
    if (meaning.what === "state") return meaning.state.code;
    if (meaning.what === "place" && meaning.size > size) {
      size = meaning.size;
      best = meaning.country;
    }
  }
  return best;
}

/** What a match means here: the one reading that its surroundings, the dateline and the date speak for, or nothing. */
function choose(
  matches: readonly Match<Meaning>[],
  m: number,
  doc: Doc,
  knowledge: Knowledge,
  setting: Setting,
  capitals: Capitals,
): Item | null {
  const match = matches[m] as Match<Meaning>;
  const { first, last } = match;
  const { tokens } = doc;
  let user: UserMeaning | null = null;
  let role: RoleMeaning | null = null;
  let body: BodyMeaning | null = null;
  const persons: PersonMeaning[] = [];
  const states: StateMeaning[] = [];
  const places: PlaceMeaning[] = [];
  for (const meaning of match.meanings) {
    if (meaning.what === "user") user = meaning;
    else if (meaning.what === "role") role = meaning.form === "suffix" && role ? role : meaning;
    else if (meaning.what === "body") body = better(body, meaning, setting);
    else if (meaning.what === "person") persons.push(meaning);
    else if (meaning.what === "state") states.push(meaning);
    else if (meaning.what === "place") places.push(meaning);
  }
  const item = (type: Item["type"], state: StateMeaning | null, place: PlaceMeaning | null): Item => ({
    first,
    last,
    type,
    state,
    place,
    body: type === "body" || (type === "role" && body) ? body : null,
    role: type === "role" || (type === "body" && role) ? role : null,
    persons: type === "person" || type === "name" ? persons : EMPTY,
  });
  if (user) {
    const code = codeOn(user.codes, doc.story.published ?? doc.story.dateline?.date ?? null);
    const states_ = states.filter((state) => state.state.code === code);
    // A code that is a state's alone says what the lexicon says, where that knows the name too.
    if (states_.length > 0) return item("state", states_[0] ?? null, null);
    if (code === "---") return null;
    if (code) {
      if (persons.length > 0) {
        const own = userPerson(user, code, knowledge);
        persons.length = 0;
        persons.push(own);
        return item("person", null, null);
      }
      body = userBody(user, code, knowledge);
      return item("body", null, null);
    }
  }
  const single = first === last;
  const form = tokens.form[first] as string;
  const previous =
    first > (tokens.sentenceStart[tokens.sentenceOf[first] as number] as number)
      ? (tokens.form[first - 1] as string)
      : "";
  const next =
    last + 1 < tokens.count && tokens.sentenceOf[last + 1] === tokens.sentenceOf[first]
      ? (tokens.form[last + 1] as string)
      : "";
  const nextMatch = matches[m + 1];
  const nextIsName = next !== "" && isCapital(next) && capitals.isName(last + 1) && nextMatch?.first !== last + 1;

  if (states.length > 0) {
    const weak = single && knowledge.words.get("weak-name")?.has(form);
    const before = matches[m - 1];
    const afterName =
      weak && before?.last !== first - 1 && previous !== "" && isCapital(previous) && capitals.isName(first - 1);
    if (weak && (afterName || partOfPerson(first, previous, nextIsName, knowledge, capitals, doc))) return null;
    if (
      single &&
      states.every((s) => s.by === "adjective" || s.by === "inhabitant") &&
      before?.last !== first - 1 &&
      knowledge.given.has(fold(previous)) &&
      isCapital(previous) &&
      doc.syntax.upos[last + 1] !== Upos.NOUN
    )
      return null;
    const state = bestState(states, setting);
    const place = placeFor(places, state, next, nextMatch, setting, match);
    if (place && place.country !== state.state.code && outweighs(place, state, setting, nextMatch, first, last, doc))
      return item("place", null, place);
    return item("state", state, place && place.country === state.state.code ? place : null);
  }
  // "CPI", "RSS": prices and rubber, where the story does not speak of the party's state.
  if (body?.country && !setting.weight.has(body.country) && knowledge.words.get("acronym-of-others")?.has(form))
    body = null;
  if (body && !(role && !isCapital(tokens.form[last] as string))) return item("body", null, null);
  // "Barry Dancer", "Alastair Cook"
  if (role && single && isCapital(form) && isCapital(previous) && knowledge.given.has(fold(previous)))
    if (!matches[m - 1]?.meanings.some((x) => x.what === "state")) return null;
  // "collided head on"
  if (role && single && knowledge.words.get("no-role")?.has(`${form} ${next}`)) return null;
  if (role && setting.sport && knowledge.words.get("never-in-sport")?.has(form)) return null;
  if (role) return isRole(role, doc, first, last, nextMatch) ? item("role", null, null) : null;
  // "in March" is no town.
  if (capitals.isTime(first)) return null;
  if (places.length > 0) {
    const place = bestPlace(places, setting, nextMatch, last, doc);
    // "Central District", "Public Safety": towns whose names are plain words.
    if (
      single &&
      place.size < 1000 &&
      (knowledge.common.has(form.toLowerCase()) || knowledge.words.get("never-place")?.has(form.toLowerCase()))
    )
      return null;
    const evidence =
      place.size >= 300 ||
      place.region ||
      !single ||
      knowledge.words.get("locative")?.has(previous.toLowerCase()) ||
      // "Wigan drew with Bolton", in a story that plays in Britain
      (place.size >= 50 && !capitals.surnames.has(form) && (setting.weight.get(place.country ?? "") ?? 0) >= 2) ||
      (next === "," &&
        nextMatch?.first === last + 2 &&
        nextMatch.meanings.some((x) => x.what === "place" || x.what === "state"));
    // "Adamu Bello": after a name that the lexicon does not know, a town's name is a person's.
    const before = matches[m - 1];
    if (
      single &&
      !place.region &&
      place.size < 5000 &&
      before?.last !== first - 1 &&
      previous !== "" &&
      isCapital(previous) &&
      capitals.isName(first - 1)
    )
      return null;
    const weak = single && (knowledge.given.has(fold(form)) || knowledge.words.get("weak-name")?.has(form));
    if (evidence && !(single && partOfPerson(first, previous, nextIsName && weak === true, knowledge, capitals, doc)))
      return item("place", null, place);
    return null;
  }
  if (persons.length > 0) return item("person", null, null);
  return null;
}

/** The parts of a CAMEO code: a state, then sectors; or an international body's own. */
function decode(
  code: string,
  knowledge: Knowledge,
): { country: string | null; sector: Sector | null; kind: ActorKind } {
  const head = code.slice(0, 3);
  if (head === "IGO" || head === "NGO" || head === "MNC")
    return { country: null, sector: head, kind: head === "IGO" ? "igo" : head === "NGO" ? "ngo" : "company" };
  const country = knowledge.states.has(head) ? head : null;
  const rest = country || head === "IMG" ? code.slice(3) : code;
  const sector = rest ? sectorOfCode(rest) : null;
  return { country, sector, kind: sector ? kindOfBody(sector) : "state" };
}

function userBody(user: UserMeaning, code: string, knowledge: Knowledge): BodyMeaning {
  return {
    what: "body",
    key: `user\t${user.name}\t${code}`,
    name: user.name,
    cameo: code,
    members: [],
    ...decode(code, knowledge),
  };
}

function userPerson(user: UserMeaning, code: string, knowledge: Knowledge): PersonMeaning {
  const { country, sector } = decode(code, knowledge);
  return {
    what: "person",
    key: `user\t${user.name}`,
    name: user.name,
    parts: atomsOf(user.name),
    country,
    sector: sector ?? "GOV",
    role: "",
    cameo: code,
    gender: null,
    from: null,
    to: null,
  };
}

/** A body whose country the story speaks for goes before another of the same name. */
function better(one: BodyMeaning | null, other: BodyMeaning, setting: Setting): BodyMeaning {
  if (!one) return other;
  const weigh = (body: BodyMeaning) => (body.country ? (setting.weight.get(body.country) ?? 0) : 0.1);
  return weigh(other) >= weigh(one) ? other : one;
}

/** "Michael Jordan", "Paris Hilton": a place's name inside a person's. */
function partOfPerson(
  first: number,
  previous: string,
  nextIsName: boolean,
  knowledge: Knowledge,
  capitals: Capitals,
  doc: Doc,
): boolean {
  if (nextIsName) return true;
  if (!previous || !isCapital(previous) || !capitals.isName(first - 1)) return false;
  const before = fold(previous);
  if (knowledge.given.has(before)) return true;
  return (
    (knowledge.words.get("honorific-m")?.has(previous.toLowerCase()) ||
      knowledge.words.get("honorific-f")?.has(previous.toLowerCase()) ||
      /^\p{Lu}\.$/u.test(previous)) === true && doc.tokens.sentenceOf[first] === doc.tokens.sentenceOf[first - 1]
  );
}

function bestState(states: readonly StateMeaning[], setting: Setting): StateMeaning {
  const now = setting.year;
  const fits = (s: StateMeaning) =>
    now === null || !s.years || ((s.years.from ?? 0) <= now && now <= (s.years.to ?? 9999));
  let best = states[0] as StateMeaning;
  let high = -Infinity;
  for (const s of states) {
    const score =
      (fits(s) ? 10 : 0) +
      Math.min(8, setting.weight.get(s.state.code) ?? 0) +
      (s.by === "name" ? 0.5 : s.by === "adjective" ? 0.4 : 0) +
      (s.years && fits(s) ? 9 : 0);
    if (score > high) {
      high = score;
      best = s;
    }
  }
  return best;
}

function bestPlace(
  places: readonly PlaceMeaning[],
  setting: Setting,
  nextMatch: Match<Meaning> | undefined,
  last: number,
  doc: Doc,
): PlaceMeaning {
  if (places.length === 1) return places[0] as PlaceMeaning;
  let best = places[0] as PlaceMeaning;
  const said = countryAfter(nextMatch, last, doc);
  let largest = 0;
  for (const p of places) if (!p.region && p.size > largest) largest = p.size;
  let high = -Infinity;
  for (const p of places) {
    // Geneva is in Switzerland, unless "Geneva, Illinois" is said.
    if (p.size * 8 < largest && p.size < 100 && !p.region && !said.includes(p.country ?? "")) continue;
    const score =
      Math.log10(1 + p.size) +
      (p.country ? Math.min(6, (setting.weight.get(p.country) ?? 0) * 1.5) : 0) +
      (p.country && said.includes(p.country) ? 20 : 0);
    if (score > high) {
      high = score;
      best = p;
    }
  }
  const found = best;
  if (found.lat !== null) return found;
  const mapped = places.find((p) => p.country === found.country && p.lat !== null);
  return mapped ? { ...found, lat: mapped.lat, lon: mapped.lon } : found;
}

/** "Paris, Texas", "Tripoli, Lebanon": the countries of the name after a comma. */
function countryAfter(nextMatch: Match<Meaning> | undefined, last: number, doc: Doc): string[] {
  if (!nextMatch || nextMatch.first !== last + 2 || doc.tokens.form[last + 1] !== ",") return [];
  return nextMatch.meanings.flatMap((x) =>
    x.what === "state" ? [x.state.code] : x.what === "place" && x.region && x.country ? [x.country] : [],
  );
}

function placeFor(
  places: readonly PlaceMeaning[],
  state: StateMeaning,
  next: string,
  nextMatch: Match<Meaning> | undefined,
  setting: Setting,
  match: Match<Meaning>,
): PlaceMeaning | null {
  if (places.length === 0) return null;
  if (next === "," && nextMatch?.first === match.last + 2) {
    for (const meaning of nextMatch.meanings) {
      const country = meaning.what === "state" ? meaning.state.code : meaning.what === "place" ? meaning.country : null;
      const there = places.find((p) => p.country === country);
      if (there && country !== state.state.code) return there;
    }
  }
  const own = places.filter((p) => p.country === state.state.code);
  if (own.length > 0 && state.by !== "name") {
    const other = places.find(
      (p) => p.country !== state.state.code && p.size > 200 && (setting.weight.get(p.country ?? "") ?? 0) >= 2,
    );
    if (!other || (setting.weight.get(state.state.code) ?? 0) > 0.6)
      return own.reduce((a, b) => (b.size > a.size ? b : a));
    return other;
  }
  return places.reduce((a, b) => (b.size > a.size ? b : a));
}

/** Whether a place of another country is meant, not the state: "Atlanta, Georgia"; Tripoli in a story of Lebanon. */
function outweighs(
  place: PlaceMeaning,
  state: StateMeaning,
  setting: Setting,
  nextMatch: Match<Meaning> | undefined,
  first: number,
  last: number,
  doc: Doc,
): boolean {
  if (place.country && countryAfter(nextMatch, last, doc).includes(place.country)) return true;
  const theirs = place.country ? (setting.weight.get(place.country) ?? 0) : 0;
  const ours = setting.weight.get(state.state.code) ?? 0;
  const { form } = doc.tokens;
  if (state.by === "adjective" || state.by === "inhabitant") return false;
  // "Atlanta, Georgia": a town before the comma.
  if (form[first - 1] === "," && place.region === false && place.size > 5000 && theirs >= 1 && ours < 1) return true;
  return place.size > 200 && theirs >= 2 && theirs > ours * 2 + 1;
}

/** Sectors whose bodies do not act where they only say what kind of thing another noun is. */
const THINGS: ReadonlySet<Sector> = new Set<Sector>(["BUS", "EDU", "HLH", "REL"]);

/** A noun of role that stands as one: "left-wing conservative policy" holds none. */
function isRole(
  role: RoleMeaning,
  doc: Doc,
  first: number,
  last: number,
  nextMatch: Match<Meaning> | undefined,
): boolean {
  if (role.form === "suffix") return isCapital(doc.tokens.form[last] as string);
  const { syntax, tokens } = doc;
  // "Department of Public Safety": a word of a name.
  if (
    role.form === "people" &&
    first === last &&
    isCapital(tokens.form[first] as string) &&
    isCapital(tokens.form[last + 1] ?? "") &&
    tokens.sentenceStart[tokens.sentenceOf[first] as number] !== first &&
    nextMatch?.first !== last + 1
  )
    return false;
  const tag = syntax.upos[last];
  const relation = syntax.deprel[last];
  const joined = nextMatch !== undefined && nextMatch.first <= last + 3;
  // "the women's 200 metres": a contest, no one who acts.
  if (!joined && /^(wo)?men$/i.test(tokens.form[last] as string) && /^['’]s?$/.test(tokens.form[last + 1] ?? ""))
    return false;
  const modifier = relation === Rel.amod || relation === Rel.compound;
  // "firm control", "bank notes", "school uniforms"
  if (
    modifier &&
    nextMatch?.first !== last + 1 &&
    role.form === "body" &&
    THINGS.has(role.sector) &&
    first === last &&
    syntax.head[last] === last + 1 &&
    !isCapital(tokens.form[first] as string)
  )
    return false;
  // "a general strike", "a Christian scene": a modifier of something else. A body or a crowd still acts in "police raid".
  if (
    modifier &&
    (role.form === "office" || role.form === "person") &&
    !role.plural &&
    syntax.head[last] === last + 1 &&
    !isCapital(tokens.form[last + 1] as string) &&
    nextMatch?.first !== last + 1
  )
    return false;
  // "public housing", "poor form", "the Islamist Hamas movement"
  if (tag === Upos.ADJ && first === last && relation === Rel.amod && (syntax.head[last] as number) > last) return false;
  if (tag === Upos.NOUN || tag === Upos.PROPN || tag === Upos.X) return true;
  if (first !== last) return tag !== Upos.VERB;
  if (tag === Upos.ADJ) return role.plural || isCapital(doc.tokens.form[last] as string);
  return false;
}
