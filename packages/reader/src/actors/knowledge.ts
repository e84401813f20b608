import type { Lexicon } from "../lexicon.ts";
import type { ActorKind, Sector } from "../record.ts";
import { SECTORS } from "../record.ts";
import { sectorOfCode } from "./codes.ts";
import { atomsOf, fold } from "./names.ts";
import { type DatedCode, readActorDictionary, readAgentDictionary, type UnreadableLine } from "./petrarch.ts";
import { addName, createTrie, type Trie } from "./trie.ts";

/** What a name of the lexicon may mean. */
export type Meaning =
  | StateMeaning
  | PlaceMeaning
  | BodyMeaning
  | PersonMeaning
  | RoleMeaning
  | PortfolioMeaning
  | UserMeaning;

/** A name of the user's own dictionary, with its dated codes. */
export interface UserMeaning {
  readonly what: "user";
  readonly name: string;
  readonly codes: readonly DatedCode[];
}

/** Years in which a name was in use, both inclusive; null is open. */
export interface Years {
  readonly from: number | null;
  readonly to: number | null;
}

export interface StateMeaning {
  readonly what: "state";
  /** How the name stands for the state: "China", "Chinese", "Frenchman", "Beijing", "the Kremlin". */
  readonly by: "name" | "adjective" | "inhabitant" | "capital" | "seat";
  readonly state: State;
  readonly formerly: string | null;
  readonly years: Years | null;
  readonly plural: boolean;
}

export interface State {
  readonly code: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
}

/** A city, region, river, sea. `size`: thousands of people; regions count as large. */
export interface PlaceMeaning {
  readonly what: "place";
  readonly name: string;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly size: number;
  readonly region: boolean;
}

/** An organisation, armed group, party, company or outlet that the lexicon knows by name. */
export interface BodyMeaning {
  readonly what: "body";
  readonly key: string;
  readonly name: string;
  readonly kind: ActorKind;
  readonly country: string | null;
  readonly sector: Sector | null;
  readonly cameo: string;
  readonly members: readonly string[];
}

/** A person whose office the lexicon knows. */
export interface PersonMeaning {
  readonly what: "person";
  readonly key: string;
  readonly name: string;
  /** The name in folded parts. */
  readonly parts: readonly string[];
  readonly country: string | null;
  readonly sector: Sector;
  readonly role: string;
  readonly cameo: string;
  readonly gender: Gender;
  /** The term: `YYYY-MM`, both inclusive; null is open. */
  readonly from: string | null;
  readonly to: string | null;
}

export type Gender = "m" | "f" | null;

export const ROLE_FORMS = ["office", "person", "people", "body", "suffix"] as const;
export type RoleForm = (typeof ROLE_FORMS)[number];

export interface RoleMeaning {
  readonly what: "role";
  readonly form: RoleForm;
  readonly sector: Sector;
  /** The singular, as a record shows it. */
  readonly role: string;
  readonly plural: boolean;
  readonly gender: Gender;
  /** The code of the user's dictionary that follows a state's, as COP or GOVMIL. */
  readonly code?: string;
}

/** "foreign", "defense": becomes a role with the "minister" or "ministry" beside it. */
export interface PortfolioMeaning {
  readonly what: "portfolio";
  readonly sector: Sector;
}

