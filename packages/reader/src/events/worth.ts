import type { ActorsRead } from "../actors/actors.ts";
import type { Sector } from "../record.ts";
import type { Reading } from "./readings.ts";
import { ABROAD, ALONE, ANYBODY, NAMED, PUBLIC, TO_SOMEBODY, TOGETHER, YIELDED } from "./types.ts";

/** Whether a reading is told as an event: it says enough, and what it says is politics. */
export function isEvent(reading: Reading, actors: ActorsRead): boolean {
  return (
    worthTelling(reading) &&
    !isPrivate(reading, actors) &&
    !isAmongPrivate(reading, actors) &&
    !isToPlace(reading, actors) &&
    !isAmongOwn(reading, actors)
  );
}

/** Whether a reading says enough to be an event: who did it, and, of what is done to somebody, to whom. */
export function worthTelling(reading: Reading): boolean {
  const { type, line, actors, recipients, modality } = reading;
  // what may or could be done is no event; a blow that was tried is one
  if (modality.conditional || (modality.hypothetical && type !== "THREATEN")) return false;
  if (modality.tried && type !== "ASSAULT") return false;
  const agreed = line.needs.some((need) => need.kind === "content");
  if (agreed && !reading.content && recipients.length === 0 && !(reading.mutual && actors.length > 1))
    return reading.many && line.needs.length === 1 && type === "AGREE" && actors.length > 0;
  if (
    line.triggerClass === "noun" &&
    reading.governor < 0 &&
    !NAMED.has(type) &&
    !(reading.foremost && type !== "COOPERATE")
  )
    return false;
  if (type === "AGREE" && !reading.content && line.needs.some((need) => need.kind === "content" && need.event))
    return false;
  if (modality.purpose && type !== "REQUEST" && type !== "ACCUSE" && type !== "CONSULT") return false;
  // "ministers of the union met": several who are named as one
  if (reading.mutual || (TOGETHER.has(type) && recipients.length === 0 && actors.length > 1))
    return actors.length > 1 || (actors.length > 0 && type === "CONSULT" && reading.many);
  if (actors.length === 0) return recipients.length > 0 && reading.doerless && reading.recipientPlace === "obj";
  if (recipients.length === 0) {
    if (line.triggerClass === "noun" && type !== "PROTEST") return false;
    const alone =
      type === "PROTEST" ||
      line.recipient.includes("-") ||
      // "leaders agreed to …": with each other
      (type === "AGREE" && reading.many && line.needs[0]?.kind === "word" && line.recipient.includes("content")) ||
      (ALONE.has(type) &&
        (YIELDED.has(type) ? line.cameo.startsWith("081") : true) &&
        line.needs.some((need) => need.kind === "object" || need.kind === "oblique")) ||
      (TOGETHER.has(type) && actors.length > 1);
    if (!alone) return false;
  }
  if (modality.purpose && type !== "REQUEST" && type !== "ACCUSE") return false;
  // a noun by itself tells of an event only with both sides, and only where it names a deed
  if (line.triggerClass === "noun" && reading.governor < 0 && recipients.length === 0) return false;
  return true;
}

/** Sectors that stand against their own government. */
const AGAINST: ReadonlySet<Sector | null> = new Set<Sector>(["REB", "OPP", "UAF", "CRM", "PTY"]);

/** What a state promises, gives or threatens within itself is administration, unless one side stands against it. */
function isAmongOwn(reading: Reading, actors: ActorsRead): boolean {
  const { type, recipients, mutual, cameo } = reading;
  if (
    !ABROAD.has(type) ||
    mutual ||
    !recipients.length ||
    !reading.actors.length ||
    cameo.startsWith("132") ||
    cameo === "133"
  )
    return false;
  const all = [...reading.actors, ...recipients].map((a) => actors.actors[a]);
  if (all.some((actor) => !actor?.country || AGAINST.has(actor.sector))) return false;
  return new Set(all.map((actor) => actor?.country)).size === 1;
}

/** What private people, firms and newspapers do among themselves is no politics; nor is their friendliness to a state. */
function isAmongPrivate(reading: Reading, actors: ActorsRead): boolean {
  // firms fight their rivals in the market
  if (reading.type === "ASSAULT" && reading.mode === null)
    return reading.actors.length > 0 && reading.actors.every((a) => actors.actors[a]?.kind === "company");
  if (ANYBODY.has(reading.type)) return false;
  const own = (a: number): boolean => {
    const actor = actors.actors[a];
    return (
      actor === undefined ||
      PRIVATE.has(actor.sector) ||
      (actor.kind === "people" && !actor.country && !actor.cameo) ||
      actor.kind === "company" ||
      actor.kind === "media"
    );
  };
  const { actors: doers, recipients, type } = reading;
  if (!doers.length) return false;
  if (type === "CONSULT" && reading.mutual && doers.length > 1)
    return (
      doers.filter((a) => !PRIVATE.has(actors.actors[a]?.sector ?? null) && actors.actors[a]?.kind !== "media").length <
      2
    );
  if (reading.mutual || !recipients.length) return PUBLIC.has(type) && doers.filter((a) => !own(a)).length < 1;
  // the people of another country, and those who fled it, are its public side
  const abroad = (a: number): boolean => {
    const actor = actors.actors[a];
    if (type === "CONSULT" || doers.every((b) => !actors.actors[b]?.country && !actors.actors[b]?.cameo)) return false;
    if (actor?.sector === "REF") return true;
    return (
      actor?.sector === "CVL" &&
      actor.country !== null &&
      !doers.some((b) => actors.actors[b]?.country === actor.country)
    );
  };
  return PUBLIC.has(type)
    ? doers.every(own) || (recipients.every((a) => own(a) && !abroad(a)) && type !== "AID" && type !== "CONCEDE")
    : doers.every(own) && recipients.every(own);
}

/** "the government and the rebels agreed to let people go": what several agree on is done with each other, not with people. */
export function amongThemselves(reading: Reading, actors: ActorsRead): Reading {
  const { type, actors: doers, recipients } = reading;
  if (!TOGETHER.has(type) || type === "SUPPORT" || doers.length < 2 || !recipients.length) return reading;
  const people = (a: number): boolean => PRIVATE.has(actors.actors[a]?.sector ?? null);
  return recipients.every(people) && !doers.every(people)
    ? { ...reading, recipients: [], recipientPlace: null }
    : reading;
}

/** Sectors of people who act for nobody but themselves. */
const PRIVATE: ReadonlySet<Sector | null> = new Set<Sector>(["CVL", "MED", "BUS", "CRM", "REF"]);

/** A trip of athletes or tourists, or at home, is no visit of one government to another. */
function isPrivate(reading: Reading, actors: ActorsRead): boolean {
  if (reading.type !== "CONSULT" || reading.mode !== "visit") return false;
  const country = (a: number) => actors.actors[a]?.country ?? null;
  const at = country(reading.recipients[0] ?? -1);
  if (at !== null && reading.actors.every((a) => country(a) === at)) return true;
  return reading.actors.every((a) => {
    const actor = actors.actors[a];
    return (
      actor !== undefined &&
      (PRIVATE.has(actor.sector) || actor.kind === "people" || actor.kind === "company" || actor.kind === "media")
    );
  });
}

/** "doubts on the future of Asia" are turned to nobody. */
function isToPlace(reading: Reading, actors: ActorsRead): boolean {
  return (
    TO_SOMEBODY.has(reading.type) &&
    reading.recipients.length > 0 &&
    reading.recipients.every((a) => actors.actors[a]?.kind === "place" && !actors.actors[a]?.country)
  );
}
