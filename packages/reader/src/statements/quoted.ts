import { Rel, Upos } from "../syntax/syntax.ts";
import type { Attribution, Reading } from "./attributions.ts";
import { Frame } from "./cues.ts";
import { endsSentence } from "./quotations.ts";
import { sourceOf, sourceSpan } from "./sources.ts";
import { nameIn, sourceAfter } from "./tags.ts";
import type { Words } from "./tree.ts";
import { verbCue, verbGroup } from "./verb-groups.ts";

/** A quotation of fewer words than this, without a cue, is a name or a word held at arm's length. */
const FEWEST_WORDS = 4;
const LONGEST_TURN_NAME = 7;
const LONGEST_SIGNATURE = 10;
const LONGEST_HEADLINE_SOURCE = 4;

/** Lets a content that begins or goes on inside a quotation run to its end: "According to Li, “[…]. […].”" */
function closeQuotations(reading: Reading, attributions: readonly Attribution[]): void {
  const { quotations } = reading;
  for (const attribution of attributions)
    for (const piece of attribution.content) {
      const quotation = quotations.all[quotations.quotationOf[piece[1]] as number];
      const own =
        attribution.head >= 0 && quotations.quotationOf[attribution.head] === quotations.quotationOf[piece[1]];
      if (quotation && !own && quotation.first >= piece[0]) piece[1] = quotation.last;
    }
}

/** Word → the furthest last word of the contents that hold it, -1 for none. */
function reachOf(attributions: readonly Attribution[], wordCount: number): Int32Array {
  const reach = new Int32Array(wordCount).fill(-1);
  for (const { content } of attributions)
    for (const [first, last] of content) reach[first] = Math.max(reach[first] as number, last);
  let furthest = -1;
  for (let w = 0; w < wordCount; w++) {
    furthest = Math.max(furthest, reach[w] as number);
    reach[w] = furthest >= w ? furthest : -1;
  }
  return reach;
}

/**
 * Gives the quotations that no cue of their own claims to their speaker:
 *
 *     "We begin today," Wang said. "It will be long."      the sentence after goes on with the same speech
 *     “The first day was hard.                             a paragraph left open goes on in the next
 *     “The second was worse.”
 *
 * Adds to the contents of `attributions`; returns the quotations that stand alone, each with the attribution before it.
 */
export function continueQuotations(
  reading: Reading,
  attributions: Attribution[],
): { quotation: number; words: Words; after: Attribution | null }[] {
  const { quotations, tree, doc } = reading;
  const { tokens } = doc;
  closeQuotations(reading, attributions);
  const alone: { quotation: number; words: Words; after: Attribution | null }[] = [];
  const ownerOf = new Map<number, Attribution>();
  for (const attribution of attributions)
    for (const [first, last] of attribution.content)
      for (let w = first; w <= last; w++) {
        const q = quotations.quotationOf[w] as number;
        if (q < 0) continue;
        const quotation = quotations.all[q];
        if (!quotation) continue;
        w = quotation.last;
        if (quotation.first >= first - 1 && quotation.last <= last + 1 && !ownerOf.has(q)) ownerOf.set(q, attribution);
      }
  const reach = reachOf(attributions, tokens.count);
  // speech that runs on over blocks is whoever's a later block says it is
  for (let q = quotations.all.length - 1; q >= 0; q--) {
    const quotation = quotations.all[q];
    const owner =
      quotation && quotation.continues >= 0 && !ownerOf.has(q) ? ownerOf.get(quotation.continues) : undefined;
    if (!quotation || !owner) continue;
    owner.content.unshift([quotation.first, quotation.last]);
    ownerOf.set(q, owner);
  }
  let latest: Attribution | null = null;
  let latestBlock = -1;
  for (let q = 0; q < quotations.all.length; q++) {
    const quotation = quotations.all[q];
    if (!quotation || quotation.within >= 0) continue;
    const block = tokens.sentenceBlock[tokens.sentenceOf[quotation.first] as number] as number;
    const owner = ownerOf.get(q);
    if (owner) {
      latest = owner;
      latestBlock = block;
    } else {
      const opens = quotation.first === tree.sentenceFirst(quotation.first);
      const claimed = (reach[quotation.first] as number) >= quotation.last;
      const signed = claimed ? null : signature(reading, quotation.last);
      if (signed) {
        signed.content.push([quotation.first, quotation.last]);
        attributions.push(signed);
        ownerOf.set(q, signed);
        latest = null;
        continue;
      }
      const introduced = claimed ? null : introduction(reading, quotation.first);
      if (introduced) {
        introduced.content.push([quotation.first, quotation.last]);
        attributions.push(introduced);
        ownerOf.set(q, introduced);
        latest = introduced;
        latestBlock = block;
      } else if (
        opens &&
        (quotation.wordCount >= FEWEST_WORDS || (latestBlock === block && endsSentence(tree, quotation.last))) &&
        !claimed
      ) {
        const words: Words = [quotation.first, Math.max(quotation.last, quotation.last)];
        if (latest && latestBlock >= block - 1) {
          latestBlock = block;
          latest.content.push(words);
          ownerOf.set(q, latest);
        } else alone.push({ quotation: q, words, after: latest });
      }
    }
    const holder = ownerOf.get(q);
    if (quotation.continues >= 0 && holder) {
      const next = quotations.all[quotation.continues];
      if (next && !ownerOf.has(quotation.continues)) {
        holder.content.push([next.first, next.last]);
        ownerOf.set(quotation.continues, holder);
      }
    }
  }
  return alone;
}

