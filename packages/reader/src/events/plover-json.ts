import type { AuxMode, Context, Record } from "../record.ts";

/** A party of an event, in PLOVER's words. */
export interface PloverParty {
  readonly actorText: string;
  readonly code: string;
  readonly sector: string;
}

/** An event as PLOVER's JSON has it (PLOVER manual, 2023 draft): field names are the manual's and the gold records'. */
export interface PloverEvent {
  readonly id: string;
  readonly date: string | null;
  readonly source: readonly PloverParty[];
  readonly target: readonly PloverParty[];
  readonly event: string;
  readonly mode: string;
  readonly context: readonly Context[];
  readonly auxiliary: readonly AuxMode[];
  readonly eventText: string;
  readonly cameo: string;
  readonly quad: string;
  readonly goldstein: number;
  readonly text: string;
  readonly language: string;
  readonly publication: string;
  readonly location: string;
  readonly coder: string;
  readonly version: string;
}

/** A record's events as PLOVER's JSON objects, in the order of the record. */
export function ploverEvents(record: Record): PloverEvent[] {
  const { text } = record.story;
  const parties = (ids: readonly string[]): PloverParty[] =>
    ids.flatMap((id) => {
      const actor = record.actors.find((one) => one.id === id);
      if (!actor) return [];
      return [{ actorText: actor.name, code: actor.country ?? actor.cameo ?? "", sector: actor.sector ?? "" }];
    });
  return record.events.map((event) => ({
    id: `${record.story.sourceId ?? record.story.id}#${event.id}`,
    date: event.date?.value ?? record.story.published,
    source: parties(event.actors),
    target: parties(event.recipients),
    event: event.type,
    mode: event.mode ?? "",
    context: event.contexts,
    auxiliary: event.aux,
    eventText: text.slice(event.trigger[0], event.trigger[1]),
    cameo: event.cameo,
    quad: event.quad,
    goldstein: event.score,
    text: event.evidence[0] ? text.slice(event.evidence[0][0], event.evidence[0][1]) : "",
    language: record.story.language,
    publication: record.story.agency ?? "",
    location: event.place?.name ?? "",
    coder: "chancery",
    version: record.reader.version,
  }));
}
