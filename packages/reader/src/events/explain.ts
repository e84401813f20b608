import type { Doc } from "../doc.ts";
import type { Event, Span } from "../record.ts";
import { DEPREL, UPOS } from "../syntax/syntax.ts";
import { sentenceSpan } from "./events.ts";
import type { Line, Predicates } from "./lexicon.ts";
import type { Need } from "./patterns.ts";
import type { Readings } from "./readings.ts";
import { words } from "./telling.ts";
import { worthTelling } from "./worth.ts";

/** A word of a sentence's tree. `head` counts words of the sentence from 1; 0 is the root. */
export interface TreeWord {
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  readonly head: number;
  readonly deprel: string;
}

/** A line that a word of the sentence brought up, and why it made no event. */
export interface Near {
  readonly word: string;
  readonly pattern: string;
  readonly source: string;
  readonly reason: string;
}

/** Why a sentence was read as it was: its tree, its events with their lines and words, and what came near. */
export interface SentenceExplained {
  readonly span: Span;
  readonly tree: readonly TreeWord[];
  readonly events: readonly Event[];
  readonly near: readonly Near[];
}

const MOST_NEAR = 6;

/** Explains every sentence of a story. `events` are the record's. */
export function explainEvents(
  doc: Doc,
  predicates: Predicates,
  readings: Readings,
  events: readonly Event[],
): SentenceExplained[] {
  const { tokens, syntax } = doc;
  const found: SentenceExplained[] = [];
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const first = tokens.sentenceStart[s] as number;
    const end = tokens.sentenceStart[s + 1] as number;
    if (end <= first) continue;
    const span = sentenceSpan(doc, s);
    const tree: TreeWord[] = [];
    for (let w = first; w < end; w++)
      tree.push({
        form: tokens.form[w] as string,
        lemma: syntax.lemma[w] as string,
        upos: UPOS[syntax.upos[w] as number] as string,
        head: (syntax.head[w] as number) < 0 ? 0 : (syntax.head[w] as number) - first + 1,
        deprel: DEPREL[syntax.deprel[w] as number] as string,
      });
    const here = events.filter((event) => event.evidence.some(([start]) => start === span[0]));
    found.push({ span, tree, events: here, near: here.length ? [] : nearOf(predicates, readings, first, end) });
  }
  return found;
}

/** For a sentence without events: the lines that its words bring up, and what each of them lacked. */
function nearOf(predicates: Predicates, readings: Readings, first: number, end: number): Near[] {
  const { tree } = readings;
  const found: Near[] = [];
  for (let w = first; w < end && found.length < MOST_NEAR; w++) {
    const lemma = tree.lemma(w);
    const reading = readings.at(w);
    const word = tree.tokens.form[w] as string;
    if (reading) {
      const { pattern, source } = reading.line;
      found.push({ word: words(tree, reading), pattern, source, reason: lack(reading, readings) });
      continue;
    }
    const line = readings.line(w);
    if (line) {
      found.push({
        word,
        pattern: line.pattern,
        source: line.source,
        reason: "the line says that it tells of no event",
      });
      continue;
    }
    const lines = predicates.verbs.get(lemma) ?? predicates.nouns.get(lemma) ?? predicates.adjectives.get(lemma);
    const closest = lines?.filter((one) => one.type !== null).at(-1);
    if (closest)
      found.push({ word, pattern: closest.pattern, source: closest.source, reason: `it asks for ${asks(closest)}` });
  }
  return found;
}

function lack(reading: NonNullable<ReturnType<Readings["at"]>>, readings: Readings): string {
  if (!readings.all.some((one) => one.trigger === reading.trigger)) return "it is part of what another predicate says";
  if (reading.modality.conditional) return "it stands under a condition";
  if (!reading.actors.length) return "nobody is found who does it";
  if (!reading.recipients.length) return "nobody is found to whom it is done";
  return worthTelling(reading) ? "it is told as part of another event" : "it says too little of who did what";
}

/** What a line asks for, in words. */
function asks(line: Line): string {
  return line.needs.map(askedFor).join(" and ") || `a ${line.triggerClass}`;
}

function askedFor(need: Need): string {
  switch (need.kind) {
    case "word":
    case "particle":
      return `"${[...need.words].join("/")}"`;
    case "object":
      return "an object of its list";
    case "oblique":
      return `"${[...need.words].join("/")}" with a noun of its list`;
    case "subject":
      return "a subject of its list";
    case "content":
      return "a clause or an event as its content";
    case "case":
      return `"${[...need.words].join("/")}" before it`;
    case "beside":
      return `"${[...need.words].slice(0, 3).join("/")}" beside it`;
  }
}
