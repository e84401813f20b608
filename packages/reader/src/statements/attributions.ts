import type { Doc } from "../doc.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { TimesRead } from "../times/times.ts";
import { type Cue, type CueWords, Frame, phraseAt } from "./cues.ts";
import type { Quotations } from "./quotations.ts";
import { sourceOf, sourceSpan } from "./sources.ts";
import type { Tree, Words } from "./tree.ts";

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
  readonly doc: Doc;
  readonly tree: Tree;
  readonly times: TimesRead;
  readonly quotations: Quotations;
  readonly words: CueWords;
}

const NOMINAL = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.PRON, Upos.NUM, Upos.DET]);
const WH = new Set(["what", "who", "whom", "whose", "which", "when", "where", "why", "how", "whether", "if"]);
const ENDINGS: readonly (readonly [string, number])[] = [
  ["ing", 3],
  ["ed", 2],
  ["es", 2],
  ["s", 1],
];

/** Finds the attributions that a verb makes, in text order. */
export function verbAttributions(reading: Reading): Attribution[] {
  const { doc, tree, words } = reading;
  const found: Attribution[] = [];
  for (let v = 0; v < doc.tokens.count; v++) {
    const upos = tree.upos(v);
    if (upos !== Upos.VERB) continue;
    if (tree.rel(v) === Rel.amod || tree.rel(v) === Rel.compound) continue;
    const cue = words.verbs.get(tree.lemma(v)) ?? words.verbs.get(baseForm(tree.lower(v), words));
    if (!cue) continue;
    const attribution = readVerb(reading, v, cue);
    if (attribution) found.push(attribution);
  }
  return found;
}

/** The base form of a regular verb that the lemmas do not know: "shouting" → "shout". */
function baseForm(form: string, words: CueWords): string {
  for (const [ending, length] of ENDINGS)
    if (form.endsWith(ending)) {
      const stem = form.slice(0, -length);
      for (const base of [stem, `${stem}e`, stem.slice(0, -1)]) if (words.verbs.has(base)) return base;
    }
  return form;
}

/** The verb with its auxiliaries and adverbs: "has repeatedly said", "did not mention", "to acknowledge". */
function verbGroup(tree: Tree, v: number): Words {
  let first = v;
  while (first > tree.sentenceFirst(v)) {
    const w = first - 1;
    const own = tree.head(w) === v || tree.head(tree.head(w) >= 0 ? tree.head(w) : w) === v;
    const upos = tree.upos(w);
    if (!own) break;
    if (upos !== Upos.AUX && upos !== Upos.ADV && upos !== Upos.PART) break;
    if (tree.rel(w) === Rel.nsubj || (tree.rel(w) === Rel.mark && upos !== Upos.PART)) break;
    if (WH.has(tree.lower(w))) break;
    first = w;
  }
  return [first, v];
}

function isPassive(tree: Tree, v: number): boolean {
  return (
    tree.doc.syntax.xpos[v] === Xpos.VBN &&
    (tree.child(v, Rel["aux:pass"], Rel["nsubj:pass"]) >= 0 ||
      ((tree.rel(v) === Rel.acl || tree.rel(v) === Rel.advcl) && tree.child(v, Rel.aux) < 0))
  );
}

function readVerb(reading: Reading, v: number, cue: Cue): Attribution | null {
  const { tree } = reading;
  const group = verbGroup(tree, v);
  if (isPassive(tree, v)) return readPassive(reading, v, cue, group);
  const subject = sourceOf(reading, v, group, true);
  if ((cue.frames & Frame.raise) !== 0) return readRaising(reading, v, group, subject);
  const source = subject < 0 ? null : sourceSpan(reading, subject, v, group);
  const inverted = source !== null && source[0] > v;
  const right = rightContent(reading, v, cue, inverted ? source[1] + 1 : group[1] + 1);
  const left = leftContent(reading, v, cue, group, source, right);
  const content: Words[] = [];
  if (left) content.push(left);
  const unit: Words = source ? [Math.min(source[0], group[0]), Math.max(source[1], group[1])] : group;
  if (right && !(left && right.weak)) {
    if (right.cueLast > group[1] && !inverted) group[1] = right.cueLast;
    content.push(right.words);
  }
  if (content.length === 0) return null;
  for (const piece of content) if (piece[0] <= unit[0] && piece[1] >= unit[1] && piece !== left) return null;
  return { cue: group, head: v, source, sourceHead: subject, content };
}

