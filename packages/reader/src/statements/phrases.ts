import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { Attribution, Reading } from "./attributions.ts";
import { clauseEnd } from "./clause-ends.ts";
import { extend, trimRight } from "./complements.ts";
import { type Cue, Frame, phraseAt } from "./cues.ts";
import { endsSentence } from "./quotations.ts";
import { sourceOf, sourceSpan } from "./sources.ts";
import type { Words } from "./tree.ts";
import { verbGroup } from "./verb-groups.ts";

const OWNER = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.NUM, Upos.ADJ, Upos.DET]);

/** "According to the ministry, …" and "…, according to the ministry": a preposition names the source of the sentence. */
export function phraseAttributions(reading: Reading): Attribution[] {
  const { doc, tree, words, quotations } = reading;
  const found: Attribution[] = [];
  for (let w = 0; w < doc.tokens.count; w++) {
    const size = phraseAt(words.sourcePhrases, tree.lower, w);
    if (size === 0) continue;
    const first = tree.sentenceFirst(w);
    const last = trimRight(tree, tree.sentenceLast(w));
    const from = w + size;
    if (from > last) continue;
    const noun = nounAfter(reading, from, last);
    if (noun < 0) continue;
    const own = quotations.quotationOf[w] as number;
    let stop = from;
    // the source ends at the comma before the clause it speaks
    for (let c = from; c <= last; c++) {
      const mark = tree.lower(c);
      if (mark === "\u2014" || mark === "\u2013" || mark === ";" || mark === ":" || (mark === "(" && c > noun)) break;
      if (mark === "," && c > noun && !isApposition(reading, c, last)) break;
      if ((quotations.quotationOf[c] as number) !== own && c > noun && tree.lower(c - 1) === ",") break;
      if (c > noun && tree.upos(c) === Upos.CCONJ && tree.isFinite(c + 1)) break;
      stop = c;
    }
    stop = Math.max(noun, trimRight(tree, stop));
    const content: Words[] = [];
    let begin = first;
    while (
      begin < w &&
      ((tree.isPunctuation(begin) && (quotations.quotationOf[begin] as number) < 0) ||
        (begin + 1 >= w && tree.upos(begin) === Upos.CCONJ))
    )
      begin++;
    // "…, Li said, adding that …, according to a fax": what is said before stays Li's
    const closing = reading.closings.get(doc.tokens.sentenceOf[w] as number);
    if (closing && closing.verb < w) begin = Math.max(begin, closing.last + 2);
    let before = w - 1;
    if (before >= begin && tree.lower(before) === ",") before--;
    const q = before >= 0 ? (quotations.quotationOf[before] as number) : -1;
    const quotation = quotations.all[q];
    if (
      quotation &&
      q !== own &&
      before >= first - 2 &&
      sameBlock(reading, before, w) &&
      !endsSentence(tree, quotation.last)
    )
      begin = Math.min(begin, quotation.first);
    if (closing && closing.verb < w && begin >= before) continue;
    const leading = before <= begin;
    if (!leading) content.push([begin, before]);
    let after = stop + 1;
    while (after <= last && tree.isPunctuation(after) && (quotations.quotationOf[after] as number) === own) after++;
    if (after < last && (leading || (tree.lower(w - 1) === "," && hasVerb(reading, after, last))))
      content.push([after, last]);
    if (content.length === 0) continue;
    found.push({ cue: [w, w + size - 1], head: w, source: [from, stop], sourceHead: noun, content });
  }
  return found;
}

function sameBlock(reading: Reading, a: number, b: number): boolean {
  const { sentenceBlock, sentenceOf } = reading.doc.tokens;
  return sentenceBlock[sentenceOf[a] as number] === sentenceBlock[sentenceOf[b] as number];
}

function nounAfter(reading: Reading, from: number, last: number): number {
  const { tree } = reading;
  const head = tree.head(from - 1);
  if (
    head >= from &&
    head <= last &&
    (tree.upos(head) === Upos.NOUN || tree.upos(head) === Upos.PROPN || tree.upos(head) === Upos.PRON)
  )
    return head;
  for (let w = from; w <= Math.min(last, from + 8); w++) {
    const upos = tree.upos(w);
    if (
      (upos === Upos.NOUN || upos === Upos.PROPN || upos === Upos.PRON) &&
      tree.upos(w + 1) !== Upos.NOUN &&
      tree.upos(w + 1) !== Upos.PROPN
    )
      return w;
  }
  return -1;
}