/**
 * What a colon before a quotation says of it, in the sentence or at the end of the block before:
 *
 *     The ministry released the following statement:
 *     “We regret the loss.”
 *
 * The source is the subject of the sentence, the cue its verb with what follows it; null where there is no such sentence.
 */
function introduction(reading: Reading, quotation: number): Attribution | null {
  const { tree, doc } = reading;
  const colon = quotation - 1;
  if (colon < 1) return null;
  const first = tree.sentenceFirst(colon);
  if (tree.lower(colon) !== ":" && !(tree.lower(colon) === "," && endsOnPaper(reading, first, colon))) return null;
  const from = reading.doc.tokens.sentenceOf[colon] as number;
  const to = doc.tokens.sentenceOf[quotation] as number;
  if (to - from > 1) return null;
  let verb = -1;
  for (let w = colon - 1; w >= first; w--) {
    if ((reading.quotations.quotationOf[w] as number) >= 0) return null;
    if (tree.upos(w) !== Upos.VERB) continue;
    const known = verbCue(reading.words, tree, w);
    if (known && (known.frames & Frame.quote) !== 0) {
      verb = w;
      break;
    }
    if (verb < 0 || tree.isFinite(w)) verb = w;
    if (tree.isFinite(w)) break;
  }
  if (verb < 0) {
    let begin = first;
    while (begin < colon && tree.isPunctuation(begin)) begin++;
    if (begin >= colon) return null;
    return {
      cue: [colon, colon],
      head: colon,
      source: [begin, colon - 1],
      sourceHead: nameIn(reading, begin, colon - 1),
      content: [],
    };
  }
  const group = verbGroup(tree, verb);
  const inverted =
    (verbCue(reading.words, tree, verb)?.frames ?? 0) & Frame.quote && verb === first
      ? sourceAfter(reading, verb, colon - 1)
      : null;
  if (inverted) return { cue: group, head: verb, source: inverted.words, sourceHead: inverted.head, content: [] };
  const subject = sourceOf(reading, verb, group, true);
  const source = subject < 0 ? null : sourceSpan(reading, subject, verb, group);
  const speaks = ((verbCue(reading.words, tree, verb)?.frames ?? 0) & Frame.quote) !== 0;
  return {
    cue: speaks ? group : [group[0], colon - 1],
    head: verb,
    source: source && source[0] < verb ? source : null,
    sourceHead: subject,
    content: [],
  };
}

/** "issued a statement, “…”": the comma stands for a colon after the name of a paper. */
function endsOnPaper(reading: Reading, first: number, comma: number): boolean {
  const { tree, words } = reading;
  const noun = comma - 1;
  return noun > first && tree.rel(noun) === Rel.obj && words.venues.get("in")?.has(tree.lemma(noun)) === true;
}

/** “A real disgrace.” — Ann Li: the name after a dash; null where there is none. */
function signature(reading: Reading, mark: number): Attribution | null {
  const { tree, doc } = reading;
  const dash = mark + 1;
  if (dash + 1 >= doc.tokens.count || !/^[\u2014\u2015\u2013-]+$/.test(tree.lower(dash))) return null;
  const { sentenceBlock, sentenceOf } = doc.tokens;
  const block = sentenceBlock[sentenceOf[mark] as number];
  let last = dash;
  while (
    last + 1 < doc.tokens.count &&
    last - dash < LONGEST_SIGNATURE &&
    sentenceBlock[sentenceOf[last + 1] as number] === block
  ) {
    const next = last + 1;
    if ((reading.quotations.quotationOf[next] as number) >= 0) break;
    if (!/^(\p{Lu}|[,.()-]|of\b|the\b|and\b|@)/u.test(doc.tokens.form[next] as string)) return null;
    last = next;
  }
  while (last > dash && tree.isPunctuation(last)) last--;
  return last > dash
    ? {
        cue: [dash, dash],
        head: dash,
        source: [dash + 1, last],
        sourceHead: nameIn(reading, dash + 1, last),
        content: [],
      }
    : null;
}