interface Right {
  words: Words;
  /** The last word of the cue, with the preposition or particle that joined it. */
  cueLast: number;
  /** True where the content is a guess that what stands before the cue outdoes. */
  weak: boolean;
}

/** What the cue says on its right: "said (that) …", "called for …", "told reporters: “…”", "vowed to …". */
function rightContent(reading: Reading, v: number, cue: Cue, from: number): Right | null {
  const { tree } = reading;
  const last = tree.sentenceLast(v);
  const end = clauseEnd(reading, v, from);
  const frames = cue.frames;
  // "called for", "pointed out that", "talked about"
  for (let w = v + 1; w <= Math.min(v + 1, last); w++) {
    const more = cue.with.get(tree.lower(w));
    if (more === undefined) continue;
    if (more & Frame.that) {
      const clause = clauseRight(reading, v, w + 1, more, end);
      if (clause) return { words: clause, cueLast: w, weak: false };
    }
    const object = tree.upos(w + 1);
    if (w + 1 <= end && object !== Upos.PUNCT) {
      if (more === 0 || more & Frame.np) {
        const stop = phraseEnd(reading, v, w, end);
        return { words: [w + 1, stop], cueLast: w, weak: false };
      }
    }
    if (more & (Frame.quote | Frame.says)) {
      const clause = clauseRight(reading, v, w + 1, more | Frame.quote, end);
      if (clause) return { words: clause, cueLast: w, weak: false };
    }
  }
  let p = from;
  const object = tree.child(v, Rel.obj, Rel.iobj);
  if (frames & Frame.whom && object >= p && object <= end) {
    const after = skipCircumstances(reading, v, tree.right(object) + 1, end);
    const clause = clauseRight(reading, v, after, frames, end);
    if (clause) return { words: clause, cueLast: v, weak: false };
    const about = aboutRight(reading, v, cue, tree.right(object) + 1, end);
    if (about) return about;
  }
  if (frames & Frame.npto && object >= p && object <= end) {
    const infinitive = tree.child(v, Rel.xcomp, Rel.ccomp, Rel.advcl);
    if (infinitive > object) {
      const start = Math.max(p, Math.min(tree.left(object), tree.left(infinitive)));
      return { words: [start, extend(reading, v, infinitive, end)], cueLast: v, weak: false };
    }
  }
  if (frames & Frame.to) {
    for (let w = p; w <= Math.min(p + 1, end); w++) {
      if (tree.lower(w) === "to" && (tree.upos(w) === Upos.PART || tree.upos(w + 1) === Upos.VERB)) {
        const verb = tree.head(w) > w && tree.head(w) <= end ? tree.head(w) : Math.min(w + 1, end);
        return { words: [w, extend(reading, v, verb, end)], cueLast: v, weak: false };
      }
      if (tree.upos(w) !== Upos.ADV) break;
    }
  }
  if (frames & Frame.ing) {
    const gerund = tree.child(v, Rel.xcomp, Rel.ccomp);
    if (gerund >= p && reading.doc.syntax.xpos[gerund] === Xpos.VBG)
      return { words: [Math.max(p, tree.left(gerund)), extend(reading, v, gerund, end)], cueLast: v, weak: false };
  }
  p = skipCircumstances(reading, v, from, end);
  const clause = clauseRight(reading, v, p, frames, end);
  if (clause) return { words: clause, cueLast: v, weak: false };
  if (frames & (Frame.np | Frame.passiveNp) && frames & Frame.np && object >= from && object <= end) {
    const start = Math.max(from, tree.left(object));
    return { words: [start, extend(reading, v, object, end)], cueLast: v, weak: true };
  }
  return null;
}

/** "asked the minister about …", "warned them of …" */
function aboutRight(reading: Reading, v: number, cue: Cue, from: number, end: number): Right | null {
  const { tree } = reading;
  if (from > end) return null;
  const word = tree.lower(from);
  if (cue.with.has(word) && from + 1 <= end)
    return { words: [from, phraseEnd(reading, v, from, end)], cueLast: v, weak: false };
  return null;
}

