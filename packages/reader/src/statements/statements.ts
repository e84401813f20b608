import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, Span, Statement } from "../record.ts";
import type { TimesRead } from "../times/times.ts";
import { type Attribution, type Reading, verbAttributions } from "./attributions.ts";
import { type CueWords, openCueWords } from "./cues.ts";
import { holders } from "./nesting.ts";
import { adverbAttributions, nominalAttributions, phraseAttributions } from "./phrases.ts";
import { findQuotations } from "./quotations.ts";
import { continueQuotations, turnAttributions } from "./quoted.ts";
import { type Closing, findClosings, findTags, type Tag } from "./tags.ts";
import { treeOf, type Words } from "./tree.ts";

export interface StatementsRead {
  readonly statements: readonly Statement[];
  /** Word → index in `statements` of the innermost statement whose content it is part of, -1 for the outlet's own voice. */
  readonly statementOf: Int32Array;
  readonly abstentions: readonly Abstention[];
}

export type ReadStatements = (doc: Doc, times: TimesRead, actors: ActorsRead) => StatementsRead;

/** Makes the room ready: its tables are read from the lexicon once. */
export function createStatements(lexicon: Lexicon): ReadStatements {
  const words = openCueWords(lexicon);
  return (doc, times, _actors) => {
    const reading = readingOf(doc, times, words);
    const attributions = outermost(reading, [
      ...verbAttributions(reading),
      ...phraseAttributions(reading),
      ...nominalAttributions(reading),
      ...adverbAttributions(reading),
      ...turnAttributions(reading),
    ]);
    continueQuotations(reading, attributions);
    attributions.sort((a, b) => (a.content[0]?.[0] ?? 0) - (b.content[0]?.[0] ?? 0));
    const span = ([first, last]: Words): Span => [doc.tokens.start[first] as number, doc.tokens.end[last] as number];
    const statements = attributions.map(
      (a, i): Statement => ({
        id: `s${i + 1}`,
        kind: "indirect",
        speaker: null,
        source: a.source && span(a.source),
        cue: a.cue && span(a.cue),
        content: a.content.map(span),
        addressee: null,
        venue: null,
        venueSpan: null,
        date: null,
        promptedBy: null,
        saidIn: null,
      }),
    );
    return { statements, statementOf: new Int32Array(doc.tokens.count).fill(-1), abstentions: [] };
  };
}

function readingOf(doc: Doc, times: TimesRead, words: CueWords): Reading {
  const tags = new Map<number, Tag>();
  const closings = new Map<number, Closing>();
  const reading: Reading = { doc, tree: treeOf(doc), times, quotations: findQuotations(doc), words, tags, closings };
  for (const [verb, tag] of findTags(reading)) tags.set(verb, tag);
  for (const [sentence, closing] of findClosings(reading, tags)) closings.set(sentence, closing);
  return reading;
}

/** Leaves out what is thought and wished inside the words of another: speech within speech stays. */
function outermost(reading: Reading, attributions: readonly Attribution[]): Attribution[] {
  const holder = holders(attributions, reading.doc.tokens.count);
  return attributions.filter((attribution, i) => {
    const quoted = attribution.head >= 0 && (reading.quotations.quotationOf[attribution.head] as number) >= 0;
    return (holder[i] as number) < 0 && !quoted;
  });
}
