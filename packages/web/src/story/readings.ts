import type { Abstention, Actor, Commitment, Event, Record, Span, Statement, Tie, Time } from "@chancery/reader";

/** What can be shown or hidden on a story's page, in the order of the legend. */
export const LAYERS = ["statement", "event", "tie", "time", "actor", "abstention"] as const;
export type Layer = (typeof LAYERS)[number];

/** Which part of a reading a stretch of text is. */
export type Part =
  | "content"
  | "cue"
  | "source"
  | "venue"
  | "prompt"
  | "trigger"
  | "place"
  | "evidence"
  | "words"
  | "sentence"
  | "mention"
  | "undecided";

/** One entry of the record, with every stretch of text it was read from. */
export type Reading = {
  /** Unique on the page: the record's own id, or the kind with a number where the record gives none. */
  id: string;
  layer: Layer;
  spans: readonly { span: Span; part: Part }[];
  /** Where its note stands in the margin: the start of its first words. */
  anchor: number;
} & (
  | { kind: "statement"; entry: Statement }
  | { kind: "event"; entry: Event }
  | { kind: "tie"; entry: Tie }
  | { kind: "anniversary"; entry: Record["anniversaries"][number] }
  | { kind: "commitment"; entry: Commitment }
  | { kind: "time"; entry: Time }
  | { kind: "actor"; entry: Actor }
  | { kind: "abstention"; entry: Abstention }
);

/** Every entry of the record in the order of the text; entries that begin together stand in the order of the record's kinds. */
export function readingsOf(record: Record): Reading[] {
  const readings: Reading[] = [];
  for (const entry of record.statements) {
    const spans: { span: Span; part: Part }[] = entry.content.map((span) => ({ span, part: "content" as const }));
    if (entry.source) spans.push({ span: entry.source, part: "source" });
    if (entry.cue) spans.push({ span: entry.cue, part: "cue" });
    if (entry.venueSpan) spans.push({ span: entry.venueSpan, part: "venue" });
    if (Array.isArray(entry.promptedBy)) spans.push({ span: entry.promptedBy, part: "prompt" });
    const said = [...entry.content, ...(entry.source ? [entry.source] : []), ...(entry.cue ? [entry.cue] : [])];
    readings.push({ kind: "statement", layer: "statement", id: entry.id, entry, spans, anchor: firstOf(said) });
  }
  for (const entry of record.events) {
    const spans: { span: Span; part: Part }[] = [
      { span: entry.trigger, part: "trigger" },
      ...entry.evidence.map((span) => ({ span, part: "evidence" as const })),
    ];
    if (entry.place) spans.push({ span: entry.place.span, part: "place" });
    readings.push({ kind: "event", layer: "event", id: entry.id, entry, spans, anchor: entry.trigger[0] });
  }
  for (const entry of record.ties)
    readings.push({ kind: "tie", layer: "tie", id: entry.id, entry, ...wordsOf(entry.evidence) });
  record.anniversaries.forEach((entry, i) => {
    readings.push({ kind: "anniversary", layer: "tie", id: `anniversary-${i}`, entry, ...wordsOf(entry.evidence) });
  });
  for (const entry of record.commitments)
    readings.push({ kind: "commitment", layer: "tie", id: entry.id, entry, ...wordsOf([entry.what]) });
  for (const entry of record.times)
    readings.push({ kind: "time", layer: "time", id: entry.id, entry, ...wordsOf([[entry.start, entry.end]]) });
  for (const entry of record.actors)
    readings.push({
      kind: "actor",
      layer: "actor",
      id: entry.id,
      entry,
      spans: entry.mentions.map((span) => ({ span, part: "mention" as const })),
      anchor: firstOf(entry.mentions),
    });
  record.abstentions.forEach((entry, i) => {
    readings.push({
      kind: "abstention",
      layer: "abstention",
      id: `abstention-${i}`,
      entry,
      spans: [{ span: entry.span, part: "undecided" }],
      anchor: entry.span[0],
    });
  });
  return readings.sort((a, b) => a.anchor - b.anchor);
}

/** Evidence of more characters than these is a sentence rather than a phrase, and is marked more quietly. */
const PHRASE = 90;

function wordsOf(evidence: readonly Span[]): Pick<Reading, "spans" | "anchor"> {
  return {
    spans: evidence.map((span) => ({
      span,
      part: span[1] - span[0] > PHRASE ? ("sentence" as const) : ("words" as const),
    })),
    anchor: firstOf(evidence),
  };
}

function firstOf(spans: readonly Span[]): number {
  return spans.reduce((first, [start]) => Math.min(first, start), spans.length ? Number.POSITIVE_INFINITY : 0);
}
