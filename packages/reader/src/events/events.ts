import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import { type Abstention, type AuxMode, CONTEXTS, type Event, type Sector, type Span } from "../record.ts";
import type { StatementsRead } from "../statements/statements.ts";
import { Upos } from "../syntax/syntax.ts";
import type { TimesRead } from "../times/times.ts";
import { contextsOf, dateOf, ownDateOf, pastDateOf, placeOf } from "./circumstances.ts";
import { explainEvents, type SentenceExplained } from "./explain.ts";
import { AUX_ORDER, type Line, openPredicates, type Predicates } from "./lexicon.ts";
import { mergeTold, type Told } from "./merge.ts";
import type { VerbDictionary } from "./petrarch.ts";
import { type Cast, type Reading, type Readings, readPredicates } from "./readings.ts";
import { type Opinion, openSecondOpinion, type SecondOpinion } from "./second-opinion.ts";
import { why } from "./telling.ts";
import type { Tree } from "./tree.ts";
import { OF_THE_FUTURE } from "./types.ts";
import { amongThemselves, isEvent } from "./worth.ts";

export interface EventsRead {
  readonly events: readonly Event[];
  readonly abstentions: readonly Abstention[];
}

export interface ReadEvents {
  (doc: Doc, times: TimesRead, actors: ActorsRead, statements: StatementsRead): EventsRead;
  /** The events again, with the tree, the lines and the words of every sentence, and what came near where there is none. */
  explain(doc: Doc, times: TimesRead, actors: ActorsRead, statements: StatementsRead): SentenceExplained[];
}

/** Makes the room ready: its tables are read from the lexicon once; a user's own verb dictionaries count before them. */
export function createEvents(lexicon: Lexicon, dictionaries: readonly VerbDictionary[] = []): ReadEvents {
  const predicates = openPredicates(lexicon, {
    lines: dictionaries.flatMap(({ lines }) => lines),
    forms: dictionaries.flatMap(({ forms }) => forms),
  });
  const opinion = openSecondOpinion(lexicon);
  const read = (doc: Doc, times: TimesRead, actors: ActorsRead, statements: StatementsRead) => {
    const readings = readPredicates(doc, predicates, castOf(doc, times, actors, statements));
    return { readings, ...eventsOf(doc, predicates, opinion, readings, times, actors, statements) };
  };
  return Object.assign(
    (doc: Doc, times: TimesRead, actors: ActorsRead, statements: StatementsRead): EventsRead => {
      const { events, abstentions } = read(doc, times, actors, statements);
      return { events, abstentions };
    },
    {
      explain(doc: Doc, times: TimesRead, actors: ActorsRead, statements: StatementsRead): SentenceExplained[] {
        const { readings, events } = read(doc, times, actors, statements);
        return explainEvents(doc, predicates, readings, events);
      },
    },
  );
}

const NOBODY: readonly number[] = [];
/** Sectors of forces. */
const FORCES: ReadonlySet<Sector | null> = new Set<Sector>(["MIL", "COP", "UAF"]);

/** Who stands where, from what the rooms before have read. */
export function castOf(doc: Doc, times: TimesRead, actors: ActorsRead, statements: StatementsRead): Cast {
  const named = partsOfNames(doc, actors);
  const byId = new Map(actors.actors.map((actor, a) => [actor.id, a]));
  const speakers = statements.statements.map((statement) =>
    statement.speaker === null ? -1 : (byId.get(statement.speaker) ?? -1),
  );
  return {
    at(word) {
      const m = named[word] as number;
      return m < 0 ? NOBODY : (actors.mentions[m]?.actors ?? NOBODY);
    },
    speaker(word) {
      const s = statements.statementOf[word] as number;
      return s < 0 ? -1 : (speakers[s] as number);
    },
    standing(a) {
      const actor = actors.actors[a];
      if (actor?.kind === "place") return "place";
      return actor?.country || actor?.cameo ? "known" : "unknown";
    },
    isTime: (word) => (times.timeOf[word] as number) >= 0,
    isForce: (a) => FORCES.has(actors.actors[a]?.sector ?? null),
    isState: (a) => actors.actors[a]?.kind === "state",
    kin(a, b) {
      if (a === b) return true;
      const country = actors.actors[a]?.country;
      return country != null && country === actors.actors[b]?.country;
    },
  };
}

