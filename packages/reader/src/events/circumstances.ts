import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { Context, EventDate, EventPlace } from "../record.ts";
import { Rel, Upos } from "../syntax/syntax.ts";
import type { TimesRead } from "../times/times.ts";
import type { Predicates } from "./lexicon.ts";
import type { Tree } from "./tree.ts";

/** First and last word of the clause of a predicate: its subtree, without the clauses beside and below it. */
export function clauseOf(tree: Tree, word: number): [first: number, last: number] {
  const { syntax } = tree;
  let verb = word;
  for (let steps = 0; steps < 4 && tree.upos(verb) !== Upos.VERB && tree.head(verb) >= 0; steps++)
    verb = tree.head(verb);
  return [syntax.leftEdge[verb] as number, syntax.rightEdge[verb] as number];
}

/** When an event was: the time expression nearest to its trigger in its clause; otherwise the day of the story. */
export function dateOf(
  doc: Doc,
  tree: Tree,
  times: TimesRead,
  word: number,
): { date: EventDate | null; from: string | null } {
  const [first, last] = clauseOf(tree, word);
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (let w = first; w <= last; w++) {
    const t = times.timeOf[w] as number;
    if (t < 0) continue;
    const reading = times.times[t];
    if (
      !reading ||
      (reading.time.type !== "DATE" && reading.time.type !== "TIME") ||
      reading.time.value === null ||
      reading.from === null
    )
      continue;
    // a time that hangs on another verb of the clause is that verb's
    const away = Math.abs(w - word) + (sameClause(tree, w, word) ? 0 : 40);
    if (away < distance) {
      distance = away;
      best = t;
    }
  }
  const reading = best >= 0 && distance < 60 ? times.times[best] : undefined;
  if (reading?.time.value)
    return { date: { value: day(reading.time.value), from: reading.time.id }, from: reading.from };
  const { published } = doc.story;
  return { date: published ? { value: published, from: "published" } : null, from: published };
}

/** When the event of a noun was by the words that hang on it: "the establishment of ties [six decades ago]"; null for none. */
export function ownDateOf(tree: Tree, times: TimesRead, noun: number): { date: EventDate; from: string } | null {
  const { leftEdge, rightEdge } = tree.syntax;
  // the words right behind belong to it, whatever they are hung on
  for (let w = leftEdge[noun] as number; w <= (rightEdge[noun] as number) + 1; w++) {
    const reading = times.times[times.timeOf[w] as number];
    if (reading?.time.type !== "DATE" || reading.time.value === null || reading.from === null) continue;
    return { date: { value: day(reading.time.value), from: reading.time.id }, from: reading.from };
  }
  return null;
}

/** The one time of a sentence that is long past: when something told as background was, if its own clause does not say. */
export function pastDateOf(
  doc: Doc,
  times: TimesRead,
  sentence: number,
  isPast: (from: string) => boolean,
): { date: EventDate; from: string } | null {
  const { sentenceStart } = doc.tokens;
  let found: { date: EventDate; from: string } | null = null;
  let last = -1;
  for (let w = sentenceStart[sentence] as number; w < (sentenceStart[sentence + 1] as number); w++) {
    const t = times.timeOf[w] as number;
    const reading = t === last ? undefined : times.times[t];
    last = t;
    if (reading?.time.type !== "DATE" || reading.time.value === null || reading.from === null) continue;
    if (!isPast(reading.from)) continue;
    if (found) return null;
    found = { date: { value: day(reading.time.value), from: reading.time.id }, from: reading.from };
  }
  return found;
}

/** "2024-01-29T14:00" is told of 2024-01-29. */
function day(value: string): string {
  const cut = value.indexOf("T");
  return cut < 0 ? value : value.slice(0, cut);
}

/** Whether the nearest verb above a word is the one above (or is) another. */
function sameClause(tree: Tree, a: number, b: number): boolean {
  return verbOf(tree, a) === verbOf(tree, b);
}

function verbOf(tree: Tree, word: number): number {
  let at = word;
  for (let steps = 0; steps < 12 && tree.upos(at) !== Upos.VERB; steps++) {
    const up = tree.head(at);
    if (up < 0) break;
    at = up;
  }
  return at;
}

const WHERE = new Set(["in", "at", "near", "outside", "inside"]);

/** Where an event was: a place named with "in", "at" or "near" in its clause. */
export function placeOf(doc: Doc, tree: Tree, actors: ActorsRead, word: number): EventPlace | null {
  let verb = verbOf(tree, word);
  for (let steps = 0; steps < 2 && verb >= 0; steps++) {
    for (const at of verb === word ? [word] : [word, verb])
      for (const { preposition, head } of tree.obliques(at)) {
        if (!WHERE.has(preposition) || head < 0) continue;
        const m = actors.mentionOf[head] as number;
        const mention = m < 0 ? undefined : actors.mentions[m];
        if (mention?.form !== "name" || mention.actors.length !== 1) continue;
        const actor = actors.actors[mention.actors[0] as number];
        if (!actor || (actor.kind !== "place" && actor.kind !== "state")) continue;
        const span: [number, number] = [
          doc.tokens.start[mention.first] as number,
          doc.tokens.end[mention.last] as number,
        ];
        return { name: doc.story.text.slice(span[0], span[1]), country: actor.country, span, lat: null, lon: null };
      }
    const relation = tree.rel(verb);
    if (relation !== Rel.xcomp && relation !== Rel.conj) break;
    verb = tree.head(verb);
  }
  return null;
}

/** The contexts that the line gives, and those that words of the clause bring in, in the record's order. */
export function contextsOf(
  tree: Tree,
  predicates: Predicates,
  word: number,
  given: readonly Context[],
  order: readonly Context[],
): Context[] {
  const found = new Set<Context>(given);
  const [first, last] = clauseOf(tree, word);
  for (let w = Math.max(first, word - 25); w <= Math.min(last, word + 25); w++)
    for (const context of predicates.contextWords.get(tree.lemma(w)) ?? []) found.add(context);
  return order.filter((context) => found.has(context));
}