function isApposition(reading: Reading, comma: number, stop: number): boolean {
  const { tree } = reading;
  const next = tree.upos(comma + 1);
  const word = tree.lower(comma + 1);
  if (word === "who" || word === "which" || word === "whose") return true;
  if (next !== Upos.DET && next !== Upos.NOUN && next !== Upos.PROPN && next !== Upos.ADJ) return false;
  let head = comma + 1;
  for (let guard = 0; guard < 6 && tree.head(head) > comma && tree.head(head) <= stop; guard++) head = tree.head(head);
  return tree.rel(head) === Rel.appos || tree.rel(head) === Rel.conj;
}

function hasVerb(reading: Reading, from: number, to: number): boolean {
  for (let w = from; w <= to; w++) if (reading.tree.isFinite(w)) return true;
  return false;
}

/** "the minister's warning that …", "criticism of …", "is confident that …", "is critical of …" */
export function nominalAttributions(reading: Reading): Attribution[] {
  const { doc, tree, words } = reading;
  const found: Attribution[] = [];
  for (let w = 0; w < doc.tokens.count; w++) {
    const upos = tree.upos(w);
    if (upos === Upos.NOUN) {
      const cue = words.nouns.get(tree.lower(w)) ?? words.nouns.get(tree.lemma(w));
      const attribution = cue && readNoun(reading, w, cue);
      if (attribution) found.push(attribution);
    } else if (upos === Upos.ADJ || upos === Upos.VERB) {
      const cue = words.adjectives.get(tree.lower(w));
      const attribution = cue && readAdjective(reading, w, cue);
      if (attribution) found.push(attribution);
    }
  }
  return found;
}

function readNoun(reading: Reading, n: number, cue: Cue): Attribution | null {
  const { tree } = reading;
  const right = complement(reading, n, cue);
  if (!right) return null;
  const { syntax } = reading.doc;
  // "the senator's warm endorsement of": the mark of the owner, before the noun and its adjectives
  const first = tree.sentenceFirst(n);
  let mark = n - 1;
  while (
    mark > first &&
    n - mark < 5 &&
    (tree.upos(mark) === Upos.ADJ ||
      tree.upos(mark) === Upos.NOUN ||
      tree.upos(mark) === Upos.ADV ||
      tree.upos(mark) === Upos.NUM)
  )
    mark--;
  const light = lightVerb(reading, n, mark);
  if (light) {
    const subject = sourceOf(reading, light.verb, light.group, false);
    if (light.gives) {
      if (subject < 0 || subject > n) return null;
      return {
        cue: [light.group[0], right.cueLast],
        head: n,
        source: sourceSpan(reading, subject, light.verb, light.group),
        sourceHead: subject,
        content: [right.words],
      };
    }
  }
  if (syntax.xpos[mark] === Xpos.PRP$)
    return { cue: [mark + 1, right.cueLast], head: n, source: [mark, mark], sourceHead: mark, content: [right.words] };
  if (syntax.xpos[mark] !== Xpos.POS || mark <= first) return null;
  let begin = mark - 1;
  while (begin > first && OWNER.has(tree.upos(begin - 1)) && mark - begin < 8) begin--;
  const left = tree.left(mark - 1);
  if (left > first - 1 && left < begin && tree.upos(left) !== Upos.ADP) begin = left;
  return {
    cue: [mark, right.cueLast],
    head: n,
    source: [begin, mark - 1],
    sourceHead: mark - 1,
    content: [right.words],
  };
}

/** "[made] the claim", "[expressed] doubt": the verb right before a noun and its adjectives. */
function lightVerb(reading: Reading, n: number, mark: number): { verb: number; group: Words; gives: boolean } | null {
  const { tree, words } = reading;
  let verb = mark;
  if (tree.upos(verb) === Upos.DET && verb > tree.sentenceFirst(n)) verb--;
  if (tree.upos(verb) !== Upos.VERB && tree.upos(verb) !== Upos.AUX) return null;
  const gives = words.lightVerbs.get(tree.lemma(verb));
  if (gives === undefined) return null;
  return { verb, group: verbGroup(tree, verb, words.catenatives), gives };
}