/**
 * Word → the mention it stands for: that whose head it is, otherwise that whose name it is part of. A tree may take another
 * word of "the UN envoy James Swan" for its head than the actors have.
 */
function partsOfNames(doc: Doc, actors: ActorsRead): Int32Array {
  const found = actors.mentionOf.slice();
  const { upos } = doc.syntax;
  for (let m = 0; m < actors.mentions.length; m++) {
    const { first, last, head } = actors.mentions[m] as ActorsRead["mentions"][number];
    for (let w = head - 1; w >= first && NAMING.has(upos[w] as number); w--)
      if (found[w] === -1 && upos[w] !== Upos.ADJ) found[w] = m;
    for (let w = head + 1; w <= last && NAMING.has(upos[w] as number); w++)
      if (found[w] === -1 && upos[w] !== Upos.ADJ) found[w] = m;
  }
  return found;
}

/** The words that a name and its title are made of. */
const NAMING = new Set<number>([Upos.PROPN, Upos.NOUN, Upos.ADJ]);

function eventsOf(
  doc: Doc,
  predicates: Predicates,
  opinion: SecondOpinion,
  readings: Readings,
  times: TimesRead,
  actors: ActorsRead,
  statements: StatementsRead,
): EventsRead {
  const told: Told[] = [];
  const abstentions: Abstention[] = [];
  for (const found of readings.all) {
    const reading = amongThemselves(found, actors);
    if (!isEvent(reading, actors)) continue;
    const second = opinion(doc, actors, reading);
    if (
      second &&
      second.probability < DOUBTED &&
      reading.line.weight === 0 &&
      isShipped(reading.line) &&
      predicates.quad(second.likeliest) !== predicates.quad(reading.type)
    ) {
      abstentions.push({
        kind: "event",
        span: [doc.tokens.start[reading.trigger] as number, doc.tokens.end[reading.trigger] as number],
        reason: `${reading.line.source} "${reading.line.pattern}" makes it ${reading.type}; the words between the parties speak for ${second.likeliest}`,
      });
      continue;
    }
    told.push(tell(doc, predicates, readings, reading, second, times, actors, statements));
  }
  for (const reading of readings.all) if (isMention(reading)) lendDate(doc, readings.tree, times, reading, told);
  const events = mergeTold(told).map((event, e) => ({ ...event, id: `e${e + 1}` }));
  return { events, abstentions };
}

/** "the establishment of ties six decades ago": a noun that only comes back to what is told elsewhere. */
function isMention({ line, actors, recipients }: Reading): boolean {
  return line.triggerClass === "noun" && actors.length === 0 && recipients.length === 0;
}

/** A noun with a date of its own gives it to the act of the same kind beside it that has none. */
function lendDate(
  doc: Doc,
  tree: Tree,
  times: TimesRead,
  { trigger, type, cameo }: Reading,
  told: readonly Told[],
): void {
  const own = ownDateOf(tree, times, trigger);
  if (!own) return;
  const sentence = doc.tokens.sentenceOf[trigger] as number;
  for (const one of told) {
    const { event } = one;
    if (event.type !== type || event.cameo.slice(0, 2) !== cameo.slice(0, 2)) continue;
    if ((event.date !== null && event.date.from !== "published") || Math.abs(one.sentence - sentence) > 1) continue;
    one.event = {
      ...event,
      date: own.date,
      aux:
        event.aux.includes("historical") || !longAgo(own.from, doc.story.published)
          ? event.aux
          : AUX_ORDER.filter((mode) => mode === "historical" || event.aux.includes(mode)),
    };
  }
}

/** Whether a line is of the lexicon, not of a user's own dictionary, which is not doubted. */
function isShipped(line: Line): boolean {
  return line.source.startsWith("events/");
}

