import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { Reading } from "./attributions.ts";
import { clauseEnd } from "./clause-ends.ts";
import { type Cue, Frame } from "./cues.ts";
import { complement } from "./phrases.ts";
import type { Tree, Words } from "./tree.ts";
import { verbCue } from "./verb-groups.ts";

const PHRASE = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.NUM, Upos.ADJ, Upos.DET]);

const LONGEST_JOINED = 3;

const DASH = /^(?:[\u2013\u2014]|--?)$/;

export interface Right {
  words: Words;
  /** The last word of the cue, with the preposition or particle that joined it. */
  cueLast: number;
}

/** What the cue says on its right: "said (that) …", "called for …", "told reporters: “…”", "vowed to …". */
export function rightContent(reading: Reading, v: number, cue: Cue, from: number): Right | null {
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
export function joinedRight(reading: Reading, v: number, cue: Cue, end: number): Right | null {
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
      tree.small.question.has(word)
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
export function skipCircumstances(reading: Reading, v: number, from: number, end: number): number {
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
    else if (upos === Upos.ADV && !tree.small.question.has(word)) p++;
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
export function markedAt(reading: Reading, v: number, from: number, frames: number, end: number): Words | null {
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
  if (tree.small.question.has(opening) && frames & Frame.if && p + 1 <= end) {
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
  if (upos === Upos.SCONJ || tree.small.question.has(word)) {
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
export function phraseEnd(reading: Reading, v: number, preposition: number, end: number): number {
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
    if (
      (tree.small.setting.has(opens) && !(opens === "as" && rel === Rel.obl)) ||
      words.venues.get(opens)?.has(tree.lower(c))
    )
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
      tree.small.setting.has(tree.lower(w)) &&
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
