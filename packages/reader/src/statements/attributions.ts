import type { Doc } from "../doc.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { TimesRead } from "../times/times.ts";
import { type Cue, type CueWords, Frame, phraseAt } from "./cues.ts";
import { complement } from "./phrases.ts";
import type { Quotation, Quotations } from "./quotations.ts";
import { sourceOf, sourceSpan } from "./sources.ts";
import type { Closing, Tag } from "./tags.ts";
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

const PHRASE = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.NUM, Upos.ADJ, Upos.DET]);
/** Words that open what tells of the occasion, not of the content: "praised him [after the vote]". */
const SETTING = new Set([
  "as",
  "while",
  "when",
  "after",
  "before",
  "since",
  "amid",
  "during",
  "until",
  "ahead",
  "although",
  "though",
  "because",
]);
const WHEN = new Set(["when", "if", "although", "though", "while", "once", "as", "unless", "until"]);
const CLAUSE_OPENERS = new Set([
  "which",
  "who",
  "while",
  "when",
  "as",
  "although",
  "though",
  "whereas",
  "because",
  "after",
]);
const LONGEST_JOINED = 3;
const DASH = /^(?:[\u2013\u2014]|--?)$/;
const NOMINATIVE = new Set(["he", "she", "they", "we", "i"]);
const CONTRAST = new Set(["while", "whereas", "although", "though"]);
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
  if (!opens && next !== "that" && !NOMINATIVE.has(next)) return false;
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

