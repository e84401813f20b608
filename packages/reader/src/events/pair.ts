import type { Parsed } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { AuxMode, EventType, Span } from "../record.ts";
import type { Tokens } from "../text/tokens.ts";
import { type Classify, openClassifier } from "./classifier.ts";
import { AUX_ORDER, type OwnVerbs, openPredicates, type Predicates } from "./lexicon.ts";
import { pairFeatures, type WordRange } from "./pair-features.ts";
import { type Cast, type Reading, readPredicates } from "./readings.ts";
import { why } from "./telling.ts";

/** A text and two parties named in it, word for word. */
export interface PairQuestion {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  /** Empty where the question is what the source did, whomever it did it to. */
  readonly target: string;
}

/** What the source did to the target. `type` is null where neither stands in the text, or it was asked to abstain below a confidence. */
export interface PairAnswer {
  readonly id: string;
  readonly type: EventType | null;
  readonly mode: string | null;
  readonly aux: readonly AuxMode[];
  readonly cameo: string | null;
  readonly confidence: number;
  readonly why: string;
}

/**
 * The place of a party in a text: its name as it is, else without regard to case, marks and spaces, else the longest run
 * of its words that stands there. Null where not one of its words does. Quadratic in the words of the name.
 */
export function findParty(text: string, name: string): Span | null {
  const wanted = name.trim();
  if (wanted === "") return null;
  const exact = text.indexOf(wanted);
  if (exact >= 0) return [exact, exact + wanted.length];
  const here = wordsIn(text);
  const named = wordsIn(wanted);
  for (let length = named.length; length > 0; length--)
    for (let from = 0; from + length <= named.length; from++)
      for (let at = 0; at + length <= here.length; at++) {
        let same = 0;
        while (same < length && here[at + same]?.word === named[from + same]?.word) same++;
        const first = here[at];
        const last = here[at + length - 1];
        if (same === length && first && last && (length > 1 || first.word.length > 3)) return [first.start, last.end];
      }
  return null;
}

function wordsIn(text: string): { word: string; start: number; end: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The words that a span covers, at least one. Needs a text of at least one word. */
export function wordsOf(tokens: Tokens, [start, end]: Span): WordRange {
  let first = 0;
  while (first < tokens.count - 1 && (tokens.end[first] as number) <= start) first++;
  let last = first;
  while (last < tokens.count - 1 && (tokens.start[last + 1] as number) < end) last++;
  return { first, last };
}

export type AnswerPair = (question: PairQuestion, doc: Parsed) => PairAnswer;

/** How far a predicate of the lexicon outweighs the classifier, in log odds, by which of the two parties stand in its places. */
const WEIGHT = { both: 3, source: 1.2, target: 0.8 } as const;

/**
 * Makes the answering ready. The types are ranked by the classifier and by the predicates of the lexicon that have the
 * source as actor and the target as recipient. Both are opened with the first question.
 * `own` are lines and forms of a user's own verb dictionaries.
 */
export function createPair(lexicon: Lexicon, own?: OwnVerbs): AnswerPair {
  let classify: Classify | undefined;
  let predicates: Predicates | undefined;
  const roots = new Map<string, string>();
  for (const [code = "", type = ""] of lexicon.table("events/codes"))
    if (!roots.has(type) && code.length >= 3) roots.set(type, code);

  return (question, doc) => {
    const silent = (why: string): PairAnswer => ({
      id: question.id,
      type: null,
      mode: null,
      aux: [],
      cameo: null,
      confidence: 0,
      why,
    });
    const { tokens, syntax } = doc;
    if (tokens.count === 0) return silent("the text is empty");
    const sourceSpan = findParty(question.text, question.source);
    const targetSpan = findParty(question.text, question.target);
    const source = sourceSpan && wordsOf(tokens, sourceSpan);
    const target = targetSpan && wordsOf(tokens, targetSpan);
    const named = source ?? target;
    if (named === null) return silent("neither the source nor the target stands in the text");
    classify ??= openClassifier(lexicon);
    predicates ??= openPredicates(lexicon, own);
    const ranked = classify(pairFeatures(tokens, syntax, named, source && target));

    const readings = readPredicates(doc, predicates, castOfTwo(source, target));
    const coded = readings.all
      .flatMap((reading) => {
        const fit = isDisputed(reading) ? null : fitOf(reading);
        return fit === null ? [] : [{ reading, fit }];
      })
      .sort((a, b) => WEIGHT[b.fit] - WEIGHT[a.fit]);
    const odds = ranked.map(({ type, probability, moved }) => {
      const line = coded.find(({ reading }) => reading.type === type);
      return { type, moved, line, odds: Math.log(probability + 1e-6) + (line ? WEIGHT[line.fit] : 0) };
    });
    odds.sort((a, b) => b.odds - a.odds);
    const best = odds[0];
    if (best === undefined) return silent("no type is known");
    const total = odds.reduce((sum, { odds: one }) => sum + Math.exp(one - best.odds), 0);
    const reading = best.line?.reading;
    return {
      id: question.id,
      type: best.type,
      mode: reading?.mode ?? null,
      aux: reading ? auxOf(reading) : [],
      cameo: reading?.cameo ?? roots.get(best.type) ?? null,
      confidence: 1 / total,
      why: [
        reading && why(readings.tree, reading),
        source === null && `the source “${question.source}” does not stand in the text: read from the target alone`,
        `the classifier, moved by ${best.moved.join(", ") || "nothing it knows"}`,
        odds[1] && `next ${odds[1].type}`,
      ]
        .filter((part) => part)
        .join("; "),
    };
  };
}

/** Blockades and the taking of territory: CAMEO counts them as fighting (19), PLOVER's table as COERCE. The words decide. */
function isDisputed({ cameo }: Reading): boolean {
  return cameo.startsWith("191") || cameo.startsWith("192");
}

function auxOf({ modality }: Reading): AuxMode[] {
  const { historical, future, hypothetical, negated: negation } = modality;
  const told = { historical, future, hypothetical, negation };
  return AUX_ORDER.filter((mode) => told[mode]);
}

/** The cast of a pair: the source is actor 0, the target actor 1, and nobody else is on the stage. */
function castOfTwo(source: WordRange | null, target: WordRange | null): Cast {
  const SOURCE = [0];
  const TARGET = [1];
  const NOBODY: readonly number[] = [];
  const within = (word: number, range: WordRange): boolean => word >= range.first && word <= range.last;
  return {
    at: (word) => (source && within(word, source) ? SOURCE : target && within(word, target) ? TARGET : NOBODY),
    speaker: () => -1,
    isTime: () => false,
    standing: () => "known",
    isForce: () => false,
    isState: () => false,
    kin: (a, b) => a === b,
  };
}

/** Which of the two stand in the places of a predicate; null where it is told of neither or the other way round. */
function fitOf({ actors, recipients, mutual }: Reading): keyof typeof WEIGHT | null {
  const acts = actors.includes(0);
  const receives = recipients.includes(1) || (mutual && actors.includes(1));
  if (acts && receives) return "both";
  if (acts) return "source";
  return receives && actors.length === 0 ? "target" : null;
}
