import type { EventType } from "@chancery/reader";
import { type EventRow, eventRow, findEvents, type Subject } from "./analytics.ts";
import type { Archive } from "./archive.ts";
import { dateOfDay, when } from "./calendar.ts";
import { listCorrections } from "./corrections.ts";
import { FULFILLED_BY, GIVEN, HOSTING, LIGHT } from "./fulfilments.ts";
import type { CommitmentRow } from "./queries-for-pages.ts";

/** What has become of a promise. Lapsed: its term is over, and nothing is known of it. */
export const STANDINGS = ["open", "met", "broken", "lapsed"] as const;
export type Standing = (typeof STANDINGS)[number];

/** An event that looks like the fulfilment or the breach of a promise, to be laid beside it. */
export interface Proposal {
  readonly standing: "met" | "broken";
  /** Its sentence and where it stands are the passage to read beside the promise's words. */
  readonly event: EventRow;
  /** Words that promise and event share: the proposals are in the order of these. */
  readonly shared: readonly string[];
}

export interface CommitmentStanding {
  readonly standing: Standing;
  /** Whether a person said so; otherwise it follows from the proposals and the term. */
  readonly decided: boolean;
  readonly proposals: readonly Proposal[];
}

/** Events that were looked at before, by row id, for whoever asks for many promises in a row. */
export type KnownEvents = Map<number, EventRow>;

/** A promise without a term is looked after for so many days. */
const PATIENCE = 366;
/** Events of a pair and a type that are looked through. */
const LOOKED_THROUGH = 200;
/** So many rare words of the promise must an event's sentence share: with its verb's types, for one party alone, and where its verb tells little. */
const SHARED = { fitting: 1, alone: 2, vague: 3 } as const;
/** Shorter words say little. */
const TELLING = 5;
/** Of the names in a promise at least this share must stand in the sentence of the event that keeps it. */
const NAMED = 1 / 3;
/** Words that more statements have than this share of them, and than these few, are always said. */
const SHARE = 0.015;
const FEW = 3;

/**
 * What has become of a promise by a day: events of the type that would keep it, or of a refusal, between the same parties
 * and inside its term are proposed. A person's decision, kept as a correction `{ "standing": "met" }` of the commitment,
 * stands above them.
 */
export function standingOf(
  archive: Archive,
  promise: CommitmentRow,
  today: string,
  known: KnownEvents = new Map(),
): CommitmentStanding {
  const proposals = proposalsFor(archive, promise, known);
  const decision = decisionOn(archive, promise);
  if (decision) return { standing: decision, decided: true, proposals };
  const first = proposals.find(({ standing }) => standing === "met") ?? proposals[0];
  const over = promise.closes !== null && promise.closes < today;
  return { standing: first?.standing ?? (over ? "lapsed" : "open"), decided: false, proposals };
}

/** The last decision of a person, null where there is none. */
function decisionOn(archive: Archive, promise: CommitmentRow): Standing | null {
  for (const { entry, value } of listCorrections(archive, { story: promise.story, kind: "commitment" })) {
    const told = STANDINGS.find((standing) => standing === value?.standing);
    if (entry === promise.commitment && told) return told;
  }
  return null;
}

function proposalsFor(archive: Archive, promise: CommitmentRow, known: KnownEvents): Proposal[] {
  const opens = promise.opens ?? promise.published;
  const start = when(opens);
  if (opens === null || !start) return [];
  const from = promise.published !== null && promise.published > opens ? promise.published : opens;
  const to = promise.closes ?? dateOfDay((when(from) ?? start).day + PATIENCE);
  const { verb, types } = verbOf(promise);
  const told = rareWords(archive, promise);
  const names = namesIn(promise);
  const proposals: Proposal[] = [];
  for (const { event, alone } of eventsOf(archive, promise, [from, to], [...types, "REJECT"], known)) {
    const said = tellingWords(event.sentence);
    const shared = [...told].filter((word) => said.has(word));
    if (!namesFit(names, event.sentence)) continue;
    const refused = event.type === "REJECT" && !types.includes("REJECT");
    const needed =
      verb === null || (refused && alone) ? SHARED.vague : alone || refused ? SHARED.alone : SHARED.fitting;
    if (shared.length >= needed || (needed === SHARED.fitting && said.has(stem(verb ?? ""))))
      proposals.push({ standing: refused || event.aux.includes("negation") ? "broken" : "met", event, shared });
  }
  return proposals.sort((a, b) => b.shared.length - a.shared.length || a.event.id - b.event.id);
}