/** What the lexicon knows of a verb, by its lemma or by its form. */
export function verbCue(words: CueWords, tree: Tree, v: number): Cue | undefined {
  return words.verbs.get(tree.lemma(v)) ?? words.verbs.get(baseForm(tree.lower(v), words));
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

/** The verb with its auxiliaries and adverbs: "has repeatedly said", "did not mention", "to acknowledge", "seems to suggest". */
export function verbGroup(tree: Tree, v: number, catenatives?: ReadonlySet<string>): Words {
  let first = v;
  const start = tree.sentenceFirst(v);
  while (first > start) {
    const w = first - 1;
    const head = tree.head(w);
    const upos = tree.upos(w);
    if (upos === Upos.VERB && catenatives?.has(tree.lemma(w)) && tree.lower(first) === "to") {
      first = verbGroup(tree, w)[0];
      break;
    }
    if (upos === Upos.ADP && catenatives && first > start + 1 && tree.lower(w) === "on" && tree.lemma(w - 1) === "go") {
      first = verbGroup(tree, w - 1)[0];
      break;
    }
    if (head !== v && (head < 0 || tree.head(head) !== v)) break;
    if (upos !== Upos.AUX && upos !== Upos.ADV && upos !== Upos.PART) break;
    if (tree.rel(w) === Rel.nsubj || (tree.rel(w) === Rel.mark && upos !== Upos.PART)) break;
    if (WH.has(tree.lower(w))) break;
    first = w;
  }
  return [first, v];
}

function isPassive(tree: Tree, v: number): boolean {
  // "when asked about it", "Asked about it": a tagger takes it for a past tense
  if (
    tree.child(v, Rel.nsubj, Rel.aux) < 0 &&
    (v === tree.sentenceFirst(v) || WHEN.has(tree.lower(v - 1))) &&
    tree.lower(v).endsWith("ed")
  )
    return true;
  return (
    tree.doc.syntax.xpos[v] === Xpos.VBN &&
    (tree.child(v, Rel["aux:pass"], Rel["nsubj:pass"]) >= 0 ||
      ((tree.rel(v) === Rel.acl || tree.rel(v) === Rel.advcl) && tree.child(v, Rel.aux) < 0))
  );
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

interface Right {
  words: Words;
  /** The last word of the cue, with the preposition or particle that joined it. */
  cueLast: number;
}

/** What the cue says on its right: "said (that) …", "called for …", "told reporters: “…”", "vowed to …". */
function rightContent(reading: Reading, v: number, cue: Cue, from: number): Right | null {
  const { doc, tree, times } = reading;
  const end = clauseEnd(reading, v, from);
  const frames = cue.frames;
  const joined = joinedRight(reading, v, cue, end);
  if (joined) return joined;
  const marked = markedAt(reading, v, from, frames, end);
  if (marked) return { words: marked, cueLast: v };
  const colon = quoteAfterColon(reading, v, from);
  if (colon) return { words: colon, cueLast: v };
  const object = tree.child(v, Rel.obj, Rel.iobj);
  if (frames & Frame.whom && from <= end) {
    const whom = addresseeEnd(reading, from, end);
    if (whom >= from) {
      const p = skipCircumstances(reading, v, whom + 1, end);
      const clause =
        markedAt(reading, v, p, frames, end) ?? bareClause(reading, v, whom + 1, end) ?? bareClause(reading, v, p, end);
      if (clause) return { words: clause, cueLast: v };
      const about = aboutRight(reading, v, cue, whom + 1, end);
      if (about) return about;
    }
  }
  if (frames & Frame.npto && object >= from && object <= end) {
    const infinitive = tree.child(v, Rel.xcomp, Rel.ccomp, Rel.advcl);
    if (infinitive > object) {
      const start = Math.max(from, Math.min(tree.left(object), tree.left(infinitive)));
      return { words: [start, extend(reading, v, infinitive, end)], cueLast: v };
    }
  }
  if (frames & Frame.to) {
    for (let w = from; w <= Math.min(from + 1, end); w++) {
      if (tree.lower(w) === "to" && opensInfinitive(tree, w, end)) {
        const verb = tree.head(w) > w && tree.head(w) <= end ? tree.head(w) : Math.min(w + 1, end);
        return { words: [w, extend(reading, v, verb, end)], cueLast: v };
      }
      if (tree.upos(w) !== Upos.ADV) break;
    }
  }
  if (frames & Frame.ing && doc.syntax.xpos[from] === Xpos.VBG && tree.head(from) === v)
    return { words: [from, extend(reading, v, from, end)], cueLast: v };
  if (cue.with.size > 0)
    for (const c of tree.children(v)) {
      if (c <= from || c > end || tree.rel(c) !== Rel.obl) continue;
      const preposition = tree.left(c);
      if (preposition > v + 1 && cue.with.get(tree.lower(preposition)) === 0)
        return { words: [preposition + 1, extend(reading, v, c, end)], cueLast: v };
    }
  const p = skipCircumstances(reading, v, from, end);
  const later = p > from ? markedAt(reading, v, p, frames, end) : null;
  if (later) return { words: later, cueLast: v };
  if (frames & Frame.that) {
    const clause = tree.child(v, Rel.ccomp);
    const clausal =
      (frames & Frame.np) === 0 ||
      (clause >= from && clause <= end && tree.child(clause, Rel.nsubj, Rel["nsubj:pass"], Rel.expl) >= from);
    if (clausal) {
      // what comes between two commas or before one belongs to the clause: "said over the years, both sides have …"
      const apart = p > from && p <= end && (times.timeOf[from] as number) < 0 && tree.lower(p) === ",";
      const words = bareClause(
        reading,
        v,
        apart ? from : p,
        end,
        (frames & Frame.np) === 0 && (frames & Frame.says) !== 0,
      );
      if (words) return { words, cueLast: v };
    }
  }
  // "expressed concern over …": the noun is the cue
  if (object >= from && reading.words.lightVerbs.has(tree.lemma(v))) {
    const noun = reading.words.nouns.get(tree.lower(object));
    if (noun && complement(reading, object, noun)) return null;
  }
  if (frames & Frame.np && object >= from && object <= end) {
    const start = Math.max(from, tree.left(object));
    return { words: [start, extend(reading, v, object, end)], cueLast: v };
  }
  return null;
}

/** "told the committee when asked about it: “…”" */
function quoteAfterColon(reading: Reading, v: number, from: number): Words | null {
  const { tree, quotations } = reading;
  const own = quotations.quotationOf[v] as number;
  const last = tree.sentenceLast(v);
  for (let w = from; w < last; w++) {
    const q = quotations.quotationOf[w + 1] as number;
    const quotation = quotations.all[q];
    if (tree.lower(w) === ":")
      return quotation && q !== own && quotation.first === w + 1 && quotation.wordCount > 2
        ? [quotation.first, quotation.last]
        : null;
    if (quotation && q !== own) return null;
    if (tree.upos(w) === Upos.SCONJ && tree.lower(w) === "that") return null;
    if (
      tree.upos(w) === Upos.VERB &&
      tree.isFinite(w) &&
      ((verbCue(reading.words, tree, w)?.frames ?? 0) & Frame.quote) !== 0
    )
      return null;
  }
  return null;
}

/** Whether "to" opens an infinitive, also where the tagger took the verb for a noun: "declined to publicly [detail] it". */
function opensInfinitive(tree: Tree, to: number, end: number): boolean {
  if (tree.upos(to) === Upos.PART) return true;
  let w = to + 1;
  while (w < end && tree.upos(w) === Upos.ADV) w++;
  const upos = tree.upos(w);
  return (
    upos === Upos.VERB ||
    upos === Upos.AUX ||
    (upos === Upos.NOUN &&
      tree.doc.syntax.xpos[w] === Xpos.NN &&
      w + 1 <= end &&
      !tree.isPunctuation(w + 1) &&
      tree.upos(w + 1) !== Upos.ADP)
  );
}

/** "called for …", "pointed out that …", "talked about …", "hit back: “…”" */
function joinedRight(reading: Reading, v: number, cue: Cue, end: number): Right | null {
  const { tree } = reading;
  let w = v + 1;
  let more: number | undefined;
  let phrase = "";
  for (let k = v + 1; k <= v + LONGEST_JOINED && k < end && cue.with.size > 0; k++) {
    phrase = phrase === "" ? tree.lower(k) : `${phrase} ${tree.lower(k)}`;
    const known = cue.with.get(phrase);
    if (known === undefined) continue;
    more = known;
    w = k;
  }
  if (more === undefined) return null;
  const marked = markedAt(reading, v, w + 1, more, end);
  if (marked) return { words: marked, cueLast: w };
  if (more & Frame.that && !(more & Frame.np)) {
    const clause = bareClause(reading, v, w + 1, end);
    if (clause) return { words: clause, cueLast: w };
  }
  if (tree.upos(w + 1) === Upos.PUNCT && (reading.quotations.quotationOf[w + 1] as number) < 0) return null;
  if ((more !== 0 && !(more & Frame.np)) || (reading.times.timeOf[w + 1] as number) >= 0) return null;
  const stop = phraseEnd(reading, v, w, end);
  // "said of the senator, “…”": the quotation is what was said
  const after = stop + 1;
  if (tree.lower(after) === "," || tree.lower(after) === ":") {
    const marked =
      cue.frames & Frame.quote ? markedAt(reading, v, after, cue.frames & Frame.quote, tree.sentenceLast(v)) : null;
    if (marked) return { words: marked, cueLast: v };
  }
  return { words: [w + 1, Math.max(w + 1, stop)], cueLast: w };
}

/** The last word of the one who is told: "told [reporters] that", "assured [the people of Taiwan] that"; before `from` where there is none. */
function addresseeEnd(reading: Reading, from: number, end: number): number {
  const { tree } = reading;
  const to = tree.lower(from) === "to" ? from + 1 : from;
  if (to > end) return from - 1;
  const upos = tree.upos(to);
  if (upos === Upos.PRON && /^(me|him|her|us|them|you|it|himself|herself|themselves)$/.test(tree.lower(to))) return to;
  if (
    upos !== Upos.NOUN &&
    upos !== Upos.PROPN &&
    upos !== Upos.DET &&
    upos !== Upos.ADJ &&
    upos !== Upos.NUM &&
    upos !== Upos.PRON
  )
    return from - 1;
  let w = to;
  for (; w <= end; w++) {
    const upos = tree.upos(w);
    const word = tree.lower(w);
    if (
      word === "that" ||
      (upos === Upos.PUNCT && word !== "." && word !== "-" && word !== "&") ||
      upos === Upos.VERB ||
      upos === Upos.AUX ||
      upos === Upos.SCONJ ||
      WH.has(word)
    )
      break;
    if (upos === Upos.PRON && w > to && word !== "'s") break;
    if (upos === Upos.DET && w > to && tree.upos(w - 1) !== Upos.ADP) break;
    if (upos === Upos.ADP && word !== "of") break;
    if (upos === Upos.ADV || (reading.times.timeOf[w] as number) >= 0) break;
    if (w > to && (reading.quotations.quotationOf[w] as number) !== (reading.quotations.quotationOf[to] as number))
      break;
  }
  return w - 1;
}

/** "asked the minister about …", "warned them of …" */
function aboutRight(reading: Reading, v: number, cue: Cue, from: number, end: number): Right | null {
  const { tree } = reading;
  if (from > end) return null;
  const word = tree.lower(from);
  if (cue.with.has(word) && from + 1 <= end) return { words: [from, phraseEnd(reading, v, from, end)], cueLast: v };
  return null;
}

/** Skips what tells when, where and to whom it was said, between the cue and the content. */
function skipCircumstances(reading: Reading, v: number, from: number, end: number): number {
  const { tree, times, quotations } = reading;
  const own = quotations.quotationOf[v] as number;
  let p = from;
  for (let guard = 0; p <= end && guard < 8; guard++) {
    const start = p;
    const word = tree.lower(p);
    if ((quotations.quotationOf[p] as number) !== own || word === ":" || word === "that") return p;
    const time = times.timeOf[p] as number;
    const upos = tree.upos(p);
    if (time >= 0) p = (times.times[time]?.last ?? p) + 1;
    else if (upos === Upos.ADV && !WH.has(word)) p++;
    else if (upos === Upos.ADP) {
      const stop = phraseStop(reading, p, end);
      if (stop < 0) return start;
      p = stop + 1;
    } else if (word === ",") {
      const next = p + 1;
      if (next > end) return p;
      if ((quotations.quotationOf[next] as number) !== own || tree.lower(next) === "that") return next;
      // "said, in an interview, that": only where the phrase is closed again
      if (tree.upos(next) !== Upos.ADP && (times.timeOf[next] as number) < 0) return p;
      const again = skipCircumstances(reading, v, next, end);
      const closed =
        again > next &&
        again <= end &&
        ((quotations.quotationOf[again] as number) !== own ||
          tree.lower(again) === "that" ||
          tree.lower(again) === ":");
      return closed ? again : p;
    } else return p;
    if (p === start) return p;
  }
  return p;
}

/** The last word of the phrase that a preposition opens, before "that", a quotation, a comma or a colon; -1 for none. */
function phraseStop(reading: Reading, preposition: number, end: number): number {
  const { tree, quotations } = reading;
  const own = quotations.quotationOf[preposition] as number;
  const noun = tree.head(preposition);
  let limit = preposition;
  if (noun > preposition && noun <= end && tree.rel(preposition) === Rel.case) limit = Math.min(end, tree.right(noun));
  else {
    // the tree goes wrong here: the run of words of a noun phrase
    while (limit < end && PHRASE.has(tree.upos(limit + 1)) && !tree.isPunctuation(limit + 1)) limit++;
  }
  for (let w = preposition + 1; w <= limit; w++) {
    const word = tree.lower(w);
    if (word === "that" || word === ":" || word === "," || (quotations.quotationOf[w] as number) !== own)
      return w - 1 > preposition ? w - 1 : -1;
  }
  return limit > preposition ? limit : -1;
}

/** Content that a word or a mark opens: "that …", "whether …", a quotation, what follows a colon. */
function markedAt(reading: Reading, v: number, from: number, frames: number, end: number): Words | null {
  const { tree, quotations } = reading;
  if (from > end && !(from === end + 1 && tree.lower(from - 1) === ":")) return null;
  const own = quotations.quotationOf[v] as number;
  let p = from;
  const word = tree.lower(p);
  if (word === ":" || word === "," || word === "—" || word === "-" || word === "–") {
    if (p + 1 > end) return null;
    const q = quotations.quotationOf[p + 1] as number;
    if (q >= 0 && q !== own && frames & (Frame.quote | Frame.np) && quotations.all[q]?.first === p + 1)
      return quoteRight(reading, q, end);
    if (word === ":" && frames & (Frame.quote | Frame.that)) return [p + 1, end];
    if (word !== "," || tree.lower(p + 1) !== "that" || !(frames & Frame.that)) return null;
    p++;
  }
  const q = quotations.quotationOf[p] as number;
  if (
    q >= 0 &&
    q !== own &&
    quotations.all[q]?.first === p &&
    frames & (Frame.quote | Frame.that) &&
    ((quotations.all[q]?.wordCount ?? 0) > 1 || frames & Frame.says)
  )
    return quoteRight(reading, q, end);
  const opening = tree.lower(p);
  if (
    opening === "that" &&
    frames & Frame.that &&
    p + 1 <= end &&
    (tree.upos(p) === Upos.SCONJ || hasFinite(tree, p + 2, end))
  )
    return [p, end];
  if (WH.has(opening) && frames & Frame.if && p + 1 <= end) {
    if (opening === "if" && !(frames & Frame.says)) return null;
    if (opening === "when" || opening === "where")
      return tree.child(v, Rel.ccomp) > p && tree.rel(tree.head(p)) === Rel.ccomp ? [p, end] : null;
    return [p, end];
  }
  return null;
}

/** A clause without a word that opens it: "said [the talks had begun]". */
function bareClause(reading: Reading, v: number, from: number, end: number, speech = false): Words | null {
  const { tree } = reading;
  if (from >= end) return null;
  const upos = tree.upos(from);
  const word = tree.lower(from);
  if (
    upos === Upos.PUNCT &&
    (reading.quotations.quotationOf[from] as number) === (reading.quotations.quotationOf[v] as number)
  )
    return null;
  if (upos === Upos.CCONJ || (upos === Upos.PART && word === "to")) return null;
  if (tree.isFinite(from) || upos === Upos.AUX) return null;
  if (upos === Upos.SCONJ || WH.has(word)) {
    // "said when asked about it", but "said if it fails, they will …"
    let comma = from;
    while (comma <= end && tree.lower(comma) !== ",") comma++;
    return comma < end && hasFinite(tree, comma + 1, end) && word !== "when" && word !== "as" ? [from, end] : null;
  }
  // after a verb that takes nothing else, four words are a clause even where the tagger saw no verb in them
  return hasFinite(tree, from + 1, end) || (speech && end - from >= 3 && tree.upos(from) !== Upos.ADP)
    ? [from, end]
    : null;
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
  const { tree, times, words } = reading;
  let stop = Math.min(end, tree.right(complement));
  for (const c of tree.children(v)) {
    if (c <= complement || c > end) continue;
    const rel = tree.rel(c);
    if (tree.left(c) > stop + 1) break;
    if ((times.timeOf[c] as number) >= 0) break;
    if (
      rel !== Rel.obl &&
      rel !== Rel.xcomp &&
      rel !== Rel.ccomp &&
      rel !== Rel.advcl &&
      rel !== Rel.obj &&
      rel !== Rel.nmod
    )
      break;
    const opens = tree.lower(tree.left(c));
    if ((SETTING.has(opens) && !(opens === "as" && rel === Rel.obl)) || words.venues.get(opens)?.has(tree.lower(c)))
      break;
    stop = Math.max(stop, Math.min(end, tree.right(c)));
  }
  for (let w = complement + 1; w <= stop; w++)
    if (DASH.test(tree.lower(w)) && tree.doc.tokens.start[w] !== tree.doc.tokens.end[w - 1]) {
      stop = w - 1;
      break;
    }
  // what tells when or where it was said belongs to the cue, wherever the tree hangs it
  for (let w = complement + 1; w <= stop; w++) {
    const opens = tree.lower(w);
    const noun = tree.head(w);
    if (
      tree.upos(w) === Upos.ADP &&
      noun > w &&
      words.venues.get(opens)?.has(tree.lower(noun)) &&
      tree.head(noun) === complement
    ) {
      stop = w - 1;
      break;
    }
  }
  for (let w = complement + 2; w <= stop; w++)
    if (
      tree.upos(w) === Upos.SCONJ &&
      SETTING.has(tree.lower(w)) &&
      tree.lower(w) !== "as" &&
      (reading.quotations.quotationOf[w] as number) === (reading.quotations.quotationOf[v] as number)
    ) {
      stop = w - 1;
      break;
    }
  return trimRight(tree, Math.max(stop, complement));
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
  const { doc, tree, words, quotations } = reading;
  const last = tree.sentenceLast(v);
  const own = quotations.quotationOf[v] as number;
  const rel = tree.rel(v);
  let limit = last;
  if (own >= 0) limit = Math.min(limit, quotations.all[own]?.last ?? limit);
  // a cue inside another clause ends with it
  const subordinate =
    rel === Rel["acl:relcl"] ||
    rel === Rel["advcl:relcl"] ||
    rel === Rel.csubj ||
    (rel === Rel.advcl && tree.head(v) > v);
  const trailing = doc.syntax.xpos[v] === Xpos.VBG && tree.lower(verbGroup(tree, v)[0] - 1) === ",";
  const opening = opensSentence(tree, v);
  if (subordinate && !trailing && !opening && tree.right(v) < last && tree.right(v) >= from)
    limit = Math.min(limit, tree.right(v));
  // "Asked about it, he said …": a clause before the main one ends where that begins
  const main = tree.head(v);
  if ((rel === Rel.advcl || rel === Rel.ccomp) && main > v && own < 0) {
    const subject = tree.child(main, Rel.nsubj, Rel["nsubj:pass"]);
    if (subject > v && subject < main && tree.left(subject) > from && tree.lower(tree.left(subject) - 1) === ",")
      limit = Math.min(limit, tree.left(subject) - 1);
  }
  const closing = reading.closings.get(doc.tokens.sentenceOf[v] as number);
  if (closing && closing.verb !== v) {
    if (closing.first > v) limit = Math.min(limit, closing.first - 1);
  }
  const relative =
    rel === Rel["acl:relcl"] || rel === Rel.acl || (rel === Rel.conj && tree.rel(tree.head(v)) === Rel["acl:relcl"]);
  for (let w = from; w <= limit; w++) {
    if (endsWithQuotation(reading, w, own)) return w;
    if ((quotations.quotationOf[w] as number) !== own) continue;
    const form = tree.lower(w);
    if (form === "," || form === "\u2014" || form === "-" || form === "\u2013") {
      const next = w + 1;
      if (next > limit) break;
      if (phraseAt(words.sourcePhrases, tree.lower, next) > 0) return w - 1;
      let participle = next;
      while (participle < limit && tree.upos(participle) === Upos.ADV) participle++;
      if (doc.syntax.xpos[participle] === Xpos.VBG) {
        const cue = verbCue(words, tree, participle);
        const frames = cue?.frames ?? 0;
        if (cue?.with.has(tree.lower(participle + 1))) return w - 1;
        const says = (frames & Frame.says) !== 0 && participle < limit && tree.upos(participle + 1) !== Upos.ADP;
        if (says || (frames !== 0 && (tree.head(participle) === v || tree.rel(participle) === Rel.advcl))) return w - 1;
      }
      if (opening && form === "," && clauseAt(reading, next, limit)) return w - 1;
      // "praised the plan, called it brave and left": the verbs of one subject
      if (form === "," && next < limit && tree.isFinite(next) && sameForm(reading, v, next)) return w - 1;
      // "Wang, who cited trade, cast himself …": a finite verb right after a comma goes back to the main clause
      if (
        relative &&
        form === "," &&
        (tree.isFinite(next) || (tree.upos(next) === Upos.ADV && next < limit && tree.isFinite(next + 1)))
      )
        return w - 1;
      if (
        form === "," &&
        (tree.upos(next) === Upos.CCONJ || CONTRAST.has(tree.lower(next))) &&
        mainAfter(reading, next + 1, limit)
      )
        return w - 1;
    }
    if (tree.upos(w) === Upos.CCONJ) {
      // "asked for a photo and Li said …"
      if (
        w + 2 <= limit &&
        NOMINAL.has(tree.upos(w + 1)) &&
        mainAfter(reading, w + 1, Math.min(limit, w + 5)) &&
        ((verbCue(words, tree, v)?.frames ?? 0) & Frame.that) === 0
      )
        return trimRight(tree, w - 1);
      if (tree.lower(w) === "but" && doc.syntax.xpos[v] === Xpos.VBZ && doc.syntax.xpos[w + 1] === Xpos.VBZ)
        return trimRight(tree, w - 1);
      if (sameForm(reading, v, w + 1)) return trimRight(tree, w - 1);
      const conjunct = tree.head(w);
      if (conjunct > w && tree.rel(conjunct) === Rel.conj && tree.head(conjunct) === v && goesOn(reading, v, conjunct))
        return trimRight(tree, w - 1);
    }
  }
  return trimRight(tree, limit);
}

/** “…,” which / while / calling …: a comma inside the closing mark ends the clause, and another begins. */
function endsWithQuotation(reading: Reading, w: number, own: number): boolean {
  const { tree, doc, quotations } = reading;
  const q = quotations.quotationOf[w] as number;
  const quotation = quotations.all[q];
  if (!quotation || q === own || quotation.last !== w || tree.lower(w - 1) !== ",") return false;
  const next = w + 1;
  return CLAUSE_OPENERS.has(tree.lower(next)) || doc.syntax.xpos[next] === Xpos.VBG;
}

/** Whether a verb stands in a clause before the main one: "Asked about it, …", "As she seeks office, …", "When he called for it, …". */
function opensSentence(tree: Tree, v: number): boolean {
  let first = tree.sentenceFirst(v);
  while (first < v && (tree.isPunctuation(first) || tree.upos(first) === Upos.CCONJ)) first++;
  const tag = tree.doc.syntax.xpos[first];
  const opens =
    first === v
      ? tag === Xpos.VBN || tag === Xpos.VBG
      : tree.upos(first) === Upos.SCONJ ||
        tag === Xpos.WRB ||
        tag === Xpos.VBG ||
        tag === Xpos.VBN ||
        (tree.upos(first) === Upos.ADP && !tree.isFinite(v));
  if (!opens) return false;
  for (let w = first; w < v; w++)
    if (tree.lower(w) === "," || (w > first && tree.isFinite(w) && tree.upos(w) === Upos.VERB)) return false;
  return true;
}

/** Whether a clause with a subject begins at a word: ", [the talks had] begun". */
function clauseAt(reading: Reading, from: number, last: number): boolean {
  const { tree } = reading;
  const opens = tree.upos(from);
  if (!NOMINAL.has(opens) && opens !== Upos.ADJ) return false;
  if (WH.has(tree.lower(from)) || tree.lower(from) === "that") return false;
  let commas = 0;
  for (let w = from + 1; w <= Math.min(last, from + 25); w++) {
    if (tree.lower(w) === ",") commas++;
    if (tree.isFinite(w) && tree.head(w) !== w - 1) return commas !== 1;
    if (tree.upos(w) === Upos.CCONJ && commas > 0) return false;
  }
  return false;
}

/** Whether a clause with a source and a cue of its own begins at a word: ", [Wang said] the talks …". */
function mainAfter(reading: Reading, from: number, last: number): boolean {
  const { tree, words } = reading;
  let commas = 0;
  for (let w = from; w <= Math.min(last, from + 20); w++) {
    if (tree.lower(w) === ",") commas++;
    if (
      w === from &&
      (tree.upos(w) === Upos.ADP || tree.upos(w) === Upos.CCONJ || tree.upos(w) === Upos.VERB || WH.has(tree.lower(w)))
    )
      return false;
    if (tree.upos(w) !== Upos.VERB) continue;
    if (((verbCue(words, tree, w)?.frames ?? 0) & Frame.that) !== 0 && tree.isFinite(w)) return true;
    if (commas === 0) return false;
  }
  return false;
}

/** "railed against the plan and [cast] himself …": another cue in the same form, without a subject, after a cue that takes an object. */
function sameForm(reading: Reading, v: number, from: number): boolean {
  const { tree, doc, words } = reading;
  let w = from;
  while (tree.upos(w) === Upos.ADV) w++;
  if (tree.upos(w) !== Upos.VERB || w >= doc.tokens.count || doc.syntax.xpos[w] !== doc.syntax.xpos[v]) return false;
  const own = verbCue(words, tree, v);
  const other = verbCue(words, tree, w);
  if (!other || !own) return false;
  if ((own.frames & Frame.that) === 0 || tree.lemma(w) === tree.lemma(v) || doc.syntax.xpos[v] === Xpos.VBG)
    return true;
  // "said that …, and [pledged that] …"
  const q = reading.quotations.quotationOf[w + 1] as number;
  return (
    (other.frames & Frame.that) !== 0 &&
    (tree.lower(w + 1) === "that" || (q >= 0 && q !== reading.quotations.quotationOf[v]))
  );
}

/** Whether a verb after "and" has the cue's source: "said … and called for …", not "said that she feels … and is …". */
function goesOn(reading: Reading, v: number, conjunct: number): boolean {
  const { doc, tree, words } = reading;
  if (tree.child(conjunct, Rel.nsubj, Rel["nsubj:pass"]) >= 0) return verbCue(words, tree, conjunct) !== undefined;
  const group = verbGroup(tree, conjunct);
  const mine = verbGroup(tree, v);
  return doc.syntax.xpos[group[0]] === doc.syntax.xpos[mine[0]] || doc.syntax.xpos[conjunct] === doc.syntax.xpos[v];
}

/** "X was accused of …", "X is expected to …", "reported by X", "known as X", "was asked about …" */
function readPassive(reading: Reading, v: number, cue: Cue, group: Words): Attribution | null {
  const { tree } = reading;
  const end = clauseEnd(reading, v, v + 1);
  const agent = agentOf(tree, v, end);
  const source = agent < 0 ? null : sourceSpan(reading, agent, v, group);
  const attribution = (content: Words[], cueLast = v): Attribution => ({
    cue: [group[0], cueLast],
    head: v,
    source,
    sourceHead: agent,
    content,
  });
  const subject = tree.child(v, Rel["nsubj:pass"], Rel.nsubj, Rel["csubj:pass"]);
  const before = subject >= 0 && subject < v ? subjectWords(tree, subject, group[0]) : null;
  const noun = tree.rel(v) === Rel.acl && tree.head(v) < v ? tree.head(v) : -1;
  const described = before ?? (noun >= 0 ? ([tree.left(noun), trimRight(tree, group[0] - 1)] as Words) : null);
  if (cue.frames & Frame.passiveAs && tree.lower(v + 1) === "as" && v + 2 <= end && described)
    return attribution([described, [v + 2, phraseEnd(reading, v, v + 1, end)]], v + 1);
  const complement = tree.child(v, Rel.xcomp, Rel.ccomp);
  if (cue.frames & Frame.passiveRaise && complement > v && complement <= end) {
    const right: Words = [Math.max(v + 1, tree.left(complement)), extend(reading, v, complement, end)];
    return attribution(before ? [before, right] : [right]);
  }
  const ground = agent >= 0 ? afterAgent(reading, v, agent, end) : null;
  if (ground) {
    if (source) source[1] = Math.max(source[0], Math.min(source[1], ground[0] - 1));
    return attribution(before && !(cue.frames & Frame.whom) ? [before, ground] : [ground]);
  }
  const joined = joinedRight(reading, v, cue, end);
  if (joined)
    return attribution(before && !(cue.frames & Frame.whom) ? [before, joined.words] : [joined.words], joined.cueLast);
  if (cue.frames & Frame.passiveAs && described) {
    const name = tree.child(v, Rel.xcomp, Rel.obj, Rel.appos);
    const q = reading.quotations.quotationOf[v + 1] as number;
    const quoted = q >= 0 && q !== reading.quotations.quotationOf[v] ? reading.quotations.all[q] : undefined;
    if (quoted) return attribution([described, [quoted.first, quoted.last]]);
    if (name > v && name <= end && tree.left(name) === v + 1)
      return attribution([described, [v + 1, extend(reading, v, name, end)]]);
  }
  // "was asked whether", "was told that": its subject is the one who was told
  const right = markedAt(reading, v, skipCircumstances(reading, v, v + 1, end), cue.frames, end);
  if (right) return attribution([right]);
  if (cue.frames & Frame.whom) return null;
  if (
    cue.frames & (Frame.np | Frame.passiveNp | Frame.npto) &&
    described &&
    (agent >= 0 || cue.frames & Frame.passiveNp)
  )
    return attribution([described]);
  return null;
}

/** "was criticized by his rivals [for his absence]", "was asked by the host [about it]"; null where nothing follows the agent. */
function afterAgent(reading: Reading, v: number, agent: number, end: number): Words | null {
  const { tree } = reading;
  for (let from = agent + 1; from < end; from++) {
    const word = tree.lower(from);
    if (word === "," || tree.isFinite(from)) return null;
    if (!/^(for|about|over)$/.test(word) || (reading.times.timeOf[from + 1] as number) >= 0) continue;
    const noun = tree.head(from);
    return [from, extend(reading, v, noun > from && noun <= end ? noun : from + 1, end)];
  }
  return null;
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
  // "seems to suggest": the verb after it is the cue
  if (tree.upos(complement) === Upos.VERB && verbCue(reading.words, tree, complement) && tree.lower(v + 1) === "to")
    return null;
  const content: Words[] = [];
  if (subject >= 0 && subject < v && tree.lower(subject) !== "it" && NOMINAL.has(tree.upos(subject)))
    content.push(subjectWords(tree, subject, group[0]));
  content.push([Math.max(v + 1, tree.left(complement)), extend(reading, v, complement, end)]);
  return { cue: group, head: v, source: null, sourceHead: -1, content };
}
