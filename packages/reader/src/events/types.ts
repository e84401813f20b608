/** What each type of event asks of who does it and to whom: the one place where types are told apart by it. */
import type { EventType } from "../record.ts";

/** Types of yielding. */
export const YIELDED = new Set<EventType>(["RETREAT", "CONCEDE"]);
/** Types that may be turned to nobody in particular. */
export const ALONE = new Set<EventType>(["MOBILIZE", "COERCE", "RETREAT", "CONCEDE", "ASSAULT"]);
/** Types whose nouns tell of an event without a verb: "the talks between", "the attack on", "the arrest of". */
export const NAMED = new Set<EventType>([
  "CONSULT",
  "ASSAULT",
  "COERCE",
  "SANCTION",
  "ACCUSE",
  "REQUEST",
  "PROTEST",
  "RETREAT",
  "MOBILIZE",
]);
/** Types that several may do together, to nobody else. */
export const TOGETHER = new Set<EventType>(["AGREE", "CONSULT", "SUPPORT", "COOPERATE"]);
/** Types in which both sides have to be public ones. */
export const PUBLIC = new Set<EventType>(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"]);
/** Types that are turned to somebody, never to a part of the world. */
export const TO_SOMEBODY = new Set<EventType>(["ACCUSE", "REQUEST", "REJECT", "THREATEN"]);
/** Types of deeds that count whoever does them. */
export const ANYBODY = new Set<EventType>(["ASSAULT", "COERCE", "PROTEST"]);
/** Types that one government body does not do to another of its own country. */
export const ABROAD = new Set<EventType>(["THREATEN", "AID", "AGREE", "COOPERATE"]);
/** Types that say of themselves that something is to come. */
export const OF_THE_FUTURE = new Set<EventType>(["AGREE", "THREATEN"]);
/** Types of what may go on for years. */
export const LASTING = new Set<EventType>(["COOPERATE"]);
/** Types in which persons meet. */
export const CONSULTS = new Set<EventType>(["CONSULT", "AGREE"]);
/** Types whose nouns name who suffers them after "of". */
export const VICTIMS: ReadonlySet<EventType | null> = new Set<EventType>(["ASSAULT", "COERCE", "SANCTION"]);
/** Types whose nouns stand beside the verb of those who take part ("met for talks with"). */
export const TALKS = new Set<EventType>(["CONSULT", "COOPERATE"]);
/** Types of what happens within a state as well. */
export const DOMESTIC = new Set<EventType>([
  "PROTEST",
  "COERCE",
  "CONCEDE",
  "ASSAULT",
  "SANCTION",
  "ACCUSE",
  "REQUEST",
  "REJECT",
]);
/** Types whose object may be one's own forces ("withdrew its troops"). */
export const OWN_SIDE = new Set<EventType>(["RETREAT", "MOBILIZE", "AID"]);
/** Types whose recipient may stand anywhere behind the trigger, when no place of the line holds one. */
export const ANYWHERE = new Set<EventType>([
  "AGREE",
  "AID",
  "REQUEST",
  "ACCUSE",
  "REJECT",
  "THREATEN",
  "PROTEST",
  "SANCTION",
  "MOBILIZE",
  "COERCE",
  "ASSAULT",
  "CONCEDE",
  "RETREAT",
]);
/** Those of them for which a bare trigger is enough. */
export const ANYWHERE_BARE = new Set<EventType>(["ACCUSE", "PROTEST", "COERCE", "ASSAULT"]);
/** Types whose sides may all be actors. */
export const MUTUAL = new Set<EventType>([
  "AGREE",
  "CONSULT",
  "SUPPORT",
  "COOPERATE",
  "ASSAULT",
  "CONCEDE",
  "RETREAT",
  "SANCTION",
]);
/** Types of verbal cooperation and yielding that, still to come, are a promise. */
export const PROMISED = new Set<EventType>(["CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"]);
/** Types that, announced by who would do them, are a threat. */
export const THREATENED = new Set<EventType>(["ASSAULT", "SANCTION", "COERCE", "MOBILIZE"]);
/** What protests are held for. */
export const HELD_FOR = new Set<EventType>(["REQUEST", "ACCUSE", "REJECT", "PROTEST", "SUPPORT"]);
/** Types that take what they are about into themselves. */
export const OWN_CONTENT = new Set<EventType>(["AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"]);