/** The events of the promise's parties in its term that are told as facts, each once; `alone`: of one party, whoever the other is. */
function eventsOf(
  archive: Archive,
  promise: CommitmentRow,
  [from, to]: readonly [string, string],
  types: readonly EventType[],
  known: KnownEvents,
): { event: EventRow; alone: boolean }[] {
  const seen = new Set<number>();
  const hosts = HOSTING.has(verbOf(promise).verb ?? "");
  const events: { event: EventRow; alone: boolean }[] = [];
  for (const { subject, back } of subjectsOf(promise))
    for (const type of new Set(types)) {
      // What the other side does keeps no promise, but where they meet it does not matter who is told of first.
      if (back && type !== "CONSULT") continue;
      for (const id of findEvents(archive, { subject, type, from, to, counted: false }, LOOKED_THROUGH)) {
        if (seen.has(id)) continue;
        seen.add(id);
        const event = known.get(id) ?? eventRow(archive, id);
        known.set(id, event);
        // What is planned, supposed or told as background keeps no promise.
        if (event.story === promise.story || event.aux.some((aux) => aux !== "negation")) continue;
        const date = event.date ?? event.published;
        if (date === null || date < from || date.slice(0, to.length) > to) continue;
        // Who asks tells nothing; and whose visit was promised is not met by the visit of the other.
        if (event.sentence.trimEnd().endsWith("?") || (back && event.mode === "visit" && !hosts)) continue;
        events.push({ event, alone: "country" in subject });
      }
    }
  return events;
}

/** Who did what to whom, that the promise may be kept by: each pair of its parties, there and `back`, or its one party. */
function subjectsOf(promise: CommitmentRow): { subject: Subject; back: boolean }[] {
  const codes = (side: CommitmentRow["by"]) => [...new Set(side.flatMap(({ country }) => country ?? []))];
  const by = codes(promise.by);
  const others = codes(promise.with).length > 0 ? codes(promise.with) : by;
  const pairs = by.flatMap((source) =>
    others.filter((target) => target !== source).map((target) => ({ source, target })),
  );
  if (pairs.length === 0) return by.map((country) => ({ subject: { country, role: "actor" }, back: false }));
  return [
    ...pairs.map((subject) => ({ subject, back: false })),
    ...pairs.map(({ source, target }) => ({ subject: { source: target, target: source }, back: !by.includes(target) })),
  ];
}

/**
 * The types of event that keep a promise, by the verb that the reader named in its reason ("promises: will visit") or the
 * noun that says it in its stead ("pay a visit"); null for a verb that tells little.
 */
function verbOf({ why, words }: CommitmentRow): { verb: string | null; types: readonly EventType[] } {
  const named = /(\S+)$/.exec(why)?.[1] ?? "";
  const verb = LIGHT.has(named) && /\bvisits?\b/i.test(words) ? "visit" : named;
  const types = FULFILLED_BY[verb];
  return types ? { verb, types } : { verb: null, types: GIVEN };
}

/** What the promise says that is not said every day, without its parties' names. */
function rareWords(archive: Archive, { words, by, with: others }: CommitmentRow): Set<string> {
  const names = new Set([...by, ...others].flatMap(({ name }) => [...tellingWords(name)]));
  const most = Math.max(FEW, Math.ceil(statementsIn(archive) * SHARE));
  const having = archive.sql(
    "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT ?)",
  );
  const rarity = rarities.get(archive) ?? new Map<string, boolean>();
  rarities.set(archive, rarity);
  const rare = wordsIn(words).filter((word) => {
    if (names.has(stem(word))) return false;
    const before = rarity.get(word);
    if (before !== undefined) return before;
    const is = Number(having.pluck().get(`"${word}"`, most + 1)) <= most;
    rarity.set(word, is);
    return is;
  });
  return new Set(rare.map(stem));
}

/** What a promise calls by name, beside its own parties: "the WHO", "the Serbian side", "French Prime Minister". */
function namesIn({ words, by, with: others }: CommitmentRow): ReadonlySet<string> {
  const parties = new Set([...by, ...others].flatMap(({ name }) => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  const names = capitalised(words);
  for (const name of names) if (parties.has(name)) names.delete(name);
  return names;
}

/** Whether the event is about those that the promise names: aid to Mali keeps no promise of aid to Chad. */
function namesFit(names: ReadonlySet<string>, sentence: string): boolean {
  if (names.size === 0) return true;
  const said = capitalised(sentence);
  let shared = 0;
  for (const name of names) if (said.has(name)) shared++;
  return shared >= names.size * NAMED;
}

/** The words that begin with a capital letter, in lower case. */
function capitalised(text: string): Set<string> {
  return new Set((text.match(/\p{Lu}[\p{L}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase()));
}

/** How many statements an archive has; a count that is a little old does no harm. */
function statementsIn(archive: Archive): number {
  const known = counts.get(archive);
  if (known !== undefined) return known;
  const count = Number(archive.sql("SELECT count(*) FROM statement").pluck().get());
  counts.set(archive, count);
  return count;
}
const counts = new WeakMap<Archive, number>();
/** Whether a word is rare, looked up once. */
const rarities = new WeakMap<Archive, Map<string, boolean>>();

function tellingWords(text: string): Set<string> {
  return new Set(wordsIn(text).map(stem));
}

/** Words that tell something: long ones, and ordinals and years. */
function wordsIn(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => (/^\d/.test(word) ? word.length >= 4 : word.length >= TELLING));
}

/** "visits", "visited", "visiting" → "visit" */
function stem(word: string): string {
  return word.replace(/(?:ing|ed|es|s|e)$/, "");
}
