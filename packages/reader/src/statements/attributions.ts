import type { Doc } from "../doc.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { TimesRead } from "../times/times.ts";
import { clauseEnd, NOMINAL } from "./clause-ends.ts";
import { extend, rightContent, trimRight } from "./complements.ts";
import { type Cue, type CueWords, Frame } from "./cues.ts";
import { readPassive, subjectWords } from "./passives.ts";
import type { Quotation, Quotations } from "./quotations.ts";
import { sourceOf, sourceSpan } from "./sources.ts";
import type { Closing, Tag } from "./tags.ts";
import type { Tree, Words } from "./tree.ts";
import { isPassive, verbCue, verbGroup } from "./verb-groups.ts";

/** Words attributed to a source, before anyone asks who that is. */
export interface Attribution {
  /** The words of the cue; null where a quotation stands alone. */
  cue: Words | null;
  /** The cue's main word: verb, noun or adjective; -1 where there is none. */
  head: number;
  source: Words | null;
  /** The syntactic head of the source; -1 where there is none. */
  sourceHead: number;
  content: Words[];
}

/** What every rule of this room reads. */
export interface Reading {
  /** Verb → the quotation before it that it closes. */
  readonly tags: ReadonlyMap<number, Tag>;
  /** Sentence → the clause in it that attributes the rest. */
  readonly closings: ReadonlyMap<number, Closing>;
  readonly doc: Doc;
  readonly tree: Tree;
  readonly times: TimesRead;
  readonly quotations: Quotations;
  readonly words: CueWords;
}

/** Finds the attributions that a verb makes, in text order. */
export function verbAttributions(reading: Reading): Attribution[] {
  const { doc, tree, words } = reading;
  const found: Attribution[] = [];
  const { tags, closings } = reading;
  for (let v = 0; v < doc.tokens.count; v++) {
    const upos = tree.upos(v);
    if (
      upos !== Upos.VERB &&
      !mistaken(reading, v) &&
      !tags.has(v) &&
      closings.get(doc.tokens.sentenceOf[v] as number)?.verb !== v
    )
      continue;
    if (tree.rel(v) === Rel.amod || tree.rel(v) === Rel.compound) continue;
    const cue = verbCue(words, tree, v);
    if (!cue) continue;
    const attribution = readVerb(reading, v, cue);
    if (attribution) found.push(attribution);
  }
  return found;
}

/** Whether a word tagged as a noun is a verb of speech: "one in five [say] they would", "the ad [claims] that". */
function mistaken(reading: Reading, w: number): boolean {
  const { tree, doc, words } = reading;
  if (tree.upos(w) !== Upos.NOUN) return false;
  const next = tree.lower(w + 1);
  const q = reading.quotations.quotationOf[w + 1] ?? -1;
  const opens = q >= 0 && q !== reading.quotations.quotationOf[w] && (reading.quotations.all[q]?.wordCount ?? 0) > 3;
  if (!opens && next !== "that" && !tree.small.subject.has(next)) return false;
  const before = w - 1;
  if (before < tree.sentenceFirst(w)) return false;
  const owned = doc.syntax.xpos[before];
  if (
    owned === Xpos.POS ||
    owned === Xpos.PRP$ ||
    owned === Xpos.DT ||
    tree.upos(before) === Upos.ADJ ||
    tree.upos(before) === Upos.ADP
  )
    return false;
  return ((verbCue(words, tree, w)?.frames ?? 0) & Frame.quote) !== 0 && next !== "that";
}

function readVerb(reading: Reading, v: number, cue: Cue): Attribution | null {
  const { tree } = reading;
  const group = verbGroup(tree, v, reading.words.catenatives);
  const tag = reading.tags.get(v);
  if (tag) return readTag(reading, v, tag, group);
  const closing = reading.closings.get(reading.doc.tokens.sentenceOf[v] as number);
  if (closing?.verb === v) return readClosing(reading, closing, group);
  if (isPassive(tree, v)) return readPassive(reading, v, cue, group);
  const subject = sourceOf(reading, v, group, true);
  if ((cue.frames & Frame.raise) !== 0) return readRaising(reading, v, group, subject);
  const source = subject < 0 ? null : sourceSpan(reading, subject, v, group);
  const inverted = source !== null && source[0] > v && source[0] <= v + 2;
  const right = rightContent(reading, v, cue, inverted ? source[1] + 1 : group[1] + 1);
  const content: Words[] = [];
  const unit: Words = source ? [Math.min(source[0], group[0]), Math.max(source[1], group[1])] : group;
  const gap =
    source && source[0] < v
      ? (gapBefore(reading, v, source[0]) ?? (right ? null : antecedent(reading, v, source[0])))
      : null;
  if (gap) {
    content.push(gap);
    const next = v + 1;
    if (!right && cue.frames & Frame.that && tree.isFinite(next)) content.push([next, clauseEnd(reading, v, next)]);
  }
  if (right) {
    if (right.cueLast > group[1] && !inverted) group[1] = right.cueLast;
    content.push(right.words);
  }
  if (content.length === 0) return null;
  for (const piece of content) if (piece[0] <= unit[0] && piece[1] >= unit[1]) return null;
  return { cue: group, head: v, source, sourceHead: subject, content };
}

