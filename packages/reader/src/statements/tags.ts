import { Upos, Xpos } from "../syntax/syntax.ts";
import type { Reading } from "./attributions.ts";
import { Frame } from "./cues.ts";
import { endsSentence } from "./quotations.ts";
import type { Words } from "./tree.ts";
import { verbCue } from "./verb-groups.ts";

/** The clause that names the speaker of the quotation before it: “…,” Wang said. “…,” said Wang, a spokesman. */
export interface Tag {
  readonly quotation: number;
  readonly source: Words;
  /** The word of the source that a mention of it has as its head, as far as the words show. */
  readonly sourceHead: number;
  readonly inverted: boolean;
}

const LONGEST_SOURCE = 40;
const SHORT_TAG = 6;
const FEWEST_CUT = 4;
const LONGEST_APPOSITION = 30;

/** Verb → the quotation that it closes. Words decide, not the tree: a tree often mistakes who speaks for a part of what is said. */
export function findTags(reading: Reading): ReadonlyMap<number, Tag> {
  const { quotations } = reading;
  const tags = new Map<number, Tag>();
  for (let q = 0; q < quotations.all.length; q++) {
    const quotation = quotations.all[q];
    if (!quotation || quotation.within >= 0) continue;
    const tag = tagAfter(reading, q, quotation.last);
    if (tag && !tags.has(tag.verb)) tags.set(tag.verb, tag.tag);
  }
  return tags;
}