/** Skips what tells when, where and to whom it was said, between the cue and the content. */
function skipCircumstances(reading: Reading, v: number, from: number, end: number): number {
  const { tree, times, quotations } = reading;
  let p = from;
  for (let guard = 0; p <= end && guard < 8; guard++) {
    const start = p;
    const q = quotations.quotationOf[p] as number;
    if (q >= 0 && quotations.quotationOf[v] !== q) return p;
    const time = times.timeOf[p] as number;
    if (time >= 0) p = (times.times[time]?.last ?? p) + 1;
    else if (tree.upos(p) === Upos.ADV && !WH.has(tree.lower(p)) && tree.head(p) === v) p++;
    else if (tree.upos(p) === Upos.ADP && tree.lower(p) !== "that") {
      const noun = tree.head(p);
      if (noun > p && noun <= end && (tree.head(noun) === v || guard > 0) && tree.rel(p) === Rel.case) {
        const stop = Math.min(end, tree.right(noun));
        p = that(tree, p, stop) ?? stop + 1;
      } else return start;
    } else if (tree.lower(p) === "," && p + 1 <= end) {
      const next = p + 1;
      const nq = quotations.quotationOf[next] as number;
      if ((nq >= 0 && nq !== quotations.quotationOf[v]) || tree.lower(next) === "that") return next;
      return p > from ? backTo(from) : p;
    } else return p;
    if (p === start) return p;
  }
  return p;

  // a phrase closed by a comma before a clause opens the clause: "said over the years, both sides have …"
  function backTo(word: number): number {
    return word;
  }
}

function that(tree: Tree, from: number, to: number): number | null {
  for (let w = from + 1; w <= to; w++) if (tree.lower(w) === "that" && tree.upos(w) === Upos.SCONJ) return w;
  return null;
}

/** A clause or a quotation that begins at a word: "that …", "whether …", a quotation, what follows a colon, a bare clause. */
function clauseRight(reading: Reading, v: number, from: number, frames: number, end: number): Words | null {
  const { tree, quotations } = reading;
  if (from > end) return null;
  let p = from;
  const own = quotations.quotationOf[v] as number;
  if ((tree.lower(p) === ":" || tree.lower(p) === "," || tree.lower(p) === "\u2014") && p + 1 <= end) {
    const q = quotations.quotationOf[p + 1] as number;
    if (q >= 0 && q !== own && frames & (Frame.quote | Frame.np)) return quoteRight(reading, q, end);
    if (tree.lower(p) === ":" && frames & (Frame.quote | Frame.that)) return [p + 1, end];
    if (tree.lower(p) === ",") {
      const next = tree.lower(p + 1);
      if (next !== "that" || !(frames & Frame.that)) return null;
      p++;
    } else return null;
  }
  const q = quotations.quotationOf[p] as number;
  if (q >= 0 && q !== own && (quotations.all[q]?.first ?? -1) === p && frames & (Frame.quote | Frame.that))
    return quoteRight(reading, q, end);
  const word = tree.lower(p);
  if (
    word === "that" &&
    frames & Frame.that &&
    p + 1 <= end &&
    (tree.upos(p) === Upos.SCONJ || hasFinite(tree, p + 2, end))
  )
    return [p, end];
  if (WH.has(word) && frames & (Frame.if | Frame.that) && p + 1 <= end) return [p, end];
  if (!(frames & Frame.that)) return null;
  const clause = tree.child(v, Rel.ccomp);
  if (clause >= p && clause <= end) {
    const start = Math.max(p, tree.left(clause));
    return start <= end ? [start <= p + 3 ? p : start, end] : null;
  }
  if (frames & Frame.says && !(frames & Frame.np) && !tree.isPunctuation(p) && hasFinite(tree, p + 1, end))
    return [p, end];
  return null;
}

function quoteRight(reading: Reading, q: number, end: number): Words {
  const quotation = reading.quotations.all[q];
  if (!quotation) throw new Error("a quotation that does not exist");
  // “…” or “…”: what goes on after a short quotation is part of the clause
  const introduced = reading.tree.isPunctuation(quotation.first - 1) && quotation.wordCount > 2;
  if (quotation.last < end && !introduced && !reading.tree.isPunctuation(quotation.last - 1))
    return [quotation.first, end];
  return [quotation.first, quotation.last];
}

function hasFinite(tree: Tree, from: number, to: number): boolean {
  for (let w = from; w <= to; w++) if (tree.isFinite(w)) return true;
  return false;
}

/** The last word of what a preposition leads to. */
function phraseEnd(reading: Reading, v: number, preposition: number, end: number): number {
  const { tree } = reading;
  const noun = tree.head(preposition);
  if (noun > preposition && noun <= end) return extend(reading, v, noun, end);
  return extend(reading, v, Math.min(preposition + 1, end), end);
}