/**
 * A block that begins with a name and a colon, as transcripts and headlines have it:
 *
 *     TAPPER: Take a listen.
 *     Wang: The talks go on
 */
export function turnAttributions(reading: Reading): Attribution[] {
  const { doc, tree } = reading;
  const { tokens } = doc;
  const found: Attribution[] = [];
  let block = -1;
  for (let s = 0; s < tokens.sentenceCount; s++) {
    if (tokens.sentenceBlock[s] === block) continue;
    block = tokens.sentenceBlock[s] as number;
    const first = tokens.sentenceStart[s] as number;
    let colon = first;
    while (colon < tokens.count && colon - first <= LONGEST_TURN_NAME && tree.lower(colon) !== ":") colon++;
    if (
      colon === first ||
      tree.lower(colon) !== ":" ||
      tokens.sentenceBlock[tokens.sentenceOf[colon] as number] !== block
    )
      continue;
    let last = colon;
    while (last + 1 < tokens.count && tokens.sentenceBlock[tokens.sentenceOf[last + 1] as number] === block) last++;
    if (last - colon < 4) continue;
    let named = true;
    for (let w = first; w < colon; w++) {
      const form = tokens.form[w] as string;
      if (
        !/^(\p{Lu}|of|the|and|[.'\u2019-]|'s|\u2019s)/u.test(form) ||
        tree.upos(w) === Upos.PRON ||
        tree.upos(w) === Upos.ADV
      )
        named = false;
    }
    if (!named) continue;
    found.push({
      cue: [colon, colon],
      head: colon,
      source: [first, colon - 1],
      sourceHead: nameIn(reading, first, colon - 1),
      content: [[colon + 1, last]],
    });
  }
  return found;
}

/** "Israel to show restraint: PM": a headline whose source comes last, after a colon. */
export function headlineAttributions(reading: Reading): Attribution[] {
  const { doc, tree } = reading;
  const { tokens } = doc;
  const found: Attribution[] = [];
  for (let s = 0; s < tokens.sentenceCount; s++) {
    if (doc.story.blocks[tokens.sentenceBlock[s] as number]?.kind !== "headline") continue;
    const first = tokens.sentenceStart[s] as number;
    let last = (tokens.sentenceStart[s + 1] as number) - 1;
    while (last > first && tree.isPunctuation(last) && tree.lower(last) !== ")") last--;
    let colon = last;
    while (colon > first && last - colon <= LONGEST_HEADLINE_SOURCE && tree.lower(colon) !== ":") colon--;
    if (tree.lower(colon) !== ":" || colon === last || colon - first < 3) continue;
    let plain = true;
    for (let w = colon + 1; w <= last; w++) if (tree.isFinite(w) || tree.upos(w) === Upos.PRON) plain = false;
    if (plain)
      found.push({
        cue: [colon, colon],
        head: colon,
        source: [colon + 1, last],
        sourceHead: nameIn(reading, colon + 1, last),
        content: [[first, colon - 1]],
      });
  }
  return found;
}

/** "Li writes:" at the end of a block: the next block, without quotation marks, is what Li writes. */
export function introduceBlocks(reading: Reading, attributions: Attribution[]): void {
  const { doc, tree, quotations } = reading;
  const { tokens } = doc;
  const reach = reachOf(attributions, tokens.count);
  for (let s = 0; s + 1 < tokens.sentenceCount; s++) {
    const next = tokens.sentenceStart[s + 1] as number;
    const colon = next - 1;
    const block = tokens.sentenceBlock[s + 1] as number;
    if (tree.lower(colon) !== ":" || block === tokens.sentenceBlock[s] || (quotations.quotationOf[next] as number) >= 0)
      continue;
    if ((reach[colon] as number) >= next) continue;
    const first = tokens.sentenceStart[s] as number;
    let verb = colon - 1;
    while (verb > first && tree.upos(verb) !== Upos.VERB) verb--;
    const frames = tree.upos(verb) === Upos.VERB ? (verbCue(reading.words, tree, verb)?.frames ?? 0) : 0;
    if ((frames & Frame.quote) === 0 || !tree.isFinite(verb)) continue;
    const group = verbGroup(tree, verb, reading.words.catenatives);
    const subject = sourceOf(reading, verb, group, true);
    if (subject < 0 || subject > verb) continue;
    let last = next;
    while (last + 1 < tokens.count && tokens.sentenceBlock[tokens.sentenceOf[last + 1] as number] === block) last++;
    attributions.push({
      cue: group,
      head: verb,
      source: sourceSpan(reading, subject, verb, group),
      sourceHead: subject,
      content: [[next, last]],
    });
  }
}
