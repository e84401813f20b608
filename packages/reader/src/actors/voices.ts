import type { Doc } from "../doc.ts";
import { Rel } from "../syntax/syntax.ts";
import type { Cast, Entity } from "./cast.ts";
import type { Pronoun } from "./pronouns.ts";

/** Whose voice each sentence is in, as far as quotation marks and questions tell before anything is attributed. */
export interface Voices {
  /** Word → 1 inside quotation marks. */
  readonly quoted: Uint8Array;
  /** Sentence → 1 where its block or line asks: "What do you think of it?" */
  readonly asks: Uint8Array;
  /** The story is an interview or a briefing: questions and answers by turns. */
  readonly turns: boolean;
  /** Who is interviewed, once that was asked. */
  guest?: number;
  /** The story is one person's speech. */
  readonly speech: boolean;
}

/** Marks quotations and questions. A quotation that is not closed ends with its paragraph. */
export function voicesOf(doc: Doc): Voices {
  const { tokens, story } = doc;
  const quoted = new Uint8Array(tokens.count);
  const asks = new Uint8Array(tokens.sentenceCount);
  let open = false;
  let block = -1;
  let first = 0;
  let questions = 0;
  let self = 0;
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const start = tokens.sentenceStart[s] as number;
    const stop = tokens.sentenceStart[s + 1] as number;
    const own = tokens.sentenceBlock[s] as number;
    const paragraph =
      own !== block ||
      (s > 0 && /\n\s*\n/.test(story.text.slice(tokens.end[start - 1] as number, tokens.start[start] as number)));
    if (paragraph) {
      open = false;
      block = own;
      first = s;
    }
    for (let i = start; i < stop; i++) {
      const form = tokens.form[i] as string;
      if (form === "“" || form === "``") open = true;
      else if (form === "”" || form === "''") open = false;
      else if (form === '"') open = !open;
      else if (open) quoted[i] = 1;
      if (!open && (form === "I" || form === "we" || form === "We")) self++;
    }
    const kind = story.blocks[own]?.kind;
    if (kind === "question") asks[s] = 1;
    else if (kind !== "answer" && tokens.form[stop - 1] === "?") {
      for (let t = first; t <= s; t++) asks[t] = 1;
      if (!open) questions++;
    }
  }
  const briefing = story.blocks.some((b) => b.kind === "question" || b.kind === "answer");
  const turns = briefing || questions >= 4;
  return { quoted, asks, turns, speech: !turns && self >= 5 && self > tokens.sentenceCount / 8 };
}

/** Whom "I", "we" or "you" stands for; -1 where the story does not tell. */
export function speakerAt(doc: Doc, cast: Cast, pronoun: Pronoun, voices: Voices, turns: Int32Array): number {
  const { tokens } = doc;
  const sentence = tokens.sentenceOf[pronoun.word] as number;
  const plural = pronoun.number === "many";
  if (voices.quoted[pronoun.word] === 1) {
    if (pronoun.person === 2 || plural) return -1;
    return quotedSpeaker(doc, cast, sentence, voices);
  }
  const turn = turns[tokens.sentenceBlock[sentence] as number] ?? -1;
  if (turn >= 0) {
    if (pronoun.person === 2) return -1;
    const speaker = cast.entities[turn] as Entity;
    if (!plural) return turn;
    // A government's spokesperson says "we" of the state.
    return speaker.sector === "GOV" && speaker.country ? cast.state(speaker.country) : -1;
  }
  if (voices.turns) {
    voices.guest ??= guestOf(doc, cast, voices);
    const { guest } = voices;
    const asking = voices.asks[sentence] === 1;
    if (pronoun.person === 2) return asking ? (guest >= 0 ? guest : cast.voice("answer", false)) : -1;
    if (asking) return plural ? -1 : cast.voice("question", false);
    return plural || guest < 0 ? cast.voice("answer", plural) : guest;
  }
  if (voices.speech && pronoun.person === 1) return cast.voice("speech", plural);
  return -1;
}

/** Who is interviewed: the person named most before the first question; -1 where there is none or a tie. */
function guestOf(doc: Doc, cast: Cast, voices: Voices): number {
  const first = voices.asks.indexOf(1);
  if (first < 1) return -1;
  const stop = doc.tokens.sentenceStart[first] as number;
  const named = new Map<number, number>();
  for (const found of cast.found) {
    if (found.core >= stop) break;
    const entity = cast.entities[found.entity] as Entity;
    if (entity.kind === "person" && entity.parts.length > 0)
      named.set(found.entity, (named.get(found.entity) ?? 0) + 1);
  }
  const [one, two] = [...named].sort((a, b) => b[1] - a[1]);
  return one && (!two || two[1] < one[1]) ? one[0] : -1;
}

/** The speaker of a quotation: the person who is a subject outside the marks, in this sentence or the nearest before it. */
function quotedSpeaker(doc: Doc, cast: Cast, sentence: number, voices: Voices): number {
  const { tokens, syntax } = doc;
  for (let s = sentence; s >= 0 && s >= sentence - 2; s--) {
    const start = tokens.sentenceStart[s] as number;
    const stop = tokens.sentenceStart[s + 1] as number;
    let best = -1;
    for (let f = firstFrom(cast, start); f < cast.found.length; f++) {
      const found = cast.found[f] as Cast["found"][number];
      if (found.core >= stop) break;
      if (voices.quoted[found.core] === 1) continue;
      if ((cast.entities[found.entity] as Entity).kind !== "person") continue;
      if (syntax.deprel[cast.headOf(found)] === Rel.nsubj) best = found.entity;
    }
    if (best >= 0) return best;
    if (tokens.sentenceBlock[s] !== tokens.sentenceBlock[s - 1] && s < sentence) break;
  }
  return -1;
}

/** The first mention at or after a word. The mentions are sorted by their core words by now. */
function firstFrom(cast: Cast, word: number): number {
  let low = 0;
  let high = cast.found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cast.found[middle] as Cast["found"][number]).core < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
