import type { Doc } from "../doc.ts";
import type { Abstention, ActorKind, Sector } from "../record.ts";
import { Rel } from "../syntax/syntax.ts";
import { cameoOf, kindOfBody } from "./codes.ts";
import { isCapital, type Setting } from "./items.ts";
import type { BodyMeaning, Gender, Knowledge, PersonMeaning, PlaceMeaning, RoleMeaning, State } from "./knowledge.ts";
import { atomsOf, fold } from "./names.ts";
import type { Phrase } from "./phrases.ts";

/** Someone the story is about, while it is being read. */
export interface Entity {
  kind: ActorKind;
  name: string;
  country: string | null;
  formerly: string | null;
  sector: Sector | null;
  role: string | null;
  cameo: string | null;
  gender: Gender;
  /** True for what "they" stands for. */
  plural: boolean;
  /** A person's name in folded parts; empty for everyone else. */
  parts: readonly string[];
  /** The noun or role by which it can be told again: "ministry", "minister". */
  nouns: Set<string>;
  place: PlaceMeaning | null;
  members: readonly string[];
  /** Number of mentions so far, and the word of the latest. */
  count: number;
  lastWord: number;
}

export interface Found {
  readonly phrase: Phrase | null;
  readonly entity: number;
  readonly first: number;
  readonly last: number;
  readonly core: number;
  readonly form: "name" | "adjective" | "nominal" | "pronoun";
  /** Further entities of the same mention: "the two countries". */
  readonly others?: readonly number[];
}

/** Whom a country's offices belong to on a day: the code of a state that was dissolved later, or null. */
export function formerlyOf(knowledge: Knowledge, country: string | null, date: string | null): string | null {
  if (!country || !date) return null;
  for (const d of knowledge.dissolved) if (d.successor === country && d.from <= date && date <= d.to) return d.code;
  return null;
}

/** Reads a story's phrases in order and says who each one is. */
export class Cast {
  readonly entities: Entity[] = [];
  readonly found: Found[] = [];
  readonly abstentions: Abstention[] = [];
  /** Pronoun → the entity it stands for. */
  readonly standsFor = new Map<number, number>();
  /** Phrase → its entity, -1 for none. */
  readonly entityOf: Int32Array;
  private readonly byKey = new Map<string, number>();
  private readonly bySurname = new Map<string, number[]>();
  /** Acronym → the body it was told to be. */
  private readonly aliases = new Map<string, number>();
  private readonly doc: Doc;
  private readonly knowledge: Knowledge;
  private readonly setting: Setting;
  private readonly date: string | null;
  /** The phrase being read. */
  private current = -1;

  constructor(doc: Doc, knowledge: Knowledge, setting: Setting, phrases: number) {
    this.doc = doc;
    this.knowledge = knowledge;
    this.setting = setting;
    this.date = doc.story.published ?? doc.story.dateline?.date ?? null;
    this.entityOf = new Int32Array(phrases).fill(-1);
  }