/** The last word of a complement with what completes it: "[Bill Clinton] against allegations of scandal". */
export function extend(reading: Reading, v: number, complement: number, end: number): number {
  const { tree, times } = reading;
  let stop = Math.min(end, tree.right(complement));
  for (const c of tree.children(v)) {
    if (c <= complement || c > end) continue;
    const rel = tree.rel(c);
    if (rel === Rel.punct || rel === Rel.conj || rel === Rel.cc || rel === Rel.parataxis) break;
    if (tree.left(c) > stop + 1) break;
    if ((times.timeOf[c] as number) >= 0) break;
    if (
      rel === Rel.obl ||
      rel === Rel.xcomp ||
      rel === Rel.ccomp ||
      rel === Rel.advcl ||
      rel === Rel.obj ||
      rel === Rel.nmod
    )
      stop = Math.max(stop, Math.min(end, tree.right(c)));
    else break;
  }
  return trimRight(tree, stop);
}

export function trimRight(tree: Tree, word: number): number {
  let w = word;
  while (w > 0 && tree.isPunctuation(w) && !/["'\u201d\u2019]/.test(tree.lower(w))) w--;
  return w;
}

/**
 * Where the clause that a cue governs ends at the latest: before the next clause of the same source
 * (", adding that …", "and called for …"), before ", according to …", or at the end of the sentence.
 */
export function clauseEnd(reading: Reading, v: number, from: number): number {
  const { tree, words, quotations } = reading;
  const last = tree.sentenceLast(v);
  const own = quotations.quotationOf[v] as number;
  const rel = tree.rel(v);
  let limit = last;
  if (own >= 0) limit = Math.min(limit, quotations.all[own]?.last ?? limit);
  // a cue inside another clause ends with it
  const subordinate =
    rel === Rel["acl:relcl"] || rel === Rel.acl || rel === Rel.advcl || rel === Rel["advcl:relcl"] || rel === Rel.csubj;
  if (subordinate && tree.right(v) < last && tree.right(v) >= from) limit = Math.min(limit, tree.right(v));
  for (let w = from; w <= limit; w++) {
    if ((quotations.quotationOf[w] as number) !== own) continue;
    const form = tree.lower(w);
    if (form === "," || form === "\u2014" || form === "-" || form === "\u2013") {
      const next = w + 1;
      if (next > limit) break;
      if (phraseAt(words.sourcePhrases, tree.lower, next) > 0) return w - 1;
      let participle = next;
      while (participle < limit && tree.upos(participle) === Upos.ADV) participle++;
      if (
        reading.doc.syntax.xpos[participle] === Xpos.VBG &&
        words.verbs.has(tree.lemma(participle)) &&
        (tree.head(participle) === v || tree.rel(participle) === Rel.advcl)
      )
        return w - 1;
    }
    if (tree.upos(w) === Upos.CCONJ) {
      const conjunct = tree.head(w);
      if (conjunct > w && tree.rel(conjunct) === Rel.conj && tree.head(conjunct) === v) return trimRight(tree, w - 1);
    }
  }
  return trimRight(tree, limit);
}

/** What the cue says on its left: "…, X said", “…,” said X. */
function leftContent(
  reading: Reading,
  v: number,
  cue: Cue,
  group: Words,
  source: Words | null,
  right: Right | null,
): Words | null {
  const { tree, quotations } = reading;
  const first = tree.sentenceFirst(v);
  const start = source ? Math.min(source[0], group[0]) : group[0];
  const before = start - 1;
  if (before < 0 || !(cue.frames & (Frame.quote | Frame.that))) return null;
  if (!source) return null;
  const own = quotations.quotationOf[v] as number;
  const block = reading.doc.tokens.sentenceBlock;
  const sentence = reading.doc.tokens.sentenceOf;
  let b = before;
  if (tree.lower(b) === "," && b > 0) b--;
  const q = quotations.quotationOf[b] as number;
  if (q >= 0 && q !== own) {
    const quotation = quotations.all[q];
    if (!quotation || quotation.last !== b) return null;
    if (block[sentence[b] as number] !== block[sentence[v] as number]) return null;
    if (!(cue.frames & Frame.quote)) return null;
    // “….” He says …: the quotation before has ended with its sentence
    if (right && !right.weak && endsSentence(tree, quotation.last)) return null;
    const opening = tree.sentenceFirst(quotation.first);
    return [Math.min(opening, quotation.first), before];
  }
  if (tree.lower(before) !== "," || before - 1 < first) return null;
  if (right && !right.weak) {
    return null;
  }
  if (!(cue.frames & Frame.that)) return null;
  const after = (source[1] > group[1] ? source[1] : group[1]) + 1;
  const sentenceLast = tree.sentenceLast(v);
  const closes =
    after > sentenceLast ||
    tree.isPunctuation(after) ||
    tree.upos(after) === Upos.ADP ||
    tree.upos(after) === Upos.ADV ||
    (reading.times.timeOf[after] as number) >= 0 ||
    tree.upos(after) === Upos.SCONJ;
  if (!closes) return null;
  let begin = first;
  while (begin < before && tree.isPunctuation(begin) && (quotations.quotationOf[begin] as number) < 0) begin++;
  if (!hasFinite(tree, begin, before - 1)) return null;
  return [begin, before];
}

/** Whether a quotation closes with a full stop inside its marks. */
function endsSentence(tree: Tree, mark: number): boolean {
  const inner = tree.lower(mark - 1);
  return inner === "." || tree.lower(mark) === "." || inner === "...";
}

/** "X was accused of …", "X is expected to …", "reported by X" */
function readPassive(reading: Reading, v: number, cue: Cue, group: Words): Attribution | null {
  const { tree } = reading;
  const end = clauseEnd(reading, v, v + 1);
  const agent = agentOf(tree, v, end);
  const source = agent < 0 ? null : sourceSpan(reading, agent, v, group);
  const subject = tree.child(v, Rel["nsubj:pass"], Rel.nsubj, Rel["csubj:pass"]);
  const rel = tree.rel(v);
  const content: Words[] = [];
  if (cue.frames & Frame.passiveRaise && tree.child(v, Rel.xcomp, Rel.ccomp) > v) {
    const complement = tree.child(v, Rel.xcomp, Rel.ccomp);
    if (subject >= 0 && subject < v) content.push(subjectWords(tree, subject, group[0]));
    content.push([Math.max(v + 1, tree.left(complement)), extend(reading, v, complement, end)]);
  } else if (
    cue.frames & (Frame.np | Frame.passiveNp | Frame.npto) &&
    subject >= 0 &&
    subject < v &&
    tree.upos(subject) !== Upos.PRON
  ) {
    if (agent < 0 && !(cue.frames & Frame.passiveNp)) return null;
    content.push(subjectWords(tree, subject, group[0]));
  } else if (cue.frames & (Frame.np | Frame.passiveNp) && rel === Rel.acl && tree.head(v) < v && agent >= 0) {
    const noun = tree.head(v);
    content.push([tree.left(noun), trimRight(tree, group[0] - 1)]);
  }
  if (content.length === 0) {
    const p = skipCircumstances(reading, v, v + 1, end);
    const clause = clauseRight(reading, v, p, cue.frames, end);
    if (!clause) return null;
    content.push(clause);
  }
  return { cue: group, head: v, source, sourceHead: agent, content };
}

function agentOf(tree: Tree, v: number, end: number): number {
  const agent = tree.child(v, Rel["obl:agent"]);
  if (agent > v && agent <= end) return agent;
  for (const c of tree.children(v))
    if (c > v && c <= end && tree.rel(c) === Rel.obl) {
      const by = tree.child(c, Rel.case);
      if (by >= 0 && tree.lower(by) === "by") return c;
    }
  return -1;
}

function subjectWords(tree: Tree, subject: number, before: number): Words {
  return [tree.left(subject), trimRight(tree, Math.min(before - 1, tree.right(subject)))];
}

/** "The bill seems to …", "It appears that …" */
function readRaising(reading: Reading, v: number, group: Words, subject: number): Attribution | null {
  const { tree } = reading;
  const end = clauseEnd(reading, v, v + 1);
  const complement = tree.child(v, Rel.xcomp, Rel.ccomp);
  if (complement <= v || complement > end) return null;
  const content: Words[] = [];
  if (subject >= 0 && subject < v && tree.lower(subject) !== "it" && NOMINAL.has(tree.upos(subject)))
    content.push(subjectWords(tree, subject, group[0]));
  content.push([Math.max(v + 1, tree.left(complement)), extend(reading, v, complement, end)]);
  return { cue: group, head: v, source: null, sourceHead: -1, content };
}
