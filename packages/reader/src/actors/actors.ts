import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, Actor, Span } from "../record.ts";
import type { TimesRead } from "../times/times.ts";
import { type Anaphor, findAnaphora, standsFor } from "./anaphora.ts";
import { readBody } from "./bodies.ts";
import { Cast, type Entity, type Found } from "./cast.ts";
import { findItems } from "./items.ts";
import { type ActorDictionaries, openKnowledge } from "./knowledge.ts";
import { readPerson } from "./persons.ts";
import type { UnreadableLine } from "./petrarch.ts";
import { findPhrases, type Phrase } from "./phrases.ts";
import { antecedent, findPronouns, type Pronoun, pronounForms } from "./pronouns.ts";
import { readRole } from "./roles.ts";
import { readState } from "./states.ts";
import { turnsOf } from "./turns.ts";
import { speakerAt, voicesOf } from "./voices.ts";
import { settle } from "./whose.ts";

export const MENTION_FORMS = ["name", "adjective", "nominal", "pronoun"] as const;
/** "France"; "French" in "French officials"; "the minister", "both sides"; "he", "their". */
export type MentionForm = (typeof MENTION_FORMS)[number];

/** One mention of one or, for "the two countries", several actors. */
export interface Mention {
  /** Indexes in `actors`. */
  readonly actors: readonly number[];
  readonly form: MentionForm;
  /** First and last word, and the syntactic head of the mention. */
  readonly first: number;
  readonly last: number;
  readonly head: number;
}

