import type { Actor, AuxMode, Context, EventType, Record } from "../record.ts";

/** A party of an event in PLOVER's JSON, as its gold records write it. */
export interface PloverActor {
  actorText: string;
  /** ISO 3166-1 alpha-3, with the sector after it where it is known: `CHNGOV`. Empty where nothing is known. */
  code: string;
}

/** One event in PLOVER's JSON (Open Event Data Alliance), with the record's own fields for what PLOVER leaves open. */
export interface PloverEvent {
  /** `STORY#EVENT`. */
  id: string;
  date: string | null;
  source: PloverActor[];
  target: PloverActor[];
  event: EventType;
  eventText: string;
  mode: string | null;
  auxmode: AuxMode[];
  context: Context[];
  magnitude: number;
  cameo: string;
  place: { name: string; country: string | null; lat: number | null; lon: number | null } | null;
  /** The sentence. */
  text: string;
  /** Who tells of it; null: the outlet itself. */
  reportedBy: string | null;
  language: string;
  publication: string | null;
  url: string | null;
  coder: string;
  version: string;
  comment: string;
}

/** A record's events in PLOVER's JSON, in the record's order. */
export function ploverEvents(record: Record): PloverEvent[] {
  const { story, reader } = record;
  const actors = new Map(record.actors.map((actor) => [actor.id, actor]));
  const statements = new Map(record.statements.map((statement) => [statement.id, statement]));
  const parties = (ids: readonly string[]): PloverActor[] =>
    ids.flatMap((id) => actors.get(id) ?? []).map((actor) => ({ actorText: actor.name, code: actorCode(actor) }));
  return record.events.map((event) => {
    const [start, end] = event.evidence[0] ?? event.trigger;
    const speaker = event.saidIn === null ? null : (statements.get(event.saidIn)?.speaker ?? null);
    return {
      id: `${story.id}#${event.id}`,
      date: event.date?.value ?? story.published,
      source: parties(event.actors),
      target: parties(event.recipients),
      event: event.type,
      eventText: story.text.slice(...event.trigger),
      mode: event.mode,
      auxmode: event.aux,
      context: event.contexts,
      magnitude: event.score,
      cameo: event.cameo,
      place: event.place && {
        name: event.place.name,
        country: event.place.country,
        lat: event.place.lat,
        lon: event.place.lon,
      },
      text: story.text.slice(start, end),
      reportedBy: speaker === null ? null : (actors.get(speaker)?.name ?? null),
      language: story.language,
      publication: story.agency,
      url: story.url,
      coder: "chancery",
      version: reader.version,
      comment: event.why,
    };
  });
}

/** An actor's CAMEO code, or its country and sector where it has none; empty where nothing is known. */
export function actorCode(actor: Actor): string {
  return actor.cameo ?? `${actor.country ?? ""}${actor.sector ?? ""}`;
}