function readAdjective(reading: Reading, a: number, cue: Cue): Attribution | null {
  const { tree } = reading;
  const copula = tree.child(a, Rel.cop, Rel["aux:pass"]);
  // ", confident that the vote will be won"
  const apart =
    copula < 0 &&
    tree.lower(a - 1) === "," &&
    (tree.rel(a) === Rel.advcl || tree.rel(a) === Rel.acl || tree.rel(a) === Rel.amod);
  if (apart) {
    const right = complement(reading, a, cue);
    const governor = tree.head(a);
    const subject =
      right && governor >= 0
        ? sourceOf(
            reading,
            tree.upos(governor) === Upos.VERB ? governor : Math.max(0, tree.head(governor)),
            [a, a],
            false,
          )
        : -1;
    if (!right || subject < 0 || subject > a) return null;
    return {
      cue: [a, right.cueLast],
      head: a,
      source: sourceSpan(reading, subject, a, [a, a]),
      sourceHead: subject,
      content: [right.words],
    };
  }
  if (copula < 0) return null;
  const subject = sourceOf(reading, a, [copula, a], false);
  if (subject < 0 || subject > a || tree.lower(subject) === "it") return null;
  const right = complement(reading, a, cue);
  if (!right) return null;
  let first = copula;
  while (first > subject + 1 && (tree.upos(first - 1) === Upos.AUX || tree.upos(first - 1) === Upos.ADV)) first--;
  const last = Math.min(first - 1, Math.max(subject, tree.right(subject)));
  return {
    cue: [first, right.cueLast],
    head: a,
    source: [tree.left(subject), trimRight(tree, last)],
    sourceHead: subject,
    content: [right.words],
  };
}

/** What a noun or an adjective leads to: "that …", "to …", "of …". */
export function complement(reading: Reading, w: number, cue: Cue): { words: Words; cueLast: number } | null {
  const { tree } = reading;
  const end = clauseEnd(reading, w, w + 1);
  const next = w + 1;
  if (next > end) return null;
  const word = tree.lower(next);
  if (cue.with.has(word) && next + 1 <= end && !tree.isPunctuation(next + 1)) {
    const noun = tree.head(next) > next && tree.head(next) <= end ? tree.head(next) : next + 1;
    return {
      words: [
        next + 1,
        beforeFinite(reading, next + 1, Math.max(next + 1, Math.min(end, extend(reading, w, noun, end)))),
      ],
      cueLast: next,
    };
  }
  if (word === "that" && cue.frames & Frame.that && next + 1 <= end) {
    const head = tree.head(next);
    const stop = head > next && head <= end ? Math.min(end, tree.right(head)) : end;
    return { words: [next, trimRight(tree, Math.max(next + 1, stop))], cueLast: w };
  }
  if (cue.frames & Frame.if && (word === "whether" || word === "if" || word === "what" || word === "how"))
    return { words: [next, end], cueLast: w };
  if (
    (word === "to" && cue.frames & Frame.to && tree.upos(next + 1) === Upos.VERB) ||
    (word === "to" && cue.frames & Frame.to && tree.upos(next) === Upos.PART)
  ) {
    const head = tree.head(next) > next && tree.head(next) <= end ? tree.head(next) : next + 1;
    return {
      words: [next, beforeFinite(reading, next, Math.max(next + 1, trimRight(tree, Math.min(end, tree.right(head)))))],
      cueLast: w,
    };
  }
  return null;
}

/** Ends a complement before the verb whose subject it is part of: "his plan to win [would require] …". */
function beforeFinite(reading: Reading, from: number, to: number): number {
  const { tree } = reading;
  for (let w = from + 1; w <= to; w++) {
    if (tree.upos(w) === Upos.SCONJ || /^(who|which|that|what|how|whether|why|where)$/.test(tree.lower(w))) return to;
    if (tree.isFinite(w)) return tree.upos(w - 1) === Upos.PRON && w - 2 >= from ? to : Math.max(from, w - 1);
  }
  return to;
}

/** "The firm is reportedly looking at …": the sentence rests on the word of others, whom it does not name. */
export function adverbAttributions(reading: Reading): Attribution[] {
  const { doc, tree, words } = reading;
  const found: Attribution[] = [];
  for (let w = 0; w < doc.tokens.count; w++) {
    if (!words.adverbs.has(tree.lower(w))) continue;
    const first = tree.sentenceFirst(w);
    const last = clauseEnd(reading, w, w + 1);
    const head = tree.head(w);
    const content: Words[] = [];
    const subject = head >= 0 ? tree.child(head, Rel.nsubj, Rel["nsubj:pass"]) : -1;
    if (subject >= first && subject < w) {
      const begin = tree.left(subject);
      if (begin <= w - 1) content.push([begin, w - 1]);
    }
    if (w + 1 <= last) content.push([w + 1, last]);
    if (content.length > 0) found.push({ cue: [w, w], head: w, source: null, sourceHead: -1, content });
  }
  return found;
}
