import type { Doc } from "../doc.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { TimeWords } from "./words.ts";

/** Which way a bare "Monday" or "March" points: -1 back, 1 ahead, 0 not told. */
export type Direction = -1 | 0 | 1;

/** How many words around a time expression are asked for their tense. */
const REACH = 20;

/**
 * The direction that the words around a time expression give it: the preposition before it ("since Monday"), or the
 * tense of the nearest verb, first to the left ("will meet Monday", "met Monday", "plans to meet Monday", "the vote
 * scheduled for Monday"), then to the right ("On Monday, the king will meet"). The nearest verb is asked rather than
 * the governing one, because where the two differ, a tree of news text is wrong about as often as right.
 */
export function directionAt(doc: Doc, words: TimeWords, first: number, last: number): Direction {
  const { tokens, syntax } = doc;
  const sentence = tokens.sentenceOf[first] as number;
  const from = Math.max(tokens.sentenceStart[sentence] as number, first - REACH);
  const stop = Math.min(tokens.sentenceStart[sentence + 1] as number, last + REACH);
  const joint = first > from ? words.forms.get(tokens.form[first - 1] ?? "") : undefined;
  if (joint?.behind !== undefined) return -1;
  if (joint?.ahead !== undefined) return 1;
  // "by June" lies ahead, unless it had been done: "had filed by Wednesday".
  const month = words.forms.get(tokens.form[first] ?? "")?.month !== undefined;
  if (joint?.limit !== undefined && month) return hadBeen(doc, first, from) ? -1 : 1;
  // "Wednesday's ruling" was made.
  if (last + 1 < stop && words.forms.get(tokens.form[last + 1] ?? "")?.possessive !== undefined) return -1;
  // "the October slaying": what has a date for a name has happened, unless it is to come ("the Tuesday deadline").
  const named =
    last + 1 < stop && syntax.upos[last + 1] === Upos.NOUN && first > from && syntax.upos[first - 1] === Upos.DET;
  if (named) return words.forms.get(tokens.form[last + 1] ?? "")?.ahead === undefined ? -1 : 1;
  for (let i = first - 1; i >= from; i--) {
    const told = tenseOf(doc, words, i, from);
    if (told !== 0) return told;
  }
  for (let i = last + 1; i < stop; i++) {
    const told = tenseOf(doc, words, i, last + 1);
    if (told !== 0) return told;
  }
  return 0;
}

/** The direction that the verb at `i` tells; 0 for other words and for verbs without a tense. */
function tenseOf(doc: Doc, words: TimeWords, i: number, from: number): Direction {
  const { syntax } = doc;
  const upos = syntax.upos[i] as number;
  if (upos !== Upos.VERB && upos !== Upos.AUX) return 0;
  const tag = syntax.xpos[i] as number;
  if (tag === Xpos.MD) return 1;
  if (words.forms.get(doc.tokens.form[i] ?? "")?.ahead !== undefined) return 1;
  switch (tag) {
    case Xpos.VBD:
      return -1;
    case Xpos.VBN:
      return auxiliaryBefore(doc, i, from) > 0 ? 1 : -1;
    case Xpos.VB:
      return auxiliaryBefore(doc, i, from) < 0 ? -1 : 1;
    case Xpos.VBG:
      return auxiliaryBefore(doc, i, from);
    case Xpos.VBZ:
    case Xpos.VBP:
      // "is", "has" are told by what stands behind them: "has met Monday", "is to meet Monday".
      return upos === Upos.AUX || syntax.deprel[i] === Rel.cop ? 0 : 1;
    default:
      return 0;
  }
}

/** "will be held": 1; "was held", "had held", "did not hold": -1; none: 0. At most four words back. */
function auxiliaryBefore(doc: Doc, verb: number, from: number): Direction {
  const { syntax } = doc;
  let told: Direction = 0;
  for (let i = verb - 1; i >= Math.max(from, verb - 4); i--) {
    const tag = syntax.xpos[i] as number;
    const upos = syntax.upos[i] as number;
    if (tag === Xpos.MD || tag === Xpos.TO) return 1;
    if (upos === Upos.AUX) {
      if (tag === Xpos.VBD) return -1;
      if (told === 0) told = tag === Xpos.VBZ || tag === Xpos.VBP ? 1 : 0;
    } else if (upos !== Upos.ADV && upos !== Upos.PART) break;
  }
  return told;
}

/** Whether a form of "have" or a copula of the past stands before: the nearest six words are asked. */
function hadBeen(doc: Doc, first: number, from: number): boolean {
  const { syntax } = doc;
  for (let i = first - 1; i >= Math.max(from, first - 6); i--)
    if (syntax.upos[i] === Upos.AUX) return syntax.xpos[i] !== Xpos.MD;
  return false;
}
