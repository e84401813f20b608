import type { Doc } from "../doc.ts";
import type { Abstention, ActorKind, Sector } from "../record.ts";
import { cameoOf } from "./codes.ts";
import type { Item, Setting } from "./items.ts";
import type { BodyMeaning, Gender, Knowledge, PlaceMeaning, State } from "./knowledge.ts";
import { atomsOf } from "./names.ts";
import type { Phrase } from "./phrases.ts";

/** Someone the story is about, while it is being read. */
export interface Entity {
  kind: ActorKind;
  name: string;
  country: string | null;
  /** The country is what the story around speaks for, not what is said of them. */
  guessed: boolean;
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

/** Those a story is about, as far as it was read, and where they are mentioned. */
export class Cast {
  readonly entities: Entity[] = [];
  readonly found: Found[] = [];
  readonly abstentions: Abstention[] = [];
  /** Pronoun → the entity it stands for. */
  readonly standsFor = new Map<number, number>();
  /** Phrase → its entity, -1 for none. */
  readonly entityOf: Int32Array;
  private readonly byKey = new Map<string, number>();
  /** Folded part of a name → the persons who bear it. */
  readonly bySurname = new Map<string, number[]>();
  /** Acronym → the body it was told to be. */
  readonly aliases = new Map<string, number>();
  readonly doc: Doc;
  readonly knowledge: Knowledge;
  readonly setting: Setting;
  readonly date: string | null;
  private readonly items: readonly Item[];
  /** Forms that have a capital inside a sentence somewhere. */
  readonly names: ReadonlySet<string>;
  private readonly countriesIn = new Map<number, ReadonlySet<string>>();
  /** The phrase being read. */
  current = -1;

  constructor(
    doc: Doc,
    knowledge: Knowledge,
    setting: Setting,
    items: readonly Item[],
    names: ReadonlySet<string>,
    phrases: number,
  ) {
    this.items = items;
    this.names = names;
    this.doc = doc;
    this.knowledge = knowledge;
    this.setting = setting;
    this.date = doc.story.published ?? doc.story.dateline?.date ?? null;
    this.entityOf = new Int32Array(phrases).fill(-1);
  }

  /** The entity of a key, made where it is new. */
  private entity(
    key: string,
    make: () => Omit<Entity, "guessed" | "count" | "lastWord" | "nouns" | "parts" | "place" | "members"> &
      Partial<Entity>,
  ): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const index = this.entities.length;
    this.entities.push({
      guessed: false,
      nouns: new Set(),
      parts: [],
      place: null,
      members: [],
      count: 0,
      lastWord: -1,
      ...make(),
    });
    this.byKey.set(key, index);
    return index;
  }

  /** A state, or one of today where an older one of another code is meant. */
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

  /** A place on the map. */
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

  /** The countries that the states and places of a sentence are of. */
  countriesOf(sentence: number): ReadonlySet<string> {
    const known = this.countriesIn.get(sentence);
    if (known) return known;
    const { sentenceStart } = this.doc.tokens;
    const start = sentenceStart[sentence] as number;
    const stop = sentenceStart[sentence + 1] as number;
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.items[middle] as Item).first < start) low = middle + 1;
      else high = middle;
    }
    const countries = new Set<string>();
    for (let i = low; i < this.items.length && (this.items[i] as Item).first < stop; i++) {
      const { state, place } = this.items[i] as Item;
      const country = state?.state.code ?? place?.country;
      if (country) countries.add(country);
    }
    this.countriesIn.set(sentence, countries);
    return countries;
  }

  /** What the lexicon knows of a state. */
  stateOf(country: string | null): State | null {
    return country ? (this.knowledge.states.get(country) ?? null) : null;
  }

  /** A body, a crowd or one of them, by what it is called and whose it is. */
  organ(
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

  /** The words from one to another as the story has them. */
  text(first: number, last: number): string {
    const { tokens, story } = this.doc;
    return story.text.slice(tokens.start[first] as number, tokens.end[last] as number).replace(/\s+/g, " ");
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

  /** Books a mention. */
  mention(found: Found): void {
    this.found.push(found);
    const entity = this.entities[found.entity] as Entity;
    entity.count++;
    entity.lastWord = Math.max(entity.lastWord, found.core);
  }
}
