import type { EventType } from "@chancery/reader";
import { type EventRow, openEvents, type Subject } from "./analytics.ts";
import type { Archive } from "./archive.ts";
import { dateOfDay, when } from "./calendar.ts";
import { listCorrections } from "./corrections.ts";
import { FULFILLED_BY, GIVEN } from "./fulfilments.ts";
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

/** A promise without a term is looked after for so many days. */
const PATIENCE = 366;
/** Events of a pair that are looked through. */
const LOOKED_THROUGH = 200;
/** Without a second party, an event must share so many words with the promise to be about it. */
const SHARED_ALONE = 2;
/** Shorter words say little. */
const TELLING = 5;

/**
 * What has become of a promise by a day: events of the type that would keep it, or of a refusal, between the same parties
 * and inside its term are proposed. A person's decision, kept as a correction `{ "standing": "met" }` of the commitment,
 * stands above them.
 */
export function standingOf(archive: Archive, promise: CommitmentRow, today: string): CommitmentStanding {
  const proposals = proposalsFor(archive, promise);
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

function proposalsFor(archive: Archive, promise: CommitmentRow): Proposal[] {
  const opens = promise.opens ?? promise.published;
  const start = when(opens);
  if (opens === null || !start) return [];
  const from = promise.published !== null && promise.published > opens ? promise.published : opens;
  const to = promise.closes ?? dateOfDay((when(from) ?? start).day + PATIENCE);
  const types = typesFor(promise.why);
  const told = tellingWords(promise.words);
  const pairs = subjectsOf(promise);
  const seen = new Set<number>();
  const proposals: Proposal[] = [];
  for (const subject of pairs)
    for (const event of openEvents(archive, { subject, from, to, counted: false, limit: LOOKED_THROUGH }).rows) {
      if (seen.has(event.id) || event.story === promise.story) continue;
      seen.add(event.id);
      // What is planned, supposed or told as background keeps no promise.
      if (event.aux.some((aux) => aux !== "negation")) continue;
      const date = event.date ?? event.published;
      if (date === null || date < from || date.slice(0, to.length) > to) continue;
      const shared = [...tellingWords(event.sentence)].filter((word) => told.has(word));
      if ("country" in subject && shared.length < SHARED_ALONE) continue;
      const undone = event.aux.includes("negation") || (event.type === "REJECT" && !types.includes("REJECT"));
      const fits = types.includes(event.type);
      if (undone ? fits || shared.length >= SHARED_ALONE : fits)
        proposals.push({ standing: undone ? "broken" : "met", event, shared });
    }
  return proposals.sort((a, b) => b.shared.length - a.shared.length || a.event.id - b.event.id);
}

/** Who did what to whom, that the promise may be kept by: each pair of its parties in both directions, or its one party. */
function subjectsOf(promise: CommitmentRow): Subject[] {
  const codes = (side: CommitmentRow["by"]) => [...new Set(side.flatMap(({ country }) => country ?? []))];
  const by = codes(promise.by);
  const others = codes(promise.with).length > 0 ? codes(promise.with) : by;
  const subjects: Subject[] = [];
  for (const source of by)
    for (const target of others)
      if (source !== target) subjects.push({ source, target }, { source: target, target: source });
  if (subjects.length > 0) return subjects;
  return by.map((country) => ({ country, role: "actor" }));
}

/** The types of event that keep a promise, by the verb that the reader named in its reason ("promises: will visit"). */
function typesFor(why: string): readonly EventType[] {
  const verb = /(\S+)$/.exec(why)?.[1] ?? "";
  return FULFILLED_BY[verb] ?? GIVEN;
}

function tellingWords(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= TELLING));
}
