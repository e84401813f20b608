import type { ActorsRead } from "../actors/actors.ts";
import type { DateValue } from "../record.ts";
import { Rel, Upos } from "../syntax/syntax.ts";
import type { TimesRead } from "../times/times.ts";
import type { Attribution, Reading } from "./attributions.ts";
import { Frame, phraseAt } from "./cues.ts";
import { actorAt } from "./speakers.ts";
import type { Words } from "./tree.ts";
import { verbCue } from "./verb-groups.ts";

/** What a story tells of the act of speaking, beside who and what. */
export interface Circumstances {
  /** Index in `actors.actors`, -1 for none. */
  addressee: number;
  /** The words of the place or occasion without the preposition and the article. */
  venue: Words | null;
  date: DateValue | null;
  /** The words that tell of a question. */
  prompt: Words | null;
}

/** How far from its verb, in words, a sentence tells when, where and upon what question something was said. */
const FURTHEST_ACT = 150;

const NOTHING: Circumstances = { addressee: -1, venue: null, date: null, prompt: null };

/** Reads when, where, to whom and upon what question something was said, from the words of its sentence that are not content. */
export function circumstancesOf(
  reading: Reading,
  actors: ActorsRead,
  attribution: Attribution,
  content: Uint8Array,
): Circumstances {
  const { head, cue, source } = attribution;
  if (head < 0 || !cue) return { ...NOTHING };
  const inside = (w: number): boolean => content[w] === 1 && !(cue[0] <= w && w <= cue[1]);
  const found = actOf(reading, head, source, inside);
  found.addressee = addresseeOf(reading, actors, attribution, inside);
  return found;
}

/** What the sentence of an act of speech tells of it, outside what was said. */
function actOf(reading: Reading, verb: number, source: Words | null, inside: (word: number) => boolean): Circumstances {
  const { tree, times } = reading;
  const found = { ...NOTHING };
  const last = Math.min(tree.sentenceLast(verb), verb + FURTHEST_ACT);
  for (let w = Math.max(tree.sentenceFirst(verb), verb - FURTHEST_ACT); w <= last; w++) {
    if (inside(w)) continue;
    const size = found.prompt ? 0 : phraseAt(reading.words.promptPhrases, tree.lower, w);
    if (size > 0) found.prompt = promptAt(reading, w + size, last);
    found.venue ??= venueAt(reading, w, last, inside);
    const index = times.timeOf[w] as number;
    const time = times.times[index];
    // the date of the act: "said Monday", "on Monday … said"; not one in the source ("the March 3 letter said")
    if (found.date || !time || w !== time.first || (source !== null && source[0] <= w && w <= source[1])) continue;
    let near = w === verb + 1 || (source !== null && w === source[1] + 1);
    for (let k = time.first; k <= time.last; k++) near ||= tree.head(k) === verb;
    if (near) found.date = dateOf(times, index);
  }
  return found;
}

/** An act of speech told apart from its words: "The spokesman made the remarks at a briefing in response to a question." */
export interface Occasion extends Circumstances {
  /** The word of the act. */
  verb: number;
  /** Index in `actors.actors`, -1 where the story does not tell. */
  speaker: number;
}

/** Finds the sentences that tell of the occasion of the words around them, in text order. */
export function findOccasions(reading: Reading, actors: ActorsRead, content: Uint8Array): Occasion[] {
  const { doc, tree, words } = reading;
  const found: Occasion[] = [];
  for (let v = 0; v < doc.tokens.count; v++) {
    if (tree.upos(v) !== Upos.VERB || content[v] === 1) continue;
    const nouns = words.occasions.get(tree.lemma(v));
    if (!nouns) continue;
    const object = tree.child(v, Rel.obj, Rel["nsubj:pass"]);
    if (object < 0 || !nouns.has(tree.lower(object))) continue;
    const subject = tree.child(v, Rel.nsubj);
    const agent = tree.child(v, Rel["obl:agent"]);
    const who = subject >= 0 ? subject : agent;
    const act = actOf(reading, v, null, () => false);
    const speaker = who < 0 ? -1 : actorAt(tree, actors, who, [tree.left(who), tree.right(who)]);
    found.push({ ...act, verb: v, speaker });
  }
  return found;
}

