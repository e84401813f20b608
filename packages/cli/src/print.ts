import type { Actor, Event, Record, Span, Statement } from "@chancery/reader";
import { createColors } from "picocolors";

export interface PrintOptions {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
}

/**
 * A record for people: the headline, where the story comes from, then what was said by whom, what was done, what ties it
 * tells of, what dates and which actors occur, each with its words; last, what could not be decided.
 */
export function printRecord(record: Record, options: PrintOptions): string {
  const { story } = record;
  const c = createColors(options.colour);
  const names = new Map(record.actors.map((actor) => [actor.id, actor]));
  const name = (id: string | null): string => (id === null ? "" : (names.get(id)?.name ?? id));
  const words = (span: Span): string => story.text.slice(span[0], span[1]).replace(/\s+/g, " ").trim();
  const out: string[] = [];

  const heading = (title: string): void => void out.push("", c.bold(c.cyan(title)));
  const line = (indent: number, text: string, paint: (s: string) => string = (s) => s): void =>
    void out.push(...wrap(text, options.width, indent).map((part) => " ".repeat(indent) + paint(part)));
  const why = (entry: { why: string; confidence: number }): void =>
    line(6, `${entry.why} · confidence ${entry.confidence.toFixed(2)}`, c.dim);

  out.push(c.bold(story.headline ?? firstWords(story.text)));
  out.push(
    c.dim(
      [story.published ?? "no date", story.agency, story.dateline?.place, story.byline, story.sourceId]
        .filter((part) => part)
        .join(" · "),
    ),
  );

  if (record.statements.length > 0) heading("Who said what");
  for (const statement of record.statements) {
    line(2, speakerLine(statement, names, words), (s) => c.bold(s));
    for (const part of statement.content) line(6, quote(statement, words(part)));
    line(6, sayingLine(statement, name, words), c.dim);
  }

  if (record.events.length > 0) heading("Who did what to whom");
  for (const event of record.events) {
    line(2, eventLine(event, name), (s) => s.replace(event.type, c.bold(c.yellow(event.type))));
    line(6, `“${words(event.evidence[0] ?? event.trigger)}”`);
    why(event);
  }

  if (record.ties.length > 0) heading("What they are to each other");
  for (const tie of record.ties) {
    const told = [
      tie.kind.replace("-", " "),
      tie.name,
      tie.level && `${tie.level} level`,
      tie.since && `since ${tie.since}`,
    ];
    line(
      2,
      `${tie.parties.map(name).join(" – ")}: ${[...told, tie.distinction, tie.status].filter((x) => x).join(" · ")}`,
    );
    if (tie.evidence[0]) line(6, `“${words(tie.evidence[0])}”`);
    why(tie);
    for (const told of record.anniversaries.filter((anniversary) => anniversary.tie === tie.id))
      line(6, `anniversary: the ${ordinal(told.nth)}, in ${told.in}`);
  }

  if (record.commitments.length > 0) heading("What was promised");
  for (const commitment of record.commitments) {
    const window = commitment.window ? ` · ${commitment.window.from ?? "…"} to ${commitment.window.to ?? "…"}` : "";
    const partners = commitment.with.length > 0 ? ` with ${commitment.with.map(name).join(", ")}` : "";
    line(2, `${commitment.by.map(name).join(", ")}${partners}${window}`);
    line(6, `“${words(commitment.what)}”`);
    why(commitment);
  }

  if (record.times.length > 0) heading("When");
  const longest = Math.min(28, Math.max(0, ...record.times.map((time) => words([time.start, time.end]).length)));
  for (const time of record.times)
    line(
      2,
      `${words([time.start, time.end]).padEnd(longest)}  ${time.value ?? "no value"}  ${time.type}${time.mod ? ` ${time.mod}` : ""}`,
    );

  if (record.actors.length > 0) heading("Who occurs");
  for (const actor of record.actors) {
    const said = [...new Set(actor.mentions.map(words))].map((word) => `“${word}”`).join(", ");
    line(2, `${actor.name}  ${actorLine(actor)}`);
    line(6, said, c.dim);
  }

  if (record.abstentions.length > 0) heading("Not decided");
  for (const { kind, span, reason } of record.abstentions)
    line(2, `${kind}: ${span[1] - span[0] > 60 ? "" : `“${words(span)}” `}${reason}`, c.dim);

  return `${out.join("\n")}\n`;
}

function speakerLine(statement: Statement, actors: ReadonlyMap<string, Actor>, words: (span: Span) => string): string {
  const actor = statement.speaker === null ? undefined : actors.get(statement.speaker);
  if (actor) return [actor.name, actor.role].filter((part) => part).join(", ");
  return statement.source ? words(statement.source) : "speaker not told";
}

function quote(statement: Statement, words: string): string {
  return statement.kind === "direct" && !/^["“'‘]/.test(words) ? `“${words}”` : words;
}

function sayingLine(statement: Statement, name: (id: string | null) => string, words: (span: Span) => string): string {
  const prompted = statement.promptedBy;
  return [
    statement.kind,
    statement.cue && `cue “${words(statement.cue)}”`,
    statement.source && statement.speaker && `source “${words(statement.source)}”`,
    statement.addressee && `to ${name(statement.addressee)}`,
    statement.venue,
    statement.date,
    prompted && (typeof prompted === "string" ? `prompted by ${prompted}` : `prompted by “${words(prompted)}”`),
    statement.saidIn && `told in ${statement.saidIn}`,
  ]
    .filter((part) => part)
    .join(" · ");
}

function eventLine(event: Event, name: (id: string | null) => string): string {
  const parties = event.actors.map(name).join(", ") || "(no actor told)";
  const recipients = event.recipients.length > 0 ? ` → ${event.recipients.map(name).join(", ")}` : "";
  const rest = [
    event.mode,
    event.date?.value,
    event.place?.name,
    ...event.aux,
    ...event.contexts,
    `CAMEO ${event.cameo}`,
  ];
  return `${event.type}  ${parties}${recipients} · ${rest.filter((part) => part).join(" · ")}`;
}

function actorLine(actor: Actor): string {
  return [actor.kind, actor.country, actor.sector, actor.role, actor.formerly && `formerly ${actor.formerly}`]
    .filter((part) => part)
    .join(" · ");
}

function ordinal(n: number): string {
  const suffix = n % 100 >= 11 && n % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${suffix}`;
}

function firstWords(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > 80 ? `${line.slice(0, 80).replace(/\s+\S*$/, "")} …` : line;
}

/** Breaks a text into lines that fit beside an indent; a word longer than the line stands alone on its own. */
function wrap(text: string, width: number, indent: number): string[] {
  const room = Math.max(20, width - indent);
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > room) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  lines.push(current);
  return lines;
}