/** "[which] Clinton conceded", "[what] he calls a trap": the word that stands for what was said; null for none. */
function gapBefore(reading: Reading, v: number, source: number): Words | null {
  const { tree, doc } = reading;
  const w = source - 1;
  if (w < tree.sentenceFirst(v)) return null;
  const tag = doc.syntax.xpos[w];
  const word = tree.lower(w);
  if (tag !== Xpos.WDT && tag !== Xpos.WP && !(word === "that" && tree.rel(v) === Rel["acl:relcl"])) return null;
  if (tree.upos(w) === Upos.SCONJ && tree.rel(v) !== Rel["acl:relcl"]) return null;
  return [w, w];
}

/** "[a country] they know": the noun whose clause the cue ends; null where the cue has an object of its own. */
function antecedent(reading: Reading, v: number, source: number): Words | null {
  const { tree } = reading;
  const noun = tree.head(v);
  if (
    tree.rel(v) !== Rel["acl:relcl"] ||
    noun < 0 ||
    noun !== source - 1 ||
    tree.child(v, Rel.obj, Rel.ccomp, Rel.xcomp) >= 0
  )
    return null;
  return [tree.left(noun), noun];
}

/** “…,” Wang said. “…,” Wang told reporters, “…” */
function readTag(reading: Reading, v: number, tag: Tag, group: Words): Attribution {
  const { tree, quotations } = reading;
  const quotation = quotations.all[tag.quotation] as Quotation;
  const opening = Math.min(tree.sentenceFirst(quotation.first), quotation.first);
  const content: Words[] = [[opensAt(reading, opening, quotation.first), quotation.last]];
  const from = (tag.inverted ? tag.source[1] : v) + 1;
  if (!tag.inverted && group[0] <= tag.source[1]) group[0] = tag.source[1] + 1;
  // “…,” he said, “…”: the speech goes on in the same sentence
  const last = tree.sentenceLast(v);
  for (let w = from; w <= last; w++) {
    const q = quotations.quotationOf[w] as number;
    const next = quotations.all[q];
    if (!next || next.first !== w || q === tag.quotation) continue;
    let before = w - 1;
    if (tree.upos(before) === Upos.CCONJ && tree.lower(before - 1) === ",") before--;
    const pause = tree.lower(before);
    if ((pause === "," || pause === ":") && (next.wordCount > 2 || next.last >= last - 1)) {
      if (!hasCue(reading, from, w - 1)) content.push([before + 1, next.last]);
      break;
    }
    w = next.last;
  }
  return { cue: group, head: v, source: tag.source, sourceHead: tag.sourceHead, content };
}

/** "…, sources said." "The deal, Wang said, would last." */
function readClosing(reading: Reading, closing: Closing, group: Words): Attribution {
  const { tree } = reading;
  const { verb, source } = closing;
  const first = tree.sentenceFirst(verb);
  let begin = first;
  while (begin < closing.first && tree.isPunctuation(begin) && (reading.quotations.quotationOf[begin] as number) < 0)
    begin++;
  const content: Words[] = [[begin, trimRight(tree, closing.first - 1)]];
  if (closing.inserted) {
    const from = closing.last + 2;
    const end = clauseEnd(reading, verb, from);
    if (end >= from) content.push([from, end]);
  }
  if (!closing.inverted && group[0] <= source[1]) group[0] = source[1] + 1;
  return { cue: group, head: verb, source, sourceHead: closing.sourceHead, content };
}

/** Where the content before a cue begins: what stands before the quotation in its sentence belongs to it, a cue of its own does not. */
function opensAt(reading: Reading, from: number, quotation: number): number {
  const { tree } = reading;
  if (from === quotation) return quotation;
  if (tree.lower(quotation - 1) === ":") return quotation;
  for (let w = quotation - 1; w >= from; w--)
    if ((tree.lower(w) === ":" || tree.lower(w) === ",") && w === quotation - 1 && hasCue(reading, from, w))
      return quotation;
  return from;
}

function hasCue(reading: Reading, from: number, to: number): boolean {
  const { tree, words } = reading;
  for (let w = from; w <= to; w++)
    if (tree.upos(w) === Upos.VERB && (verbCue(words, tree, w)?.frames ?? 0) & Frame.quote) return true;
  return false;
}

/** "The bill seems to …", "It appears that …" */
function readRaising(reading: Reading, v: number, group: Words, subject: number): Attribution | null {
  const { tree } = reading;
  const end = clauseEnd(reading, v, v + 1);
  const complement = tree.child(v, Rel.xcomp, Rel.ccomp);
  if (complement <= v || complement > end) return null;
  // "seems to suggest": the verb after it is the cue
  if (tree.upos(complement) === Upos.VERB && verbCue(reading.words, tree, complement) && tree.lower(v + 1) === "to")
    return null;
  const content: Words[] = [];
  if (subject >= 0 && subject < v && tree.lower(subject) !== "it" && NOMINAL.has(tree.upos(subject)))
    content.push(subjectWords(tree, subject, group[0]));
  content.push([Math.max(v + 1, tree.left(complement)), extend(reading, v, complement, end)]);
  return { cue: group, head: v, source: null, sourceHead: -1, content };
}
