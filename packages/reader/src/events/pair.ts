import type { Lexicon } from "../lexicon.ts";
import type { AuxMode, EventType, Span } from "../record.ts";
import type { Syntax } from "../syntax/syntax.ts";
import type { Tokens } from "../text/tokens.ts";
import { type Classify, openClassifier } from "./classifier.ts";
import { pairFeatures, type WordRange } from "./pair-features.ts";

/** A text and two parties named in it, word for word. */
export interface PairQuestion {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  /** Empty where the question is what the source did, whomever it did it to. */
  readonly target: string;
}

/** What the source did to the target. `type` is null where it was asked to abstain below a confidence, or a party does not stand in the text. */
export interface PairAnswer {
  readonly id: string;
  readonly type: EventType | null;
  readonly mode: string | null;
  readonly aux: readonly AuxMode[];
  readonly cameo: string | null;
  readonly confidence: number;
  readonly why: string;
}

/** The place of a party in a text: the whole words of its name, compared without regard to case if need be; null where it does not stand there. */
export function findParty(text: string, name: string): Span | null {
  const wanted = name.trim();
  if (wanted === "") return null;
  let at = text.indexOf(wanted);
  if (at < 0) at = text.toLowerCase().indexOf(wanted.toLowerCase());
  return at < 0 ? null : [at, at + wanted.length];
}

/** The words that a span covers, at least one. Needs a text of at least one word. */
export function wordsOf(tokens: Tokens, [start, end]: Span): WordRange {
  let first = 0;
  while (first < tokens.count - 1 && (tokens.end[first] as number) <= start) first++;
  let last = first;
  while (last < tokens.count - 1 && (tokens.start[last + 1] as number) < end) last++;
  return { first, last };
}

export type AnswerPair = (question: PairQuestion, tokens: Tokens, syntax: Syntax) => PairAnswer;

/** Makes the answering ready. The classifier is opened with the first question. */
export function createPair(lexicon: Lexicon): AnswerPair {
  let classify: Classify | undefined;
  const roots = new Map<string, string>();
  for (const [code = "", type = ""] of lexicon.table("events/codes"))
    if (!roots.has(type) && code.length >= 3) roots.set(type, code);

  return (question, tokens, syntax) => {
    const silent = (why: string): PairAnswer => ({
      id: question.id,
      type: null,
      mode: null,
      aux: [],
      cameo: null,
      confidence: 0,
      why,
    });
    if (tokens.count === 0) return silent("the text is empty");
    const source = findParty(question.text, question.source);
    if (source === null) return silent(`the source “${question.source}” does not stand in the text`);
    const target = findParty(question.text, question.target);
    classify ??= openClassifier(lexicon);
    const features = pairFeatures(tokens, syntax, wordsOf(tokens, source), target && wordsOf(tokens, target));
    const [best, next] = classify(features);
    if (best === undefined) return silent("no type is known");
    const rest = next ? `; next ${next.type} ${next.probability.toFixed(2)}` : "";
    return {
      id: question.id,
      type: best.type,
      mode: null,
      aux: [],
      cameo: roots.get(best.type) ?? null,
      confidence: best.probability,
      why: `the classifier, moved by ${best.moved.join(", ") || "no feature it knows"}${rest}`,
    };
  };
}