export interface Dissolved {
  readonly code: string;
  readonly successor: string;
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

export interface Knowledge {
  readonly names: Trie<Meaning>;
  readonly states: ReadonlyMap<string, State>;
  readonly dissolved: readonly Dissolved[];
  /** Folded surname → the persons and leaders of that name. */
  readonly bySurname: (surname: string) => readonly PersonMeaning[];
  /** Folded given name → gender. */
  readonly given: ReadonlyMap<string, Gender>;
  /** The lines of the user's dictionaries that were not understood. */
  readonly unreadable: readonly UnreadableLine[];
  /** Words in small letters that are more often no name. */
  readonly common: ReadonlySet<string>;
  /** "foreign affairs" → the sector of its ministry. */
  readonly portfolios: ReadonlyMap<string, Sector>;
  /** Lists of words the room's rules ask for, by their name in words.tsv. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The user's own dictionaries: the texts of files in PETRARCH's formats. They take precedence over the lexicon. */
export interface ActorDictionaries {
  readonly actors?: readonly string[];
  readonly agents?: readonly string[];
}

/** Reads the tables of `lexicon/actors` and the user's dictionaries. Throws, naming the table, where a line of the lexicon cannot be read. */
export function openKnowledge(lexicon: Lexicon, dictionaries: ActorDictionaries = {}): Knowledge {
  const names = createTrie<Meaning>(lexicon.finder("actors/cities"), unpackCities);
  const states = readStates(lexicon, names);
  readPlaces(lexicon, names);
  readBodies(lexicon, names);
  readRoles(lexicon, names);
  const bySurname = readPersons(lexicon, names);
  const unreadable = readDictionaries(names, dictionaries);
  const dissolved = lexicon
    .table("actors/dissolved")
    .map(([code = "", successor = "", from = "", to = "", name = ""]) => ({
      code,
      successor,
      from,
      to,
      name,
    }));
  let given: ReadonlyMap<string, Gender> | undefined;
  let common: ReadonlySet<string> | undefined;
  const words = new Map<string, ReadonlySet<string>>();
  for (const [name = "", list = ""] of lexicon.table("actors/words"))
    words.set(name, new Set([...(words.get(name) ?? []), ...list.split("|")]));
  const portfolios = new Map<string, Sector>();
  for (const [sector = "", list = ""] of lexicon.table("actors/portfolios"))
    for (const name of list.split("|")) portfolios.set(name, sectorOf("actors/portfolios", sector) ?? "GOV");
  return {
    names,
    states,
    dissolved,
    bySurname,
    portfolios,
    words,
    unreadable,
    get given() {
      given ??= readGivenNames(lexicon);
      return given;
    },
    get common() {
      common ??= readCommonWords(lexicon);
      return common;
    },
  };
}

function readGivenNames(lexicon: Lexicon): Map<string, Gender> {
  const given = new Map<string, Gender>();
  for (const [gender = "", list = ""] of lexicon.table("actors/given-names"))
    for (const name of list.split("|")) given.set(name, given.has(name) ? null : gender === "f" ? "f" : "m");
  const own = new Map<string, Gender>();
  for (const [gender = "", list = ""] of lexicon.table("actors/given-names-more"))
    for (const name of list.split("|").map(fold)) {
      const one: Gender = gender === "f" ? "f" : "m";
      own.set(name, (own.get(name) ?? one) === one ? one : null);
    }
  for (const [name, gender] of own) given.set(name, gender);
  return given;
}

function readCommonWords(lexicon: Lexicon): Set<string> {
  const common = new Set<string>();
  for (const [list = ""] of lexicon.table("actors/common-words")) for (const word of list.split("|")) common.add(word);
  return common;
}

function readStates(lexicon: Lexicon, names: Trie<Meaning>): Map<string, State> {
  const states = new Map<string, State>();
  const meaning = (
    code: string,
    by: StateMeaning["by"],
    formerly: string | null,
    years: Years | null,
    plural = false,
  ) => {
    const state = states.get(code);
    if (!state) throw new Error(`actors/state-names: no state has the code "${code}"`);
    return { what: "state", by, state, formerly, years, plural } as const;
  };
  const given = new Set<string>();
  const add = (name: string, what: StateMeaning) => {
    const key = `${what.by}\t${name}\t${what.state.code}`;
    if (given.has(key)) return;
    given.add(key);
    addName(names, name, () => what);
  };
  for (const [code = "", , name = "", official = "", lat = "", lon = ""] of lexicon.table("actors/states")) {
    states.set(code, { code, name, lat: Number(lat), lon: Number(lon) });
    add(name, meaning(code, "name", null, null));
    add(official, meaning(code, "name", null, null));
  }
  for (const [code = "", by = "", list = "", from = "", to = "", formerly = ""] of lexicon.table(
    "actors/state-names",
  )) {
    const years = from || to ? { from: from ? Number(from) : null, to: to ? Number(to) : null } : null;
    for (const name of list.split("|")) {
      if (by !== "name" && by !== "adjective" && by !== "inhabitant" && by !== "capital" && by !== "seat")
        throw new Error(`actors/state-names: "${by}" is none of name, adjective, inhabitant, capital, seat`);
      add(name, meaning(code, by, formerly || null, years, by === "inhabitant" && /(s|men)$/.test(name)));
    }
  }
  return states;
}

function unpackCities(list: string): [string, PlaceMeaning][] {
  return list.split("|").map((cell) => {
    const [name = "", country = "", lat = "", lon = "", size = ""] = cell.split(";");
    return [
      name,
      { what: "place", name, country, lat: Number(lat), lon: Number(lon), size: Number(size), region: false },
    ];
  });
}

function readPlaces(lexicon: Lexicon, names: Trie<Meaning>): void {
  for (const [country = "", list = "", lat = "", lon = "", size = ""] of lexicon.table("actors/places")) {
    const several = list.includes(";");
    for (const aliases of list.split(";")) {
      const [name = ""] = aliases.split("|");
      const what: PlaceMeaning = {
        what: "place",
        name,
        country: country || null,
        lat: lat && !several ? Number(lat) : null,
        lon: lon && !several ? Number(lon) : null,
        size: Number(size || "1000"),
        region: size === "",
      };
      for (const alias of aliases.split("|")) addName(names, alias, () => what);
    }
  }
}

function readBodies(lexicon: Lexicon, names: Trie<Meaning>): void {
  for (const table of ["actors/organisations", "actors/armed-groups", "actors/parties", "actors/peoples"])
    for (const [cameo = "", kind = "", country = "", sector = "", list = "", members = ""] of lexicon.table(table)) {
      const [name = ""] = list.split("|");
      const what: BodyMeaning = {
        what: "body",
        key: `${name}\t${country}`,
        name,
        kind: kind as ActorKind,
        country: country || null,
        sector: sectorOf(table, sector),
        cameo,
        members: members ? members.split(",") : [],
      };
      for (const alias of list.split("|")) addName(names, alias, () => what);
    }
}

function readRoles(lexicon: Lexicon, names: Trie<Meaning>): void {
  const feminine = new Set(
    lexicon
      .table("actors/words")
      .find(([name]) => name === "feminine")?.[1]
      ?.split("|"),
  );
  const masculine = new Set(
    lexicon
      .table("actors/words")
      .find(([name]) => name === "masculine")?.[1]
      ?.split("|"),
  );
  for (const [sectorName = "", form = "", list = ""] of lexicon.table("actors/roles")) {
    const sector = sectorOf("actors/roles", sectorName);
    if (!sector || !(ROLE_FORMS as readonly string[]).includes(form))
      throw new Error(`actors/roles: "${sectorName}\t${form}" is not a sector and a form`);
    for (const cell of list.split("|")) {
      const [singular = "", plural] = cell.split("/");
      const last = singular.slice(singular.lastIndexOf(" ") + 1);
      const gender: Gender = feminine.has(last) ? "f" : masculine.has(last) ? "m" : null;
      const role = {
        what: "role" as const,
        form: form as RoleForm,
        sector,
        role: singular,
        gender,
      } as const satisfies Omit<RoleMeaning, "plural">;
      addName(names, singular, () => ({ ...role, plural: form === "people" }));
      if (plural) addName(names, plural, () => ({ ...role, plural: true }));
      else if (form !== "people" && !singular.endsWith("s"))
        addName(names, pluralOf(singular), () => ({ ...role, plural: true }));
    }
  }
  for (const [sectorName = "", list = ""] of lexicon.table("actors/portfolios")) {
    const sector = sectorOf("actors/portfolios", sectorName) ?? "GOV";
    for (const name of list.split("|")) {
      addName(names, name, () => ({ what: "portfolio" as const, sector }));
      for (const [noun, form, plural] of MINISTERIAL) {
        const singular = `${name} ${noun}`;
        const role = {
          what: "role",
          form,
          sector: form === "office" && noun !== "chief" ? "GOV" : sector,
          role: singular,
          gender: null,
        } as const;
        addName(names, singular, () => ({ ...role, plural: false }));
        addName(names, `${name} ${plural}`, () => ({ ...role, plural: true }));
      }
    }
  }
}

/** The grammar of portfolios: "foreign minister", "foreign ministry", "defense department". */
const MINISTERIAL = [
  ["minister", "office", "ministers"],
  ["secretary", "office", "secretaries"],
  ["chief", "office", "chiefs"],
  ["ministry", "body", "ministries"],
  ["department", "body", "departments"],
] as const;

/** Puts full names into the trie, and makes the index of surnames when it is first asked for. */
function readPersons(lexicon: Lexicon, names: Trie<Meaning>): (surname: string) => readonly PersonMeaning[] {
  const rows = lexicon.table("actors/persons");
  const made: (PersonMeaning | undefined)[] = [];
  const person = (row: number): PersonMeaning => {
    let what = made[row];
    if (!what) {
      const [country = "", sector = "", role = "", name = "", , from = "", to = "", gender = ""] = rows[row] ?? [];
      const international = country.startsWith("IGO");
      what = {
        what: "person",
        key: `${name}\t${country}`,
        name,
        parts: atomsOf(name),
        country: international ? null : country || null,
        sector: international ? "IGO" : (sectorOf("actors/persons", sector) ?? "GOV"),
        role,
        cameo: international ? country : `${country}${sector}`,
        gender: gender === "f" ? "f" : "m",
        from: from || null,
        to: endOf(to),
      };
      made[row] = what;
    }
    return what;
  };
  rows.forEach(([, , , name = "", aliases = ""], row) => {
    if (name.includes(" ")) addName(names, name, () => person(row));
    for (const alias of aliases.split("|")) if (alias.includes(" ")) addName(names, alias, () => person(row));
  });
  const leaders = lexicon.table("actors/leaders");
  const leader = ([country = "", name = "", from = "", to = "", gender = ""]: readonly string[]): PersonMeaning => ({
    what: "person",
    key: `${name}\t${country}`,
    name,
    parts: atomsOf(name),
    country,
    sector: "GOV",
    role: LEADER,
    cameo: `${country}GOV`,
    gender: gender === "f" ? "f" : "m",
    from: from || null,
    to: endOf(to),
  });
  for (const row of leaders) if (row[1]?.includes(" ")) addName(names, row[1], () => leader(row));
  const athletes = lexicon.table("actors/sportspeople");
  const athlete = (country: string, gender: string, name: string): PersonMeaning => ({
    what: "person",
    key: `${name}\t${country}`,
    name,
    parts: atomsOf(name),
    country,
    sector: "CVL",
    role: ATHLETE,
    cameo: `${country}CVL`,
    gender: gender === "f" ? "f" : "m",
    from: null,
    to: null,
  });
  for (const [country = "", gender = "", list = ""] of athletes)
    for (const name of list.split("|"))
      if (name.includes(" ")) addName(names, name, () => athlete(country, gender, name));

  let index: Map<string, PersonMeaning[]> | undefined;
  const build = () => {
    const bySurname = new Map<string, PersonMeaning[]>();
    const add = (surname: string, what: PersonMeaning) => {
      const list = bySurname.get(surname);
      if (list) list.push(what);
      else bySurname.set(surname, [what]);
    };
    rows.forEach(([, , , name = "", aliases = ""], row) => {
      const surnames = new Set<string>();
      for (const alias of aliases.split("|")) if (alias && !alias.includes(" ")) surnames.add(fold(alias));
      if (surnames.size === 0) surnames.add(fold(name.slice(name.lastIndexOf(" ") + 1)));
      for (const surname of surnames) add(surname, person(row));
    });
    for (const row of leaders) {
      const what = leader(row);
      const surname = (FAMILY_FIRST.has(what.country ?? "") ? what.parts[0] : what.parts[what.parts.length - 1]) ?? "";
      const known = bySurname.get(surname)?.some((p) => p.country === what.country && overlap(p, what));
      if (!known) add(surname, what);
    }
    for (const [country = "", gender = "", list = ""] of athletes)
      for (const name of list.split("|")) {
        const what = athlete(country, gender, name);
        add((FAMILY_FIRST.has(country) ? what.parts[0] : what.parts[what.parts.length - 1]) ?? "", what);
      }
    return bySurname;
  };
  return (surname) => {
    index ??= build();
    return index.get(surname) ?? [];
  };
}

/** The role of those of whom leaders.tsv tells a surname and a term only. */
export const LEADER = "leader";
/** The role of those of sportspeople.tsv. */
export const ATHLETE = "athlete";

/** Where the family name stands first. */
const FAMILY_FIRST = new Set(["CHN", "KOR", "PRK", "TWN", "HUN"]);

function overlap(one: PersonMeaning, other: PersonMeaning): boolean {
  return (one.from ?? "") <= (other.to ?? "9999") && (other.from ?? "") <= (one.to ?? "9999");
}

/** The last month of a term: `2005` is `2005-12`. */
function endOf(to: string): string | null {
  return to === "" ? null : to.length === 4 ? `${to}-12` : to;
}

function sectorOf(table: string, name: string): Sector | null {
  if (!name) return null;
  const sector = SECTORS.find((s) => s === name);
  if (!sector) throw new Error(`${table}: "${name}" is not a sector`);
  return sector;
}

/** The regular plural of the last word: "envoy" → "envoys", "ministry" → "ministries", "coach" → "coaches". */
function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

function readDictionaries(names: Trie<Meaning>, dictionaries: ActorDictionaries): UnreadableLine[] {
  const unreadable: UnreadableLine[] = [];
  (dictionaries.actors ?? []).forEach((text, d) => {
    const read = readActorDictionary(text, d);
    unreadable.push(...read.unreadable);
    for (const { names: own, codes } of read.actors) {
      const what: UserMeaning = { what: "user", name: titled(own[0] ?? ""), codes };
      for (const name of own) addName(names, titled(name), () => what);
    }
  });
  (dictionaries.agents ?? []).forEach((text, d) => {
    const read = readAgentDictionary(text, d);
    unreadable.push(...read.unreadable);
    for (const { singular, plural, code } of read.agents) {
      const sector = sectorOfCode(code);
      const form: RoleForm =
        sector === "GOV" && /(ministry|ministries|government|department|office|council|authorit)/.test(singular)
          ? "body"
          : "person";
      const role = { what: "role", form, sector, role: singular, gender: null, code } as const;
      addName(names, singular, () => ({ ...role, plural: false }));
      if (plural) addName(names, plural, () => ({ ...role, plural: true }));
    }
  });
  return unreadable;
}

/** `hamid karzai` is `Hamid Karzai`; a short word alone may be an acronym, `un` is `UN`. */
function titled(name: string): string {
  if (/^[a-z]{2,4}$/.test(name)) return name.toUpperCase();
  return name.replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
