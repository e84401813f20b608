import type { Event, Span } from "../record.ts";
import { CONSULTS, LASTING } from "./types.ts";

/** An event and what tells whether another is the same: not part of the record. */
export interface Told {
  event: Event;
  /** Who the parties belong to: country or actor id. */
  readonly actorKeys: ReadonlySet<string>;
  readonly recipientKeys: ReadonlySet<string>;
  /** The persons among the parties that are known by a name. */
  readonly persons: ReadonlySet<string>;
  readonly nominal: boolean;
  /** The sentence it is told in. */
  readonly sentence: number;
  /** The lemma of the trigger. */
  readonly act: string;
}

/**
 * One event told several times is one event with several pieces of evidence. Two tellings are of one event where type,
 * negation and time agree, the codes agree as far as both go, and the parties are the same or one telling leaves them out.
 * The telling that says more gives the entry its code and parties; the place of the first stays.
 */
export function mergeTold(told: readonly Told[]): Event[] {
  const kept: Told[] = [];
  for (const next of told) {
    const same = kept.find((one) => sameEvent(one, next));
    if (!same) {
      kept.push(next);
      continue;
    }
    const fuller = says(next.event) > says(same.event);
    const base = fuller ? next.event : same.event;
    same.event = {
      ...base,
      id: same.event.id,
      evidence: addSpans(same.event.evidence, next.event.evidence),
      trigger: same.event.trigger,
      saidIn: same.event.saidIn === null ? null : next.event.saidIn === null ? null : same.event.saidIn,
      date: dated(same.event) ?? dated(next.event) ?? same.event.date,
      place: same.event.place ?? next.event.place,
      confidence: Math.min(0.99, Math.max(same.event.confidence, next.event.confidence) + 0.02),
    };
  }
  for (const named of kept.filter(isNamed)) {
    const plan = kept.find((one) => isPlanned(named, one));
    if (!plan) continue;
    plan.event = { ...plan.event, evidence: addSpans(plan.event.evidence, named.event.evidence) };
    kept.splice(kept.indexOf(named), 1);
  }
  return kept.map(({ event }) => event);
}

/** Whether a visit or a meeting is only named ("during his [visit] to Ireland"), without a day of its own. */
function isNamed({ event, nominal }: Told): boolean {
  return event.type === "CONSULT" && nominal && event.aux.length === 0 && dated(event) === null;
}

/** "will meet Ahern during his [visit]": whether a meeting that is named is the one that the story tells as still to come. */
function isPlanned(named: Told, plan: Told): boolean {
  if (plan.event.type !== "AGREE" || !plan.event.cameo.startsWith("036") || plan.event.aux.includes("negation"))
    return false;
  const planned = new Set([...plan.actorKeys, ...plan.recipientKeys]);
  const parties = [...named.actorKeys, ...named.recipientKeys];
  return parties.length > 1 && parties.every((key) => planned.has(key));
}

function sameEvent(a: Told, b: Told): boolean {
  if (a.event.type !== b.event.type) return false;
  if (a.event.aux.includes("negation") !== b.event.aux.includes("negation")) return false;
  if (a.event.aux.includes("historical") !== b.event.aux.includes("historical")) return false;
  if (!sameCode(a.event, b.event)) return false;
  // "will work with France", "both will host celebrations": what one side promises and what both do are two agreements
  if (a.event.type === "AGREE" && a.act !== b.act && a.recipientKeys.size > 0 !== b.recipientKeys.size > 0)
    return false;
  const da = dated(a.event)?.value;
  const db = dated(b.event)?.value;
  // "they have worked together for years … exchanges have resumed since May": what lasts is not what began then
  if (LASTING.has(a.event.type) && a.act !== b.act && !a.nominal && !b.nominal && !da !== !db) return false;
  if (da && db && !da.startsWith(db) && !db.startsWith(da)) return false;
  // "met Mobutu", "met Kabila": two meetings, though of one country
  if (CONSULTS.has(a.event.type) && hasOthers(a.persons, b.persons) && hasOthers(b.persons, a.persons)) return false;
  return sameSide(a.actorKeys, b.actorKeys) && sameSide(a.recipientKeys, b.recipientKeys);
}

function hasOthers(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (!b.has(one)) return true;
  return false;
}

function sameCode(a: Event, b: Event): boolean {
  if (a.mode !== b.mode && a.mode !== null && b.mode !== null) return false;
  const short = Math.min(a.cameo.replace(/0$/, "").length, b.cameo.replace(/0$/, "").length);
  return a.mode === b.mode || a.cameo.slice(0, short) === b.cameo.slice(0, short);
}

function sameSide(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (!a.size || !b.size) return true;
  for (const key of a) if (b.has(key)) return true;
  return false;
}

function dated(event: Event): Event["date"] {
  return event.date && event.date.from !== "published" ? event.date : null;
}

/** How much a telling says. */
function says(event: Event): number {
  return event.recipients.length * 2 + event.actors.length * 2 + event.cameo.length + (event.mode ? 1 : 0);
}

function addSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const found = [...a];
  for (const span of b) if (!found.some(([start]) => start === span[0])) found.push(span);
  return found;
}