  /** The entity of a key, made where it is new. */
  private entity(
    key: string,
    make: () => Omit<Entity, "count" | "lastWord" | "nouns" | "parts" | "place" | "members"> & Partial<Entity>,
  ): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const index = this.entities.length;
    this.entities.push({ nouns: new Set(), parts: [], place: null, members: [], count: 0, lastWord: -1, ...make() });
    this.byKey.set(key, index);
    return index;
  }

  state(code: string, formerly: string | null = formerlyOf(this.knowledge, code, this.date)): number {
    const old = formerly ? this.knowledge.dissolved.find((d) => d.code === formerly) : undefined;
    return this.entity(`state\t${code}\t${formerly ?? ""}`, () => ({
      kind: "state",
      name: old?.name ?? this.knowledge.states.get(code)?.name ?? code,
      country: code,
      formerly,
      sector: null,
      role: null,
      cameo: code,
      gender: null,
      plural: false,
    }));
  }

  place(place: PlaceMeaning): number {
    return this.entity(`place\t${place.name}\t${place.country ?? ""}`, () => ({
      kind: "place",
      name: place.name,
      country: place.country,
      formerly: null,
      sector: null,
      role: null,
      cameo: place.country,
      gender: null,
      plural: false,
      place,
    }));
  }

  /** A body that the lexicon knows by name. */
  named(body: BodyMeaning): number {
    return this.entity(`body\t${body.key}`, () => ({
      kind: body.kind,
      name: body.name,
      country: body.country,
      formerly: null,
      sector: body.sector,
      role: null,
      cameo: body.cameo || cameoOf(body.country, body.sector),
      gender: null,
      plural: body.kind === "people",
      members: body.members,
    }));
  }

  stateOf(country: string | null): State | null {
    return country ? (this.knowledge.states.get(country) ?? null) : null;
  }

  private organ(
    name: string,
    country: string | null,
    formerly: string | null,
    sector: Sector | null,
    kind: ActorKind,
    role: string | null,
    plural: boolean,
    gender: Gender = null,
    key = name,
  ): number {
    return this.entity(`${kind}\t${country ?? ""}\t${key}`, () => ({
      kind,
      name,
      country,
      formerly,
      sector,
      role,
      cameo: cameoOf(country, sector),
      gender,
      plural,
    }));
  }

  /** Says who a phrase is; -1 where it is no one. */
  read(phrases: readonly Phrase[], p: number): number {
    const phrase = phrases[p] as Phrase;
    this.current = p;
    switch (phrase.kind) {
      case "state":
        return this.readState(phrase);
      case "place":
        return phrase.item.place ? this.place(phrase.item.place) : -1;
      case "body":
        return this.readBody(phrases, phrase);
      case "person":
        return this.readPerson(phrases, phrase);
      case "role":
        return this.readRole(phrases, phrase);
    }
  }

  private readState(phrase: Phrase): number {
    const meaning = phrase.item.state;
    if (!meaning) return -1;
    const code = meaning.state.code;
    const formerly = this.formerly(phrase);
    const { tokens } = this.doc;
    if (meaning.by === "inhabitant") {
      const adjective = tokens.form[phrase.core] as string;
      if (meaning.plural) return this.organ(adjective, code, formerly, null, "people", null, true);
      if (phrase.definite === "a" || phrase.definite === "this")
        return this.organ(
          adjective,
          code,
          formerly,
          "CVL",
          "person",
          null,
          false,
          null,
          `${adjective} at ${phrase.first}`,
        );
    }
    if (meaning.by === "seat")
      return this.organ(
        this.text(phrase.item.first, phrase.item.last),
        code,
        formerly,
        "GOV",
        "government",
        null,
        false,
      );
    if (meaning.by === "capital" && this.located(phrase)) {
      const place = phrase.item.place;
      return this.place(
        place ?? {
          what: "place",
          name: this.text(phrase.item.first, phrase.item.last),
          country: code,
          lat: meaning.state.lat,
          lon: meaning.state.lon,
          size: 1000,
          region: false,
        },
      );
    }
    return this.state(code, formerly);
  }

  /** Whether a capital is meant as a town: "in Beijing", "left Beijing", "Beijing airport". */
  private located(phrase: Phrase): boolean {
    const { tokens } = this.doc;
    const words = this.knowledge.words;
    const sentence = tokens.sentenceOf[phrase.first];
    const block = this.doc.story.blocks[tokens.sentenceBlock[sentence as number] as number];
    if (block?.kind === "dateline" || block?.kind === "byline") return true;
    const at = (i: number) =>
      i >= 0 && i < tokens.count && tokens.sentenceOf[i] === sentence ? (tokens.form[i] as string).toLowerCase() : "";
    const left = at(phrase.item.first - 1);
    const before = left === "the" ? at(phrase.item.first - 2) : left;
    if (words.get("locative")?.has(before) || words.get("motion")?.has(before)) return true;
    const right = at(phrase.item.last + 1);
    if (words.get("place-noun")?.has(right)) return true;
    if (right === "," && this.doc.tokens.sentenceStart[sentence as number] === phrase.item.first) return true;
    return (
      before === "capital" ||
      before === "city" ||
      before === "from" ||
      (before === "to" &&
        /^(fly|flew|fl(ying|own)|travel|travelled|traveled|travels|travelling|traveling|return|returned|returns|returning|go|goes|went|going|come|came|trip|visit|visits|journey|flight|head|headed|heading|drive|drove|back|moved|sent|tour|way)$/.test(
          at(phrase.item.first - 2),
        ))
    );
  }

  private formerly(phrase: Phrase): string | null {
    return phrase.state?.formerly ?? (phrase.country ? formerlyOf(this.knowledge, phrase.country, this.date) : null);
  }

  private text(first: number, last: number): string {
    const { tokens, story } = this.doc;
    return story.text.slice(tokens.start[first] as number, tokens.end[last] as number).replace(/\s+/g, " ");
  }

  private readBody(phrases: readonly Phrase[], phrase: Phrase): number {
    const body = phrase.item.body;
    const text = this.text(phrase.item.first, phrase.item.last);
    const alias = this.aliases.get(text);
    if (alias !== undefined) return alias;
    // "the New Democratic Party (NDP)": here, the acronym is that of the body before it.
    if (phrase.same >= 0 && text === text.toUpperCase()) {
      const before = this.entityOf[phrase.same] as number;
      if (before >= 0 && (this.entities[before] as Entity).kind !== "person") {
        this.aliases.set(text, before);
        return before;
      }
    }
    if (body) {
      const stated = phrase.country;
      const role = phrase.item.role;
      // "the Japanese House of Representatives": the words say another country than the lexicon.
      if (role && stated && body.country && stated !== body.country)
        return this.organ(role.role, stated, this.formerly(phrase), role.sector, kindOfBody(role.sector), null, false);
      return this.named(body);
    }
    const name = this.text(phrase.nameFirst, phrase.nameLast);
    const sector = phrase.role?.sector ?? null;
    const stated = phrase.country ?? (phrase.of >= 0 ? (phrases[phrase.of]?.country ?? null) : null);
    const country =
      stated ?? (sector !== null && sector !== "IGO" && sector !== "MED" && sector !== "REL" ? this.salient() : null);
    return this.organ(name, country, null, sector, kindOfBody(sector), null, false);
  }

  private readPerson(phrases: readonly Phrase[], phrase: Phrase): number {
    const { tokens } = this.doc;
    const parts: string[] = [];
    for (let i = phrase.nameFirst; i <= phrase.nameLast; i++) {
      const part = fold(tokens.form[i] as string);
      if (part && part !== "-") parts.push(part);
    }
    if (parts.length === 0) return -1;
    const text = this.text(phrase.nameFirst, phrase.nameLast);
    const alias = this.aliases.get(text);
    if (alias !== undefined) return alias;
    // "the State Grain Administration (SGA)": an acronym of the body before it.
    if (phrase.same >= 0 && text === text.toUpperCase()) {
      const body = this.entityOf[phrase.same] as number;
      if (body >= 0 && (this.entities[body] as Entity).kind !== "person") {
        this.aliases.set(text, body);
        return body;
      }
    }
    const known = this.known(phrase, parts);
    let index = this.namesake(parts, phrase, known);
    const title = phrase.role;
    if (index < 0 && !title && !known && phrase.same < 0 && !this.isPerson(phrase) && !this.sharedTitle(phrases))
      return -1;
    const nameless = index < 0 ? this.nameless(phrase, known?.country ?? null) : -1;
    if (nameless >= 0) {
      index = nameless;
      const entity = this.entities[index] as Entity;
      entity.name = this.text(phrase.nameFirst, phrase.nameLast);
      entity.parts = parts;
      this.bookName(parts, index);
    }
    if (index < 0) {
      index = this.entities.length;
      this.entities.push({
        kind: "person",
        name: this.text(phrase.nameFirst, phrase.nameLast),
        country: known?.country ?? null,
        formerly: known ? formerlyOf(this.knowledge, known.country, this.date) : null,
        sector: known ? this.sectorThen(known) : null,
        role: known?.role || null,
        cameo: known?.cameo ?? null,
        gender: phrase.gender ?? known?.gender ?? this.givenGender(parts),
        plural: false,
        parts,
        nouns: new Set(known ? nounsOf(known.role) : []),
        place: null,
        members: [],
        count: 0,
        lastWord: -1,
      });
      if (known)
        (this.entities[index] as Entity).cameo = known.country
          ? cameoOf(known.country, this.sectorThen(known))
          : known.cameo;
      this.bookName(parts, index);
    }
    const entity = this.entities[index] as Entity;
    if (parts.length > entity.parts.length) {
      entity.parts = parts;
      entity.name = this.text(phrase.nameFirst, phrase.nameLast);
    }
    entity.gender ??= phrase.gender ?? this.givenGender(parts);
    // "The Peruvian health minister, Ana Ruiz,": what came before the name was this person.
    const before = phrase.same >= 0 ? phrases[phrase.same] : undefined;
    if (before?.role && before.kind === "role") {
      this.give(entity, phrases, before);
      const stand = this.entityOf[phrase.same] as number;
      if (stand >= 0 && stand !== index && (this.entities[stand] as Entity).kind === "person") {
        this.entityOf[phrase.same] = index;
        const at = this.found.findLastIndex((found) => found.entity === stand && found.phrase === before);
        const found = this.found[at];
        if (found) this.found[at] = { ...found, entity: index };
      }
    }
    const shared = title ? null : this.sharedTitle(phrases);
    if (title) this.give(entity, phrases, phrase);
    else if (shared) this.give(entity, phrases, { ...shared, gender: phrase.gender });
    else if (phrase.country && !entity.country) {
      entity.country = phrase.country;
      entity.cameo = cameoOf(entity.country, entity.sector);
    }
    return index;
  }

  private bookName(parts: readonly string[], index: number): void {
    for (const key of new Set(parts)) {
      const list = this.bySurname.get(key);
      if (list) list.push(index);
      else this.bySurname.set(key, [index]);
    }
  }

  /**
   * "A Chinese foreign ministry spokesperson said … Spokesperson Wang Wenbin made the remarks": the one person without a
   * name who holds the office that a name now comes with; -1 where there is none, or more than one.
   */
  private nameless(phrase: Phrase, known: string | null): number {
    const role = phrase.role;
    if (!role || phrase.definite !== null || phrase.former || phrase.plural || role.form === "suffix") return -1;
    const noun = role.role.toLowerCase();
    const country = phrase.state?.state.code ?? phrase.country ?? known;
    let one = -1;
    for (let e = 0; e < this.entities.length; e++) {
      const entity = this.entities[e] as Entity;
      if (entity.kind !== "person" || entity.parts.length > 0 || entity.plural || entity.lastWord < 0) continue;
      if (phrase.first - entity.lastWord > 150 || !entity.nouns.has(noun)) continue;
      if (country && entity.country && country !== entity.country) continue;
      if (one >= 0) return -1;
      one = e;
    }
    return one;
  }

  /** Whether a capitalised name that nothing introduces is a person's: by a given name, by what the person does, by the words of the name. */
  private isPerson(phrase: Phrase): boolean {
    if (phrase.gender) return true;
    const { tokens, syntax } = this.doc;
    const { common, given, words } = this.knowledge;
    const first = fold(tokens.form[phrase.nameFirst] as string);
    const last = (tokens.form[phrase.nameLast] as string).toLowerCase();
    if (words.get("thing")?.has(last)) return false;
    if (words.get("group-adjective")?.has(this.text(phrase.nameFirst, phrase.nameLast))) return false;
    let plain = 0;
    let count = 0;
    for (let i = phrase.nameFirst; i <= phrase.nameLast; i++) {
      const form = tokens.form[i] as string;
      if (!/^\p{L}/u.test(form)) continue;
      count++;
      if (words.get("group-adjective")?.has(form)) return false;
      if (common.has(form.toLowerCase()) || (form.length > 1 && form === form.toUpperCase() && !form.includes(".")))
        plain++;
    }
    const initials = count > 1 && /^\p{Lu}\.?$/u.test(tokens.form[phrase.nameFirst + 1] as string);
    if (count > 1 && (given.has(first) || initials)) return plain < count;
    const head = this.headOf({ ...phrase, phrase: null, entity: -1, form: "name" });
    const relation = syntax.deprel[head];
    const verb = syntax.head[head] as number;
    const acts =
      (relation === Rel.nsubj && verb >= 0 && words.get("saying")?.has((tokens.form[verb] as string).toLowerCase())) ||
      tokens.form[phrase.last + 1] === "who" ||
      (tokens.form[phrase.last + 1] === "," &&
        (tokens.form[phrase.last + 2] === "who" || /^\d\d$/.test(tokens.form[phrase.last + 2] ?? "")));
    if (acts) return plain < count;
    const subject = relation === Rel.nsubj || relation === Rel["nsubj:pass"] || relation === Rel["nmod:poss"];
    if (count === 1) return plain === 0 && relation !== Rel.compound && (given.has(first) || subject);
    if (plain > 0) return false;
    const before = phrase.first > 0 ? (tokens.form[phrase.first - 1] as string).toLowerCase() : "";
    return count <= 4 && phrase.definite === null && before !== "in" && before !== "at";
  }

  /** "Vice Premiers Wu Yi and Hui Liangyu": the phrase before whose title, a plural, is also this name's. */
  private sharedTitle(phrases: readonly Phrase[]): Phrase | null {
    const { tokens } = this.doc;
    let at = this.current;
    for (let steps = 0; steps < 6 && at > 0; steps++) {
      const before = phrases[at - 1] as Phrase;
      const gap = (phrases[at] as Phrase).first - before.last - 1;
      const link = tokens.form[before.last + 1] ?? "";
      if (before.kind !== "person" || gap < 1 || gap > 2 || (link !== "and" && link !== "," && link !== "&"))
        return null;
      if (before.role?.plural && before.nameFirst >= 0) return before;
      if (before.role) return null;
      at--;
    }
    return null;
  }

  private sectorThen(person: PersonMeaning): Sector {
    if (this.setting.month && person.to && person.to < this.setting.month) return "ELI";
    return person.sector;
  }

  /** Gives a person the office that a phrase tells of. */
  give(entity: Entity, phrases: readonly Phrase[], phrase: Phrase): void {
    const role = phrase.role;
    if (!role) return;
    for (const noun of nounsOf(phrase.roleText ?? role.role)) entity.nouns.add(noun);
    const affiliation = this.affiliation(phrases, phrase);
    if (entity.role && entity.sector && entity.country) return;
    if (!entity.role || phrase.roleText)
      entity.role = phrase.former ? `former ${phrase.roleText ?? role.role}` : (phrase.roleText ?? role.role);
    entity.gender ??= role.gender;
    let sector: Sector = role.sector;
    // "Police chief General Sutanto": the office before a rank.
    if (sector === "MIL")
      sector =
        phrase.before.find((x) => x.role && x.role !== role && x.role.form === "office" && x.role.sector !== "MIL")
          ?.role?.sector ?? sector;
    if (affiliation.sector && (role.sector === "GOV" || role.form !== "office")) sector = affiliation.sector;
    if (phrase.former && (sector === "GOV" || sector === "LEG" || sector === "MIL")) sector = "ELI";
    entity.sector ??= sector;
    if (!entity.country) entity.country = affiliation.country;
    if (entity.country && !entity.formerly) entity.formerly = this.formerly(phrase);
    entity.cameo = affiliation.igo ?? cameoOf(entity.country, entity.sector);
    if (affiliation.igo) {
      entity.sector = "IGO";
      entity.country = null;
    }
  }

  /** Whose a role is: by its own words, else by the body it belongs to, else by what the story is about. */
  private affiliation(
    phrases: readonly Phrase[],
    phrase: Phrase,
  ): { country: string | null; sector: Sector | null; igo: string | null } {
    let sector: Sector | null = null;
    let igo: string | null = null;
    let country = phrase.country;
    const bodies = phrase.before.filter((x) => x.type === "body" || (x.type === "role" && x.role?.form === "body"));
    const owner = phrase.of >= 0 ? phrases[phrase.of] : undefined;
    for (const x of bodies) {
      if (x.body) {
        if (x.body.kind === "people") country ??= x.body.country;
        else if (x.body.sector === "IGO") igo = x.body.cameo;
        else {
          sector = x.body.sector;
          country ??= x.body.country;
        }
      } else if (x.role && x.role !== phrase.role) sector = x.role.sector;
    }
    if (owner?.item.body) {
      if (owner.item.body.sector === "IGO") igo = owner.item.body.cameo;
      else {
        sector ??= owner.item.body.sector;
        country ??= owner.item.body.country;
      }
    } else if (owner?.role && (owner.role.form === "body" || owner.role.form === "suffix")) {
      sector ??= owner.role.sector;
      country ??= owner.country;
    }
    if (owner && this.entityOf[phrase.of] !== undefined && (this.entityOf[phrase.of] as number) >= 0) {
      const entity = this.entities[this.entityOf[phrase.of] as number];
      country ??= entity?.country ?? null;
    }
    if (country && igo && phrase.state)
      igo =
        phrase.role?.sector === "IGO"
          ? igo
          : /ambassador|envoy|representative|mission/.test(phrase.role?.role ?? "")
            ? null
            : igo;
    if (!country && !igo && phrase.role?.sector === "IGO") igo = "IGO";
    if (!country && !igo && phrase.role && this.domestic(phrase)) country = this.salient();
    return { country, sector, igo };
  }

  /** The state an office without an owner belongs to: the latest named one in the sentence, the dateline's, or the story's main one. */
  private domestic(phrase: Phrase): boolean {
    const role = phrase.role as RoleMeaning;
    const adjective = this.doc.tokens.form[phrase.core - 1] ?? "";
    if (/^local$/i.test(adjective) || /^local /.test(role.role)) return true;
    if (role.sector === "NGO" && role.form === "body" && !phrase.plural) return true;
    if (!DOMESTIC.has(role.sector)) return false;
    // Leaders and ministers in the plural come from anywhere, and so does "a person".
    if (role.sector === "GOV" && role.form === "office" && phrase.plural && phrase.definite !== "the")
      return !ABROAD.test(role.role);
    if (role.sector === "GOV" && phrase.plural && ABROAD.test(role.role)) return false;
    return !(role.sector === "CVL" && ANYONE.test(role.role) && phrase.definite !== "the");
  }

  private salient(): string | null {
    let best: string | null = null;
    let high = 0;
    for (const [country, weight] of this.setting.weight) {
      if (weight > high) {
        high = weight;
        best = country;
      }
    }
    return best;
  }

  /** A person of the lexicon whose name, term and country fit. */
  private known(phrase: Phrase, parts: readonly string[]): PersonMeaning | null {
    const candidates =
      phrase.persons.length > 0 ? phrase.persons : this.knowledge.bySurname(parts[parts.length - 1] as string);
    const month = this.setting.month;
    let best: PersonMeaning | null = null;
    let high = 0;
    let tied = false;
    for (const person of candidates) {
      const full = phrase.persons.includes(person) && parts.length > 1;
      if (!full && parts.length > 1 && person.parts.length > 1) continue;
      let score = full ? 3 : 0;
      const inOffice = month !== null && (!person.from || person.from <= month) && (!person.to || month <= person.to);
      if (inOffice) score += 2;
      else if (month !== null && person.from && month < person.from && !full) continue;
      const country = person.country;
      if (phrase.country && country) {
        if (phrase.country === country) score += 3;
        else continue;
      } else if (country) score += Math.min(2, this.setting.weight.get(country) ?? 0);
      if (
        phrase.role &&
        phrase.role.form === "office" &&
        nounsOf(person.role).some((n) => nounsOf(phrase.role?.role ?? "").includes(n))
      )
        score += 2;
      // A bare surname is the leader's in office where the story speaks of the state, or where it is nobody else's first name.
      const told = country !== null && (this.setting.weight.get(country) ?? 0) > 0;
      const bare = inOffice && (told || (!this.knowledge.given.has(parts[0] as string) && candidates.length <= 2));
      if (!full && score < 3 && !bare) continue;
      if (score > high) {
        high = score;
        best = person;
        tied = false;
      } else if (score === high && best?.country !== person.country) tied = true;
    }
    return tied ? null : best;
  }

  private givenGender(parts: readonly string[]): Gender {
    if (parts.length < 2) return null;
    return this.knowledge.given.get(parts[0] as string) ?? null;
  }

  /** The person of the story whom a name names again: the same full name, or one that ends or begins with it. */
  private namesake(parts: readonly string[], phrase: Phrase, known: PersonMeaning | null): number {
    const surname = parts[parts.length - 1] as string;
    const candidates = this.bySurname.get(surname) ?? [];
    let best = -1;
    let high = -Infinity;
    for (const c of candidates) {
      const entity = this.entities[c] as Entity;
      if (!compatible(parts, entity.parts)) continue;
      if (phrase.gender && entity.gender && phrase.gender !== entity.gender) continue;
      if (known?.country && entity.country && phrase.persons.length > 0 && known.country !== entity.country) continue;
      // Of a family, the one the story is about, unless another was just named.
      const score = Math.log2(1 + entity.count) - (phrase.first - entity.lastWord) / 60;
      if (score > high) {
        high = score;
        best = c;
      }
    }
    return best;
  }

  private readRole(phrases: readonly Phrase[], phrase: Phrase): number {
    const role = phrase.role;
    if (!role || role.form === "suffix") return -1;
    // "Sultan said", of Major General Shaukat Sultan.
    if (phrase.first === phrase.last && isCapital(this.doc.tokens.form[phrase.first] as string)) {
      const [person] = this.bySurname.get(fold(this.doc.tokens.form[phrase.first] as string)) ?? [];
      if (person !== undefined) return person;
    }
    if (phrase.same >= 0 && (this.entityOf[phrase.same] as number) >= 0) {
      const index = this.entityOf[phrase.same] as number;
      this.give(this.entities[index] as Entity, phrases, phrase);
      return index;
    }
    const named = phrase.before[phrase.before.length - 1]?.body;
    // "the Hamas movement", "bin Laden's al-Qaeda network": the noun says what the named body is.
    if (
      named &&
      role.form === "body" &&
      !phrase.plural &&
      NAMED_KINDS.has(named.kind) &&
      phrase.before[phrase.before.length - 1]?.last === phrase.item.first - 1
    )
      return this.named(named);
    const subject = this.subjectOf(phrase);
    if (subject >= 0) {
      this.give(this.entities[subject] as Entity, phrases, phrase);
      return subject;
    }
    const again = this.again(phrase);
    if (again >= 0) return again;
    const known = this.namedBefore(phrase);
    if (known >= 0) return known;
    const { country, sector: theirs, igo } = this.affiliation(phrases, phrase);
    // "French peacekeepers" are France's, "peacekeepers" the United Nations'.
    const national = role.sector === "IGO" && phrase.state !== null && PEACEKEEPING.test(role.role);
    const sector: Sector = national ? "MIL" : igo ? "IGO" : theirs && role.sector === "GOV" ? theirs : role.sector;
    const own = igo && !national ? null : country;
    const text = phrase.roleText ?? role.role;
    const formerly = own ? this.formerly(phrase) : null;
    const many = phrase.plural || role.form === "people";
    const group = many || role.form === "body";
    const kind = !group ? "person" : role.form === "body" || ARMS.has(role.sector) ? kindOfBody(sector) : "people";
    // The organs of a state are the same ones every time; of a crowd, a company or an official there may be another.
    const lasting =
      phrase.definite === "the" ||
      (STATE_ORGANS.has(sector) && (role.form === "body" || (many && phrase.state !== null))) ||
      (!group && phrase.definite === null);
    if (!group && phrase.definite === "a") {
      const told = this.toldInHeadline(text, own);
      if (told >= 0) return told;
    }
    const whose = this.possessor(phrase);
    const key = whose >= 0 ? `${text} of ${whose}` : lasting ? text : `${text} at ${phrase.first}`;
    const index = this.organ(text, own, formerly, sector, kind, group ? null : text, many, role.gender, key);
    const entity = this.entities[index] as Entity;
    if (igo && !national) entity.cameo = igo;
    else if (role.code && own) entity.cameo = own + role.code;
    for (const noun of nounsOf(text)) entity.nouns.add(noun);
    return index;
  }

  /** The lead tells the headline again: "A Chinese spokesperson" is the headline's "Chinese spokesperson". */
  private toldInHeadline(role: string, country: string | null): number {
    const { tokens, story } = this.doc;
    return this.entities.findIndex(
      (entity) =>
        entity.kind === "person" &&
        entity.parts.length === 0 &&
        entity.role === role &&
        entity.country === country &&
        entity.lastWord >= 0 &&
        story.blocks[tokens.sentenceBlock[tokens.sentenceOf[entity.lastWord] as number] as number]?.kind === "headline",
    );
  }

  /** "Wang became minister", "served as an envoy", "was elected president": the subject of the verb over a noun; -1 where it is no such verb. */
  private subjectOfBecoming(head: number): number {
    const { syntax, tokens } = this.doc;
    const relation = syntax.deprel[head];
    const verb = syntax.head[head] as number;
    if (verb < 0 || !this.knowledge.words.get("becoming")?.has((tokens.form[verb] as string).toLowerCase())) return -1;
    let as = false;
    for (let child = syntax.firstChild[head] as number; child !== -1; child = syntax.nextSibling[child] as number)
      if (syntax.deprel[child] === Rel.case && (tokens.form[child] as string).toLowerCase() === "as") as = true;
    let subject = -1;
    let passive = false;
    for (let child = syntax.firstChild[verb] as number; child !== -1; child = syntax.nextSibling[child] as number) {
      if (syntax.deprel[child] === Rel.nsubj) subject = child;
      else if (syntax.deprel[child] === Rel["nsubj:pass"]) {
        subject = child;
        passive = true;
      } else if (syntax.deprel[child] === Rel.advmod && /^(not|n't|never)$/i.test(tokens.form[child] as string))
        return -1;
    }
    const become = /^(be(come|comes|came|coming)|remain(s|ed)?)$/i.test(tokens.form[verb] as string);
    const told =
      (become && (relation === Rel.xcomp || relation === Rel.obj)) ||
      (as && relation === Rel.obl) ||
      (passive && (relation === Rel.xcomp || relation === Rel.obj));
    return told ? subject : -1;
  }

  /** The entity of "his" in "his wife"; -1 where the phrase has no such word or it stands for no one. */
  private possessor(phrase: Phrase): number {
    if (phrase.definite !== "poss") return -1;
    return this.standsFor.get(phrase.first) ?? (phrase.of >= 0 ? (this.entityOf[phrase.of] as number) : -1);
  }

  /** "Wang is the foreign minister": the person of whom the phrase is said; -1 where it is said of no one. */
  private subjectOf(phrase: Phrase): number {
    if (phrase.plural || (phrase.role?.form !== "office" && phrase.role?.form !== "person")) return -1;
    const { syntax } = this.doc;
    const head = this.headOf({ ...phrase, phrase: null, entity: -1, form: "nominal" });
    let subject = -1;
    let copula = false;
    for (let child = syntax.firstChild[head] as number; child !== -1; child = syntax.nextSibling[child] as number) {
      const relation = syntax.deprel[child];
      if (relation === Rel.cop) copula = true;
      else if (relation === Rel.nsubj) subject = child;
      else if (relation === Rel.advmod && /^(not|n't|never)$/i.test(this.doc.tokens.form[child] as string)) return -1;
    }
    if (!copula) subject = this.subjectOfBecoming(head);
    if (subject < 0) return -1;
    for (let f = this.found.length - 1; f >= 0; f--) {
      const found = this.found[f] as Found;
      if (found.core < subject - 12) break;
      if (this.headOf(found) === subject) {
        const entity = this.entities[found.entity] as Entity;
        return entity.kind === "person" && !entity.plural ? found.entity : -1;
      }
    }
    return -1;
  }

  /** "the bloc", "the company": the body of that kind named last; -1 where none was. */
  private namedBefore(phrase: Phrase): number {
    const role = phrase.role;
    if (
      (phrase.definite !== "the" && phrase.definite !== "this") ||
      phrase.plural ||
      phrase.country ||
      phrase.of >= 0 ||
      phrase.before.length > 0
    )
      return -1;
    const noun = role?.role ?? "";
    for (let f = this.found.length - 1; f >= 0; f--) {
      const found = this.found[f] as Found;
      if (phrase.first - found.core > 150) break;
      const entity = this.entities[found.entity] as Entity;
      if (entity.parts.length > 0) continue;
      if (this.knowledge.words.get(`noun-${NOUN_OF[entity.kind] ?? ""}`)?.has(noun)) return found.entity;
    }
    return -1;
  }

  /** "the minister": someone named before who holds the office. */
  private again(phrase: Phrase): number {
    if (phrase.definite !== "the" && phrase.definite !== "this") return -1;
    const role = phrase.role;
    if (!role || phrase.country || phrase.of >= 0 || phrase.before.some((x) => x.type !== "role")) return -1;
    for (let i = phrase.first + 1; i < phrase.core; i++) if (OTHER.test(this.doc.tokens.form[i] as string)) return -1;
    const noun = role.role.toLowerCase();
    for (let f = this.found.length - 1; f >= 0; f--) {
      const found = this.found[f] as Found;
      if (phrase.first - found.core > 400) break;
      const entity = this.entities[found.entity] as Entity;
      if (entity.nouns.has(noun) && entity.plural === (phrase.plural || role.form === "people")) return found.entity;
    }
    return -1;
  }

  /** The word of a mention whose own head stands outside it. */
  headOf(found: Found): number {
    const { head } = this.doc.syntax;
    let word = found.core;
    for (let steps = found.last - found.first; steps >= 0; steps--) {
      const up = head[word] as number;
      if (up < found.first || up > found.last) break;
      word = up;
    }
    return word;
  }

  /** One who answers in a briefing under a name that its text does not mention. */
  speaker(name: string, host: number): number {
    const office = host >= 0 ? (this.entities[host] as Entity) : null;
    return this.entity(`speaker\t${name}`, () => ({
      kind: "person",
      name,
      country: office?.country ?? null,
      formerly: null,
      sector: "GOV",
      role: null,
      cameo: cameoOf(office?.country ?? null, "GOV"),
      gender: null,
      plural: false,
      parts: atomsOf(name),
    }));
  }

  /** An outlet that asks in a briefing. */
  outlet(name: string, country: string | null): number {
    return this.entity(`outlet\t${name}`, () => ({
      kind: "media",
      name,
      country,
      formerly: null,
      sector: "MED",
      role: null,
      cameo: cameoOf(country, "MED"),
      gender: null,
      plural: false,
    }));
  }

  /** Whether a verb form is one of saying. */
  says(form: string): boolean {
    return this.knowledge.words.get("saying")?.has(form.toLowerCase()) === true;
  }

  /** Whom the first person of a speech stands for where no one is named. */
  voice(key: string, plural: boolean): number {
    return this.entity(`voice\t${key}\t${plural}`, () => ({
      kind: plural ? "people" : "person",
      name: plural ? "we" : "the speaker",
      country: null,
      formerly: null,
      sector: null,
      role: null,
      cameo: null,
      gender: null,
      plural,
    }));
  }

  /**
   * In a story that speaks of one state only, those who are quoted without a word on who they are, are of that state:
   * gives them its country.
   */
  settle(): void {
    let best: string | null = null;
    let high = 0;
    let second = 0;
    for (const [country, weight] of this.setting.weight) {
      if (weight > high) {
        second = high;
        high = weight;
        best = country;
      } else if (weight > second) second = weight;
    }
    if (!best || high < 2 || second * 3 > high) return;
    const { syntax, tokens } = this.doc;
    for (const found of this.found) {
      const entity = this.entities[found.entity] as Entity;
      if (entity.kind !== "person" || entity.country || entity.sector || entity.parts.length === 0) continue;
      const head = this.headOf(found);
      const verb = syntax.head[head] as number;
      if (syntax.deprel[head] !== Rel.nsubj || verb < 0 || !this.says(tokens.form[verb] as string)) continue;
      entity.country = best;
      entity.cameo = cameoOf(best, entity.sector);
    }
  }

  /** Books a mention. */
  mention(found: Found): void {
    this.found.push(found);
    const entity = this.entities[found.entity] as Entity;
    entity.count++;
    entity.lastWord = Math.max(entity.lastWord, found.core);
  }
}

/** Sectors whose people and bodies, where no one says whose they are, are those of the state the story plays in. */
const DOMESTIC: ReadonlySet<Sector> = new Set<Sector>([
  "GOV",
  "MIL",
  "COP",
  "JUD",
  "LEG",
  "PTY",
  "OPP",
  "REB",
  "SPY",
  "UAF",
  "CVL",
  "REF",
  "IDP",
  "LAB",
  "AGR",
  "EDU",
  "HLH",
  "SET",
  "CRM",
  "REL",
  "BUS",
]);

const NAMED_KINDS: ReadonlySet<ActorKind> = new Set<ActorKind>(["armed-group", "party", "company", "media"]);

/** Kind of a body → the list of nouns that may tell it again. */
const NOUN_OF: { readonly [kind in ActorKind]?: string } = {
  igo: "igo",
  company: "company",
  party: "party",
  "armed-group": "group",
  media: "media",
  ngo: "group",
};

const PEACEKEEPING = /peace-?keep|blue helmet|multinational/;

const ABROAD =
  /^(leader|head of state|head of government|minister|foreign minister|world leader|president|prime minister|diplomat|ambassador|envoy|delegate|trade minister|finance minister)$/;
const ANYONE = /^(person|civil society|campaigner|player|supporter|critic|friend|colleague|guest)$/;

/** "the other men" are not the men of before. */
const OTHER = /^(other|another|new|next|second|third|remaining|rest|many|most|countless)$/i;

const ARMS: ReadonlySet<Sector> = new Set<Sector>(["MIL", "COP", "LEG", "JUD", "SPY", "REB", "UAF"]);
const STATE_ORGANS: ReadonlySet<Sector> = new Set<Sector>(["GOV", "MIL", "COP", "LEG", "JUD", "SPY"]);

/** "deputy foreign minister" can be told again as "minister", "foreign minister" and in full. */
function nounsOf(role: string): string[] {
  const words = role.toLowerCase().split(" ");
  const out: string[] = [];
  for (let i = words.length - 1; i >= 0; i--) out.push(words.slice(i).join(" "));
  return out;
}

/** "wang" and "wang yi"; "rodriguez zapatero" and "jose luis rodriguez zapatero"; "tony blair" and "anthony blair" are not. */
function compatible(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === long.length)
    return short.every((part, i) => part === long[i] || initial(part, long[i] as string));
  if (short.length === 1) return long.includes(short[0] as string);
  if (short.every((part, i) => part === long[long.length - short.length + i])) return true;
  if (short[0] !== long[0] && !initial(short[0] as string, long[0] as string)) return false;
  // "George Bush" and "George W. Bush"; "Kim Jong" and "Kim Jong Il".
  let at = 0;
  for (const part of long) if (part === short[at]) at++;
  return at >= short.length - (initial(short[0] as string, long[0] as string) ? 1 : 0);
}

function initial(one: string, other: string): boolean {
  return one !== other && (one.length === 1 || other.length === 1) && one[0] === other[0];
}