function dateOf(times: TimesRead, index: number): DateValue | null {
  const reading = times.times[index];
  if (!reading || (reading.time.type !== "DATE" && reading.time.type !== "TIME")) return null;
  const value = /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?=T|$)/.exec(reading.time.value ?? "");
  return value ? value[0] : null;
}

/** "during [a daily press briefing]", "in [a joint statement]", "on [X]" */
function venueAt(reading: Reading, preposition: number, last: number, inside: (word: number) => boolean): Words | null {
  const { tree, words } = reading;
  const nouns = words.venues.get(tree.lower(preposition));
  if (!nouns || preposition >= last) return null;
  let from = preposition + 1;
  while (
    from < last &&
    (tree.upos(from) === Upos.DET ||
      tree.lower(from) === "his" ||
      tree.lower(from) === "her" ||
      tree.lower(from) === "their" ||
      tree.lower(from) === "its")
  )
    from++;
  for (let w = from; w <= Math.min(last, from + 7); w++) {
    if (inside(w)) return null;
    const form = reading.doc.tokens.form[w] as string;
    const known =
      nouns.has(form) ||
      nouns.has(tree.lemma(w)) ||
      nouns.has(tree.lower(w)) ||
      (w > from && nouns.has(`${tree.lower(w - 1)}-${tree.lower(w)}`));
    const upos = tree.upos(w);
    if (
      !known &&
      (upos === Upos.VERB ||
        upos === Upos.AUX ||
        upos === Upos.ADP ||
        upos === Upos.SCONJ ||
        (upos === Upos.PUNCT && tree.lower(w) !== "-"))
    )
      return null;
    const more = tree.upos(w + 1);
    if (known && !(w < last && (more === Upos.NOUN || more === Upos.PROPN) && nouns.has(tree.lemma(w + 1))))
      return [from, w];
  }
  return null;
}

/** What was asked, after "in response to", "asked about", up to the next comma or the end. */
function promptAt(reading: Reading, from: number, last: number): Words | null {
  const { tree } = reading;
  let to = from;
  while (
    to <= last &&
    tree.lower(to) !== "," &&
    tree.lower(to) !== "." &&
    tree.lower(to) !== ":" &&
    (reading.quotations.quotationOf[to] as number) < 0
  )
    to++;
  to--;
  return to >= from ? [from, to] : null;
}

function addresseeOf(
  reading: Reading,
  actors: ActorsRead,
  attribution: Attribution,
  inside: (word: number) => boolean,
): number {
  const { tree, words } = reading;
  const verb = attribution.head;
  if (tree.upos(verb) !== Upos.VERB) return -1;
  const frames = verbCue(words, tree, verb)?.frames ?? 0;
  for (const c of tree.children(verb)) {
    const rel = tree.rel(c);
    if (c < verb || inside(c)) continue;
    if ((rel === Rel.obj || rel === Rel.iobj) && frames & (Frame.whom | Frame.npto))
      return actorAt(tree, actors, c, [tree.left(c), tree.right(c)]);
    if (rel === Rel.obl && tree.lower(tree.left(c)) === "to")
      return actorAt(tree, actors, c, [tree.left(c), tree.right(c)]);
  }
  if (frames & (Frame.whom | Frame.npto)) {
    const next = verb + 1;
    for (let w = next; w < next + 4 && w < reading.doc.tokens.count; w++) {
      const mention = actors.mentions[actors.mentionOf[w] as number];
      if (mention && mention.first === next && !inside(next))
        return mention.actors.length === 1 ? (mention.actors[0] as number) : -1;
    }
  }
  return -1;
}
