import type { Event, Record } from "../record.ts";
import { actorCode } from "./plover-json.ts";

/**
 * The columns of PETRARCH's event files, tab-separated without a header: date as `yyyymmdd`, source, target, CAMEO code,
 * the story's sentence as `STORY_EVENT`, address, and the story's source. What is not known is `---`, as PETRARCH has it.
 */
export const PETRARCH_COLUMNS = ["date", "source", "target", "code", "ids", "url", "story_source"] as const;

/**
 * A record's events as PETRARCH's rows: one for each source and target, both ways between the parties of an event that is
 * mutual. Events with an auxiliary mode (denied, planned, conditional, background) are left out, since the columns have no
 * place to say so.
 */
export function petrarchRows(record: Record): string[][] {
  const codes = new Map(record.actors.map((actor) => [actor.id, actorCode(actor) || NONE]));
  const code = (id: string): string => codes.get(id) ?? NONE;
  return record.events
    .filter((event) => event.aux.length === 0)
    .flatMap((event) =>
      pairsOf(event).map(([source, target]) => [
        (event.date?.value ?? record.story.published ?? "").slice(0, 10).replaceAll("-", "") || NONE,
        source === null ? NONE : code(source),
        target === null ? NONE : code(target),
        event.cameo,
        `${plain(record.story.id)}_${event.id}`,
        plain(record.story.url ?? NONE),
        plain(record.story.agency ?? NONE),
      ]),
    );
}

const NONE = "---";

function pairsOf(event: Event): [string | null, string | null][] {
  const { actors, recipients } = event;
  if (recipients.length > 0)
    return (actors.length > 0 ? actors : [null]).flatMap((a) => recipients.map((b): [string | null, string] => [a, b]));
  if (actors.length < 2) return [[actors[0] ?? null, null]];
  return actors.flatMap((a) => actors.filter((b) => a !== b).map((b): [string, string] => [a, b]));
}

function plain(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ");
}