function tell(
  doc: Doc,
  predicates: Predicates,
  readings: Readings,
  reading: Reading,
  second: Opinion | null,
  times: TimesRead,
  actors: ActorsRead,
  statements: StatementsRead,
): Told {
  const { tree } = readings;
  const { trigger, modality } = reading;
  const sentence = doc.tokens.sentenceOf[trigger] as number;
  let { date, from } = dateOf(doc, tree, times, trigger);
  if (modality.historical && date?.from === "published") {
    const past = pastDateOf(doc, times, sentence, (day) => longAgo(day, doc.story.published));
    if (past) ({ date, from } = past);
  }
  const historical = modality.historical || longAgo(from, doc.story.published);
  const aux = new Set<AuxMode>();
  if (historical) aux.add("historical");
  // an agreement and a threat are of what is to come by themselves
  if (modality.future && !OF_THE_FUTURE.has(reading.type)) aux.add("future");
  if (modality.hypothetical || modality.tried) aux.add("hypothetical");
  if (modality.negated) aux.add("negation");
  const s = statements.statementOf[trigger] as number;
  const event: Event = {
    id: "",
    type: reading.type,
    mode: reading.mode,
    contexts: contextsOf(tree, predicates, trigger, reading.line.contexts, CONTEXTS),
    aux: AUX_ORDER.filter((mode) => aux.has(mode)),
    cameo: reading.cameo,
    quad: predicates.quad(reading.type),
    score: predicates.score(reading.type, reading.mode),
    actors: ids(actors, reading.actors),
    recipients: ids(actors, reading.recipients),
    // what is told as background was not on the day of the story
    date: historical && date?.from === "published" ? null : date,
    place: placeOf(doc, tree, actors, trigger),
    trigger: [doc.tokens.start[trigger] as number, doc.tokens.end[trigger] as number],
    evidence: [sentenceSpan(doc, sentence)],
    saidIn: s < 0 ? null : (statements.statements[s]?.id ?? null),
    why: why(tree, reading),
    confidence: confidence(reading, second),
  };
  return {
    event,
    actorKeys: keys(actors, reading.actors),
    recipientKeys: keys(actors, reading.recipients),
    persons: new Set(
      ids(
        actors,
        [...reading.actors, ...reading.recipients].filter((a) => isNamedPerson(actors, a)),
      ),
    ),
    nominal: reading.line.triggerClass === "noun",
    sentence,
    act: tree.lemma(trigger),
  };
}

/** The span of a sentence, without the white space around it. */
export function sentenceSpan(doc: Doc, sentence: number): Span {
  const first = doc.tokens.sentenceStart[sentence] as number;
  const last = (doc.tokens.sentenceStart[sentence + 1] as number) - 1;
  return [doc.tokens.start[first] as number, doc.tokens.end[last] as number];
}

function ids(actors: ActorsRead, found: readonly number[]): string[] {
  return found.map((a) => actors.actors[a]?.id ?? "").filter((id) => id !== "");
}

function isNamedPerson(actors: ActorsRead, a: number): boolean {
  const actor = actors.actors[a];
  return actor?.kind === "person" && actor.name[0] !== actor.name[0]?.toLowerCase();
}

function keys(actors: ActorsRead, found: readonly number[]): Set<string> {
  return new Set(found.map((a) => actors.actors[a]?.country ?? actors.actors[a]?.id ?? ""));
}

/** Background: more than a year before the story. */
function longAgo(from: string | null, published: string | null): boolean {
  if (!from || !published) return false;
  return Number(published.slice(0, 4)) - Number(from.slice(0, 4)) >= 2;
}

/** Below this an event that rests on a word alone is not told: of those that the classifier thinks so little of, three of four are wrong. */
const DOUBTED = 0.1;

/**
 * How sure a reading is: full lines more than bare triggers, verbs more than nouns, places more than guesses, and what the
 * second opinion shares more than what it would not have said.
 */
function confidence(reading: Reading, second: Opinion | null): number {
  let sure = 0.3 * ((second?.probability ?? 0.2) - 0.7);
  sure += reading.line.weight >= 3 ? 0.85 : reading.line.weight > 0 ? 0.8 : 0.72;
  if (reading.line.triggerClass === "noun" && reading.governor < 0) sure -= 0.12;
  if (reading.actors.length === 0) sure -= 0.2;
  if (!reading.mutual && reading.recipients.length === 0) sure -= 0.15;
  if (reading.recipientPlace !== null && !reading.line.recipient.includes(reading.recipientPlace)) sure -= 0.12;
  if (reading.modality.hypothetical) sure -= 0.1;
  if (reading.modality.purpose) sure -= 0.1;
  return Math.round(sure * 100) / 100;
}