function tagAfter(reading: Reading, q: number, mark: number): { verb: number; tag: Tag } | null {
  const { tree, doc } = reading;
  const { tokens } = doc;
  let from = mark + 1;
  if (from >= tokens.count) return null;
  const block = tokens.sentenceBlock[tokens.sentenceOf[mark] as number];
  if (tokens.sentenceBlock[tokens.sentenceOf[from] as number] !== block) return null;
  const quotationWords = reading.quotations.all[q]?.wordCount ?? 0;
  const ended = endsSentence(reading.tree, mark);
  const pause = tree.lower(from) === "," || tree.lower(from) === "\u2014" || tree.lower(from) === "-";
  if (pause) from++;
  const last = tree.sentenceLast(from);
  // "…" said X: a full stop before it, and a capital letter, begin another sentence
  const fresh = ended && /^\p{Lu}/u.test(tokens.form[from] ?? "");
  if (fresh && last - from > SHORT_TAG) return null;
  let within = mark - 1;
  while (within > 0 && /^["'\u2018\u2019\u201c\u201d]+$/.test(tree.lower(within))) within--;
  const inner = tree.lower(within);
  const open = pause || inner === "," || inner === "?" || inner === "!" || inner === "\u2014" || inner === "...";
  let v = from;
  let relative = false;
  let commas = 0;
  for (; v <= Math.min(last, from + LONGEST_SOURCE); v++) {
    const word = tree.lower(v);
    const quoted = (reading.quotations.quotationOf[v] as number) >= 0;
    if (quoted && (reading.quotations.all[reading.quotations.quotationOf[v] as number]?.wordCount ?? 0) > 3)
      return null;
    if (word === ",") {
      commas++;
      relative = false;
      continue;
    }
    if (word === "who" || word === "whose" || word === "which" || word === "that") {
      relative = true;
      continue;
    }
    if (word === ";" || word === ":" || word === "." || (word === "and" && v === from)) return null;
    // "spokeswoman Hope Li said": a name that is also a verb
    if (v > from && tree.upos(v) === Upos.VERB && /^\p{Lu}\p{Ll}/u.test(tokens.form[v] as string)) continue;
    const upos = tree.upos(v);
    const tag = doc.syntax.xpos[v] as number;
    if (
      upos === Upos.VERB ||
      (v === from &&
        (upos === Upos.NOUN || upos === Upos.AUX) &&
        ((verbCue(reading.words, tree, v)?.frames ?? 0) & Frame.quote) !== 0 &&
        tree.upos(v + 1) === Upos.PROPN)
    ) {
      const cue = verbCue(reading.words, tree, v);
      const speaks = cue !== undefined && (cue.frames & Frame.quote) !== 0;
      if (relative || (upos === Upos.VERB && (tag === Xpos.VBG || tag === Xpos.VBN) && !speaks)) {
        if (v === from) return null;
        continue;
      }
      if (!speaks) {
        if (v === from) return null;
        if (tree.isFinite(v) && commas === 0) return null;
        continue;
      }
      if (tag === Xpos.VBG || (tag === Xpos.VBN && v > from && commas > 0)) {
        if (v === from) return null;
        continue;
      }
      break;
    }
    if (v === from && (upos === Upos.ADP || upos === Upos.SCONJ || upos === Upos.AUX)) return null;
  }
  if (v > Math.min(last, from + LONGEST_SOURCE)) return null;
  // “….” Wang said.
  if (fresh && (v + 1 < last || v === from)) return null;
  if (v === from) {
    const source = open || quotationWords > 3 ? sourceAfter(reading, v, last) : null;
    return source && { verb: v, tag: { quotation: q, source: source.words, sourceHead: source.head, inverted: true } };
  }
  if ((!open && !fresh) || titleOnly(reading, q, v, last)) return null;
  let end = v - 1;
  while (end > from && (tree.upos(end) === Upos.ADV || tree.upos(end) === Upos.AUX || tree.isPunctuation(end))) end--;
  let begin = from;
  while (
    begin < end &&
    ((tree.upos(begin) === Upos.ADV && reading.times.timeOf[begin] === -1) || tree.upos(begin) === Upos.CCONJ)
  )
    begin++;
  return {
    verb: v,
    tag: { quotation: q, source: [begin, end], sourceHead: nameIn(reading, begin, end), inverted: false },
  };
}

/** Whether a short quotation without a verb is a title before the clause: On “The Morning Hour,” Wang said the law … */
function titleOnly(reading: Reading, q: number, v: number, last: number): boolean {
  const { tree, quotations } = reading;
  const quotation = quotations.all[q];
  if (!quotation || quotation.wordCount > 5 || quotation.first === tree.sentenceFirst(quotation.first)) return false;
  if (finiteBetween(reading, quotation.first, quotation.last)) return false;
  for (let w = v + 1; w <= last; w++) {
    if ((quotations.quotationOf[w] as number) >= 0 || tree.lower(w) === "that" || tree.isFinite(w)) return true;
    if (tree.lower(w) === "," && (quotations.quotationOf[w + 1] as number) < 0) return false;
  }
  return false;
}

/** "said [Kevin Madden, a Republican strategist], in an interview": up to what no longer describes the speaker. */
export function sourceAfter(reading: Reading, v: number, last: number): { words: Words; head: number } | null {
  const { tree } = reading;
  let from = v + 1;
  while (from <= last && tree.upos(from) === Upos.ADV) from++;
  if (from > last) return null;
  const first = tree.upos(from);
  const capital = /^\p{Lu}/u.test(reading.doc.tokens.form[from] as string);
  if (
    first === Upos.PUNCT ||
    (!capital &&
      (first === Upos.VERB || first === Upos.AUX || first === Upos.SCONJ || first === Upos.PART || first === Upos.ADP))
  )
    return null;
  if ((reading.times.timeOf[from] as number) >= 0) return null;
  let stop = from;
  let relative = false;
  let appositive = false;
  for (let w = from; w <= Math.min(last, from + LONGEST_SOURCE); w++) {
    if ((reading.quotations.quotationOf[w] as number) !== (reading.quotations.quotationOf[v] as number)) {
      if ((reading.quotations.all[reading.quotations.quotationOf[w] as number]?.wordCount ?? 0) > 3) break;
    }
    const word = tree.lower(w);
    const upos = tree.upos(w);
    const tag = reading.doc.syntax.xpos[w] as number;
    if (word === "." || word === ";" || word === ":" || word === "\u2014" || word === "\u2013") break;
    if (word === "who" || word === "whose" || word === "which" || (word === "that" && w > from)) relative = true;
    if (word === ",") {
      const next = w + 1;
      const opens = tree.upos(next);
      const verb = reading.doc.syntax.xpos[next] as number;
      const post = opens === Upos.ADV && tree.upos(next + 1) === Upos.DET;
      if (next > last) break;
      if (
        opens === Upos.SCONJ ||
        (opens === Upos.ADP && tree.lower(next) !== "of") ||
        (opens === Upos.ADV && !post) ||
        opens === Upos.CCONJ ||
        verb === Xpos.VBG ||
        verb === Xpos.VBN ||
        (opens === Upos.PRON && !/^(who|whose|which)$/.test(tree.lower(next)))
      )
        break;
      if (isDate(reading, next) && !relative && !post) break;
      if (w - from > LONGEST_APPOSITION) break;
      appositive = true;
      continue;
    }
    if (!relative) {
      if (
        upos === Upos.SCONJ ||
        tag === Xpos.WRB ||
        (upos === Upos.VERB && w > from && tag !== Xpos.VBN && tag !== Xpos.VBG && tree.lower(w - 1) !== ",")
      )
        break;
      if (isDate(reading, w) && !appositive) break;
      if (
        upos === Upos.ADP &&
        w > from &&
        !appositive &&
        word !== "of" &&
        word !== "for" &&
        word !== "at" &&
        word !== "from" &&
        word !== "in" &&
        word !== "with"
      )
        break;
      if ((word === "in" || word === "at" || word === "with") && circumstance(reading, w)) break;
    }
    stop = w;
  }
  while (stop > from && tree.isPunctuation(stop) && tree.lower(stop) !== ")") stop--;
  return { words: [from, stop], head: nameIn(reading, from, stop) };
}

/** Whether a time expression stands by itself, not before a noun as in "a two-decade veteran". */
function isDate(reading: Reading, w: number): boolean {
  const time = reading.times.times[reading.times.timeOf[w] as number];
  if (!time) return false;
  const next = reading.tree.upos(time.last + 1);
  return (
    next !== Upos.NOUN &&
    next !== Upos.ADJ &&
    reading.tree.lower(time.last + 1) !== "-" &&
    time.time.type !== "DURATION"
  );
}

/** Whether a phrase tells where it was said, not who said it: "in an interview", "at a rally". */
function circumstance(reading: Reading, preposition: number): boolean {
  const { tree, words } = reading;
  const nouns = words.venues.get(tree.lower(preposition));
  const noun = tree.head(preposition);
  if (noun < 0) return false;
  if (nouns?.has(tree.lower(noun))) return true;
  return tree.upos(tree.head(noun) < 0 ? noun : tree.head(noun)) === Upos.VERB;
}

/** The head of the first noun phrase between two words: the last word of the name, before a comma, a preposition or a clause. */
export function nameIn(reading: Reading, from: number, to: number): number {
  const { tree } = reading;
  let head = from;
  for (let w = from; w <= to; w++) {
    const upos = tree.upos(w);
    if (upos === Upos.PUNCT && tree.lower(w) !== "." && w > from) break;
    if (upos === Upos.ADP || upos === Upos.VERB || upos === Upos.SCONJ) break;
    if (upos === Upos.NOUN || upos === Upos.PROPN || upos === Upos.PRON) head = w;
  }
  // a name of several words has its first word as its head
  while (head > from && tree.head(head) >= from && tree.head(head) < head) head = tree.head(head);
  return head;
}

/**
 * Ends a quotation that was never closed where the clause that names its speaker begins:
 *
 *     "There was little time, said Li, whose ship was the last.
 */
export function cutUnclosed(reading: Reading): void {
  const { quotations, tree } = reading;
  for (const [q, quotation] of quotations.all.entries()) {
    if (quotation.closed || quotation.continues >= 0 || quotation.within >= 0) continue;
    for (let comma = quotation.first + FEWEST_CUT; comma < quotation.last; comma++) {
      if (tree.lower(comma) !== ",") continue;
      const inverted = speaks(reading, comma + 1) && tree.isFinite(comma + 1);
      const plain =
        !inverted &&
        isName(reading, comma + 1) &&
        (speaks(reading, comma + 2) || (isName(reading, comma + 2) && speaks(reading, comma + 3)));
      if (!inverted && !plain) continue;
      for (let w = comma + 1; w <= quotation.last; w++)
        if (quotations.quotationOf[w] === q) quotations.quotationOf[w] = -1;
      quotation.last = comma;
      break;
    }
  }
}

function speaks(reading: Reading, w: number): boolean {
  return (
    reading.tree.upos(w) === Upos.VERB &&
    ((verbCue(reading.words, reading.tree, w)?.frames ?? 0) & Frame.quote) !== 0 &&
    reading.tree.isFinite(w)
  );
}

function isName(reading: Reading, w: number): boolean {
  const upos = reading.tree.upos(w);
  return upos === Upos.PROPN || (upos === Upos.PRON && /^(he|she|they|it)$/.test(reading.tree.lower(w)));
}

/** The clause that names the speaker of the words before it in the sentence, without quotation marks: "…, sources said." "…, Wang said, …" */
export interface Closing {
  readonly verb: number;
  /** First and last word of the clause, source and verb. */
  readonly first: number;
  readonly last: number;
  readonly source: Words;
  readonly sourceHead: number;
  readonly inverted: boolean;
  /** True where the sentence goes on with the content after it. */
  readonly inserted: boolean;
}

const LONGEST_PLAIN_SOURCE = 20;

/** Sentence → the clause that attributes it. */
export function findClosings(reading: Reading, tags: ReadonlyMap<number, Tag>): ReadonlyMap<number, Closing> {
  const { doc, tree } = reading;
  const closings = new Map<number, Closing>();
  for (let s = 0; s < doc.tokens.sentenceCount; s++) {
    const first = doc.tokens.sentenceStart[s] as number;
    const last = (doc.tokens.sentenceStart[s + 1] as number) - 1;
    for (let c = first + 1; c < last; c++) {
      if (tree.lower(c) !== "," || (reading.quotations.quotationOf[c] as number) >= 0) continue;
      const closing = closingAt(reading, first, c, last);
      if (closing && !tags.has(closing.verb)) {
        closings.set(s, closing);
        break;
      }
    }
  }
  return closings;
}

function closingAt(reading: Reading, sentenceFirst: number, comma: number, last: number): Closing | null {
  const { tree, doc, quotations } = reading;
  const from = comma + 1;
  let v = from;
  let commas = 0;
  for (; v <= Math.min(last, from + LONGEST_PLAIN_SOURCE); v++) {
    if ((quotations.quotationOf[v] as number) >= 0) return null;
    const upos = tree.upos(v);
    const word = tree.lower(v);
    if (word === ";" || word === ":" || upos === Upos.SCONJ || (upos === Upos.CCONJ && v === from)) return null;
    if (word === ",") commas++;
    if (
      v === from &&
      (upos === Upos.ADP || word === "who" || word === "which" || word === "that" || upos === Upos.PART)
    )
      return null;
    if (upos !== Upos.VERB && upos !== Upos.AUX) continue;
    const tag = doc.syntax.xpos[v] as number;
    if (upos === Upos.AUX) continue;
    const cue = verbCue(reading.words, tree, v);
    const speaks =
      cue !== undefined &&
      (cue.frames & Frame.that) !== 0 &&
      (tree.isFinite(v) || tree.upos(v - 1) === Upos.AUX || tree.upos(v - 1) === Upos.ADV);
    if (speaks && tag !== Xpos.VBG) break;
    if (commas === 0) return null;
  }
  if (v > Math.min(last, from + LONGEST_PLAIN_SOURCE)) return null;
  const cue = verbCue(reading.words, tree, v);
  if (!cue) return null;
  let source: Words;
  let sourceHead: number;
  let after: number;
  const inverted = v === from;
  if (inverted) {
    if (!(cue.frames & Frame.says)) return null;
    const found = sourceAfter(reading, v, last);
    if (!found || found.words[0] !== v + 1) return null;
    // "…, said the minister" and not "…, called the minister": only a name or a phrase that ends the clause
    source = found.words;
    sourceHead = found.head;
    after = source[1] + 1;
  } else {
    let end = v - 1;
    while (
      end > from &&
      (tree.upos(end) === Upos.ADV ||
        tree.upos(end) === Upos.AUX ||
        tree.upos(end) === Upos.PART ||
        tree.isPunctuation(end))
    )
      end--;
    source = [from, end];
    while (source[0] < end && tree.upos(source[0]) === Upos.ADV) source[0]++;
    sourceHead = nameIn(reading, source[0], end);
    // "…, up 3 percent, Li said": commas inside a source come in pairs
    if (commas > 0 && !tree.isPunctuation(end + 1)) return null;
    // ", something she has asked": two phrases, a relative clause
    if (tree.upos(sourceHead) === Upos.PRON && source[0] !== sourceHead && !tree.isPunctuation(sourceHead - 1))
      return null;
    const upos = tree.upos(sourceHead);
    if (
      upos !== Upos.NOUN &&
      upos !== Upos.PROPN &&
      upos !== Upos.PRON &&
      upos !== Upos.DET &&
      upos !== Upos.ADJ &&
      upos !== Upos.NUM
    )
      return null;
    after = v + 1;
  }
  while (after <= last && tree.upos(after) === Upos.ADV) after++;
  const next = tree.lower(after);
  const end =
    after > last || next === "." || next === "?" || next === "!" || next === ")" || next === ";" || next === "—";
  let inserted = false;
  if (!end) {
    if (next === ",") {
      const opening = after + 1;
      if ((quotations.quotationOf[opening] as number) >= 0) return null;
      inserted = !speechGoesOn(reading, opening);
      if (inserted && !finiteBetween(reading, opening, last)) inserted = false;
    } else if (!circumstancesOnly(reading, v, after, last, (cue.frames & Frame.whom) !== 0)) return null;
  }
  // a tagger takes a verb for a noun at times: before a plain "he said." five words are a clause
  if (
    !inserted &&
    !finiteBetween(reading, sentenceFirst, comma - 1) &&
    !(end && cue.frames & Frame.says && comma - sentenceFirst > 4)
  )
    return null;
  if (!(cue.frames & Frame.says) && inserted && !finiteBetween(reading, sentenceFirst, last)) return null;
  return {
    verb: v,
    first: Math.min(source[0], v),
    last: Math.max(v, inverted ? source[1] : v),
    source,
    sourceHead,
    inverted,
    inserted,
  };
}

/** Whether another clause of the source begins: ", adding that …", ", who …". */
function speechGoesOn(reading: Reading, w: number): boolean {
  const { tree, doc } = reading;
  const tag = doc.syntax.xpos[w] as number;
  const upos = tree.upos(w);
  if (tag === Xpos.VBG || tag === Xpos.VBN || upos === Upos.SCONJ) return true;
  if (upos === Upos.ADV && (doc.syntax.xpos[w + 1] as number) === Xpos.VBG) return true;
  return upos === Upos.CCONJ && reading.words.verbs.has(tree.lemma(w + 1));
}

function finiteBetween(reading: Reading, from: number, to: number): boolean {
  for (let w = from; w <= to; w++) if (reading.tree.isFinite(w)) return true;
  return false;
}

/** Whether nothing but when, where and to whom follows the verb. */
function circumstancesOnly(reading: Reading, v: number, from: number, last: number, whom: boolean): boolean {
  const { tree, times } = reading;
  const upos = tree.upos(from);
  const opens =
    (times.timeOf[from] as number) >= 0 ||
    upos === Upos.ADP ||
    (upos === Upos.SCONJ &&
      tree.lower(from) !== "that" &&
      tree.lower(from) !== "if" &&
      tree.lower(from) !== "whether") ||
    ((reading.doc.syntax.xpos[from] as number) === Xpos.WRB && tree.lower(from) === "when") ||
    (reading.doc.syntax.xpos[from] as number) === Xpos.VBG ||
    (whom && (upos === Upos.PROPN || upos === Upos.NOUN || upos === Upos.PRON || upos === Upos.DET));
  if (!opens) return false;
  for (let w = from; w <= last; w++) {
    const word = tree.lower(w);
    if ((reading.quotations.quotationOf[w] as number) >= 0 || word === ":") return false;
    if (word === "that" && tree.upos(w) === Upos.SCONJ) return false;
    if (word === "," && (reading.quotations.quotationOf[w + 1] as number) >= 0) return false;
    if (
      word === "," ||
      tree.upos(w) === Upos.SCONJ ||
      (reading.doc.syntax.xpos[w] as number) === Xpos.WRB ||
      (reading.doc.syntax.xpos[w] as number) === Xpos.WP
    )
      return true;
    if (w > from && tree.isFinite(w) && tree.head(w) !== v) return false;
  }
  return true;
}
