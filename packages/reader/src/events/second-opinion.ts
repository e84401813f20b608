import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { EventType } from "../record.ts";
import { type Classify, openClassifier } from "./classifier.ts";
import { pairFeatures, type WordRange } from "./pair-features.ts";
import type { Reading } from "./readings.ts";

/** How likely the words between the parties of a reading make its type, and which type they make likeliest. */
export interface Opinion {
  readonly probability: number;
  readonly likeliest: EventType;
}

/** Null where no party of the reading stands in its sentence by name or word. */
export type SecondOpinion = (doc: Doc, actors: ActorsRead, reading: Reading) => Opinion | null;

/**
 * A second opinion on what the lexicon reads: the classifier of pairs, asked what the first actor did to the first recipient
 * (or, where all take part, to the second actor). It has learnt from whole sentences what stands around an event of a type,
 * so that it doubts a word in another sense ("Plan B is where we [go to]") and a party that belongs to another predicate.
 * The classifier is opened with the first question.
 */
export function openSecondOpinion(lexicon: Lexicon): SecondOpinion {
  let classify: Classify | undefined;
  return (doc, actors, reading) => {
    const source = mentionNear(doc, actors, reading.actors[0], reading.trigger);
    if (source === null) return null;
    const target = mentionNear(doc, actors, reading.recipients[0] ?? reading.actors[1], reading.trigger);
    classify ??= openClassifier(lexicon);
    const ranked = classify(pairFeatures(doc.tokens, doc.syntax, source, target));
    const own = ranked.find(({ type }) => type === reading.type);
    const first = ranked[0];
    return own && first ? { probability: own.probability, likeliest: first.type } : null;
  };
}

/** The words of the actor's mention in the trigger's sentence that stands nearest to the trigger; null for none. */
function mentionNear(doc: Doc, actors: ActorsRead, actor: number | undefined, trigger: number): WordRange | null {
  if (actor === undefined) return null;
  const { sentenceOf, sentenceStart } = doc.tokens;
  const s = sentenceOf[trigger] as number;
  const end = sentenceStart[s + 1] as number;
  let best: WordRange | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (let word = sentenceStart[s] as number; word < end; word++) {
    const m = actors.mentionOf[word] as number;
    const away = Math.abs(word - trigger);
    if (m < 0 || away >= nearest) continue;
    const mention = actors.mentions[m];
    if (!mention?.actors.includes(actor)) continue;
    nearest = away;
    best = mention;
  }
  return best;
}
