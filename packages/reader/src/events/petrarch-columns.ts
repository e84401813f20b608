import type { Record } from "../record.ts";

/**
 * Events as PETRARCH writes them, one a line of tab-separated columns: date (YYYYMMDD), source, target and event code, then
 * the story's id. Each pair of an actor and a recipient is a line; an event in which all take part is a line for each two
 * of them, both ways; a party without a CAMEO code stands as `---`. Events that did not happen are left out, as they have
 * no code in CAMEO. Cells hold no tab and no line break.
 */
export function petrarchLines(record: Record): string[] {
  const codes = new Map(record.actors.map((actor) => [actor.id, actor.cameo ?? actor.country ?? "---"]));
  const found: string[] = [];
  for (const event of record.events) {
    if (event.aux.includes("negation")) continue;
    const date = (event.date?.value ?? record.story.published ?? "").replace(/-/g, "");
    const id = (record.story.sourceId ?? record.story.id).replace(/[\t\r\n]+/g, " ");
    for (const [actor, recipient] of pairsOf(event.actors, event.recipients))
      found.push([date, codes.get(actor) ?? "---", codes.get(recipient) ?? "---", event.cameo, id].join("\t"));
  }
  return found;
}

function pairsOf(actors: readonly string[], recipients: readonly string[]): [actor: string, recipient: string][] {
  if (recipients.length === 0 && actors.length > 1)
    return actors.flatMap((a) => actors.filter((b) => b !== a).map((b): [string, string] => [a, b]));
  const from = actors.length ? actors : [""];
  const to = recipients.length ? recipients : [""];
  return from.flatMap((a) => to.map((b): [string, string] => [a, b]));
}