/** A mention that is also somewhere on the map: a town, a region, a state. */
export interface PlaceRead {
  /** Index in `mentions`. */
  readonly mention: number;
  readonly name: string;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

export interface ActorsRead {
  readonly actors: readonly Actor[];
  /** In text order. Mentions may be nested ("Chinese" in "Chinese Foreign Minister Wang Yi"), the longer one first. */
  readonly mentions: readonly Mention[];
  /** Word → index in `mentions` of the longest mention whose head it is, -1 for none. */
  readonly mentionOf: Int32Array;
  /** Block → index in `actors` of whose turn it is, -1 where it has no speaker. */
  readonly speakerOf: Int32Array;
  /** The mentions of towns, regions and states by name, in text order, with where they are. */
  readonly places: readonly PlaceRead[];
  readonly abstentions: readonly Abstention[];
}

export interface ReadActors {
  (doc: Doc, times: TimesRead): ActorsRead;
  /** The lines of the user's dictionaries that were not understood. */
  readonly unreadable: readonly UnreadableLine[];
}

/** Makes the room ready: its tables and the user's dictionaries are read once. */
export function createActors(lexicon: Lexicon, dictionaries: ActorDictionaries = {}): ReadActors {
  const knowledge = openKnowledge(lexicon, dictionaries);
  const forms = pronounForms(knowledge);
  const read = (doc: Doc, times: TimesRead): ActorsRead => {
    const { items, setting, names } = findItems(doc, times, knowledge);
    const phrases = findPhrases(doc, knowledge, items);
    const cast = new Cast(doc, knowledge, setting, items, names, phrases.length);
    const pronouns = findPronouns(doc, forms);
    const voices = voicesOf(doc);
    const third = pronouns.filter((pronoun) => pronoun.person === 3);
    const anaphora = findAnaphora(doc, knowledge);
    let n = 0;
    let a = 0;
    for (let p = 0; p < phrases.length; p++) {
      const { core } = phrases[p] as Phrase;
      for (; a < anaphora.length && (anaphora[a] as Anaphor).last < core; a++)
        readAnaphor(doc, cast, anaphora[a] as Anaphor);
      for (; n < third.length && (third[n] as Pronoun).word < core; n++) readPronoun(doc, cast, third[n] as Pronoun);
      readPhrase(cast, phrases, p);
    }
    for (; a < anaphora.length; a++) readAnaphor(doc, cast, anaphora[a] as Anaphor);
    for (; n < third.length; n++) readPronoun(doc, cast, third[n] as Pronoun);
    // "I am ready," the minister said: who speaks often comes after what is said.
    cast.found.sort((a, b) => a.core - b.core);
    const turns = turnsOf(doc, cast, knowledge);
    const spoken = pronouns
      .filter((pronoun) => pronoun.person !== 3)
      .map((p) => [p.word, speakerAt(doc, cast, p, voices, turns)] as const);
    for (const [word, entity] of spoken)
      if (entity >= 0) cast.mention({ phrase: null, entity, first: word, last: word, core: word, form: "pronoun" });
    settle(cast);
    return finish(doc, cast, turns);
  };
  return Object.assign(read, { unreadable: knowledge.unreadable });
}

function readPhrase(cast: Cast, phrases: readonly Phrase[], p: number): void {
  const phrase = phrases[p] as Phrase;
  // The states and bodies inside a phrase are mentioned too: "Chinese" in "Chinese Foreign Minister Wang Yi".
  for (const item of phrase.before) {
    if (item.type === "state" && item.state && phrase.nameFirst !== item.first) {
      const entity = cast.state(item.state.state.code, item.state.formerly ?? undefined);
      cast.mention({
        phrase: null,
        entity,
        first: item.first,
        last: item.last,
        core: item.last,
        form: item.state.by === "adjective" ? "adjective" : "name",
      });
    } else if (item.type === "place" && item.place && phrase.nameFirst !== item.first) {
      cast.mention({
        phrase: null,
        entity: cast.place(item.place),
        first: item.first,
        last: item.last,
        core: item.last,
        form: "name",
      });
    } else if (item.type === "body" && item.body) {
      const entity = cast.named(item.body);
      cast.mention({ phrase: null, entity, first: item.first, last: item.last, core: item.last, form: "name" });
    }
  }
  const entity = whoIs(cast, phrases, p);
  cast.entityOf[p] = entity;
  if (entity < 0) return;
  const form: Found["form"] =
    phrase.kind === "role"
      ? "nominal"
      : phrase.kind === "state" && phrase.item.state?.by === "adjective"
        ? "adjective"
        : "name";
  cast.mention({ phrase, entity, first: phrase.first, last: phrase.last, core: phrase.core, form });
}

/** Says who a phrase is; -1 where it is no one. */
function whoIs(cast: Cast, phrases: readonly Phrase[], p: number): number {
  const phrase = phrases[p] as Phrase;
  cast.current = p;
  switch (phrase.kind) {
    case "state":
      return readState(cast, phrase);
    case "place":
      return phrase.item.place ? cast.place(phrase.item.place) : -1;
    case "body":
      return readBody(cast, phrases, phrase);
    case "person":
      return readPerson(cast, phrases, phrase);
    case "role":
      return readRole(cast, phrases, phrase);
  }
}

/** Books "the two countries" with those it stands for; where that cannot be told, it is left out and said so. */
function readAnaphor(doc: Doc, cast: Cast, anaphor: Anaphor): void {
  const { first, last } = anaphor;
  const [entity, ...others] = standsFor(doc, cast, anaphor);
  if (entity !== undefined) {
    cast.mention({ phrase: null, entity, others, first, last, core: last, form: "nominal" });
    return;
  }
  const { tokens, story } = doc;
  const span: Span = [tokens.start[first] as number, tokens.end[last] as number];
  cast.abstentions.push({ kind: "actor", span, reason: `whom "${story.text.slice(...span)}" stands for is not told` });
}

/** Books a pronoun with the entity it stands for; where two are equal, it is left out and said so. */
function readPronoun(doc: Doc, cast: Cast, pronoun: Pronoun): void {
  const { word } = pronoun;
  const entity = antecedent(doc, cast, pronoun);
  if (entity === -2) {
    const { tokens } = doc;
    cast.abstentions.push({
      kind: "actor",
      span: [tokens.start[word] as number, tokens.end[word] as number],
      reason: `"${tokens.form[word]}" may be two of those named before`,
    });
  }
  if (entity < 0) return;
  const found = cast.entities[entity] as Entity;
  if (pronoun.gender) found.gender ??= pronoun.gender;
  cast.mention({ phrase: null, entity, first: word, last: word, core: word, form: "pronoun" });
  cast.standsFor.set(word, entity);
}

function finish(doc: Doc, cast: Cast, turns: Int32Array): ActorsRead {
  const { tokens } = doc;
  const found = [...cast.found].sort((a, b) => a.first - b.first || b.last - a.last);
  const order = new Map<number, number>();
  const spoken = new Set<number>();
  for (const f of found) {
    if (!order.has(f.entity)) order.set(f.entity, order.size);
    if (f.form !== "adjective") spoken.add(f.entity);
  }
  for (const turn of turns) if (turn >= 0 && !order.has(turn)) order.set(turn, order.size);
  const spans: Span[][] = Array.from(order, () => []);
  const mentions: Mention[] = [];
  const mentionOf = new Int32Array(tokens.count).fill(-1);
  const places: PlaceRead[] = [];
  for (const f of found) {
    const actor = order.get(f.entity) as number;
    const entity = cast.entities[f.entity] as Entity;
    // An adjective tells of a state without speaking of it; it counts where nothing else names the state.
    if (f.form !== "adjective" || !spoken.has(f.entity))
      (spans[actor] as Span[]).push([tokens.start[f.first] as number, tokens.end[f.last] as number]);
    const head = cast.headOf(f);
    const m = mentions.length;
    const others = (f.others ?? []).map((e) => order.get(e) as number);
    for (const other of others)
      (spans[other] as Span[]).push([tokens.start[f.first] as number, tokens.end[f.last] as number]);
    mentions.push({ actors: [actor, ...others], form: f.form, first: f.first, last: f.last, head });
    if (mentionOf[head] === -1) mentionOf[head] = m;
    const state = f.form === "name" && entity.kind === "state" ? cast.stateOf(entity.country) : null;
    const where = entity.place ?? state;
    if (where) places.push({ mention: m, name: entity.name, country: entity.country, lat: where.lat, lon: where.lon });
  }
  const actors: Actor[] = [];
  for (const [e, actor] of order) {
    const entity = cast.entities[e] as Entity;
    actors[actor] = {
      id: `a${actor + 1}`,
      name: entity.name,
      kind: entity.kind,
      country: entity.country,
      formerly: entity.formerly,
      sector: entity.sector,
      role: entity.role,
      cameo: entity.cameo,
      mentions: spans[actor] as Span[],
    };
  }
  return {
    actors,
    mentions,
    mentionOf,
    speakerOf: turns.map((turn) => (turn < 0 ? -1 : (order.get(turn) as number))),
    places,
    abstentions: cast.abstentions,
  };
}
