import type { ActorsRead } from "../actors/actors.ts";
import { Rel, Upos } from "../syntax/syntax.ts";
import type { Attribution, Reading } from "./attributions.ts";
import type { Tree, Words } from "./tree.ts";

const RELATIVE = /^(who|which|that|whom|whose)$/;

/**
 * Whose word an attribution is: an index in `actors.actors`, -1 where the story does not tell or names several.
 * "he" is whoever the actors' room says he is; "who" is the one whom its clause describes.
 */
export function speakerOf(reading: Reading, actors: ActorsRead, attribution: Attribution): number {
  if (attribution.sourceHead < 0) return -1;
  return actorAt(reading.tree, actors, attribution.sourceHead, attribution.source, reading.words.venues.get("in"));
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The actor of the phrase whose head is a word; -1 for none or several. `papers` are nouns whose word is that of the one
 * named beside them: "a ministry statement".
 */
export function actorAt(
  tree: Tree,
  actors: ActorsRead,
  head: number,
  phrase: Words | null,
  papers: ReadonlySet<string> = NONE,
): number {
  let word = head;
  for (let guard = 0; guard < 4 && RELATIVE.test(tree.lower(word)); guard++) {
    // "a minister, who said": the clause hangs on the minister
    let verb = tree.head(word);
    while (verb >= 0 && tree.rel(verb) !== Rel["acl:relcl"] && tree.rel(verb) !== Rel.acl) verb = tree.head(verb);
    if (verb >= 0 && tree.head(verb) >= 0) word = tree.head(verb);
    else {
      let before = word - 1;
      while (before > tree.sentenceFirst(word) && tree.isPunctuation(before)) before--;
      if (before < tree.sentenceFirst(word)) return -1;
      word = before;
    }
  }
  const exact = single(actors, actors.mentionOf[word] as number);
  if (exact >= 0) return exact;
  if (!phrase || word < phrase[0] || word > phrase[1]) return named(tree, actors, word);
  // the head is one word of a longer mention, or the mention names the head's apposition
  let best = -1;
  for (let w = phrase[0]; w <= phrase[1]; w++) {
    const m = actors.mentionOf[w] as number;
    const mention = actors.mentions[m];
    if (!mention) continue;
    if (mention.first <= word && word <= mention.last && mention.first >= phrase[0]) return single(actors, m);
    if (
      best < 0 &&
      tree.head(w) === word &&
      (tree.rel(w) === Rel.appos || tree.rel(w) === Rel.flat || tree.rel(w) === Rel["nmod:desc"])
    )
      best = m;
  }
  if (best >= 0) return single(actors, best);
  // "a statement from the ministry": the paper's word is that of whoever stands behind it
  if (papers.has(tree.lemma(word))) {
    for (let w = phrase[0]; w <= phrase[1]; w++) {
      const mention = actors.mentions[actors.mentionOf[w] as number];
      if (
        mention &&
        mention.first >= phrase[0] &&
        mention.last <= phrase[1] &&
        single(actors, actors.mentionOf[w] as number) >= 0
      )
        return single(actors, actors.mentionOf[w] as number);
    }
  }
  // a title before a name that the tree does not join to it: "spokesman Li Ming"
  if (tree.upos(word) === Upos.NOUN || tree.upos(word) === Upos.PROPN) {
    const next = actors.mentions[actors.mentionOf[word + 1] ?? -1];
    if (next && next.last <= phrase[1] && next.form === "name")
      return single(actors, actors.mentionOf[word + 1] as number);
  }
  return named(tree, actors, word);
}

/** The one person whose name holds a word, where the name was told before: "Wang" after "Wang Yi"; -1 for none or several. */
function named(tree: Tree, actors: ActorsRead, word: number): number {
  const form = tree.doc.tokens.form[word] as string;
  if (!/^\p{Lu}\p{Ll}/u.test(form) || tree.upos(word) === Upos.PRON) return -1;
  const at = tree.doc.tokens.start[word] as number;
  const found = personsByName(actors).get(form) ?? -1;
  return found >= 0 && (actors.actors[found]?.mentions[0]?.[0] ?? at) < at ? found : -1;
}

const personsOf = new WeakMap<ActorsRead, ReadonlyMap<string, number>>();

/** Part of a name → the one person who has it, -1 for several; made once a story. */
function personsByName(actors: ActorsRead): ReadonlyMap<string, number> {
  const known = personsOf.get(actors);
  if (known) return known;
  const persons = new Map<string, number>();
  actors.actors.forEach((actor, a) => {
    if (actor.kind === "person")
      for (const part of new Set(actor.name.split(" "))) persons.set(part, persons.has(part) ? -1 : a);
  });
  personsOf.set(actors, persons);
  return persons;
}

function single(actors: ActorsRead, mention: number): number {
  const found = actors.mentions[mention];
  return found && found.actors.length === 1 ? (found.actors[0] as number) : -1;
}

/** What a later rule needs of a statement to tell who goes on speaking. */
interface Spoken {
  readonly attribution: Attribution;
  speaker: number;
}

/**
 * Settles "he said" and "the statement said" by who spoke last: a pronoun means the last speaker, unless the one it was
 * read as is told of after that, outside of what anyone says.
 *
 *     "Nobody asked the minister," Lund said. "The minister is ill," she added.
 */
export function goOnSpeaking(
  reading: Reading,
  actors: ActorsRead,
  spoken: readonly Spoken[],
  content: Uint8Array,
): void {
  const { tree } = reading;
  const order = spoken
    .filter(({ attribution }) => attribution.head >= 0)
    .sort((a, b) => a.attribution.head - b.attribution.head);
  const papers = reading.words.venues.get("in") ?? NONE;
  let last: Spoken | null = null;
  for (const one of order) {
    const { sourceHead, source, head } = one.attribution;
    if (content[head] === 1) continue;
    const person = sourceHead >= 0 && /^(he|she)$/.test(tree.lower(sourceHead));
    const thing = sourceHead >= 0 && tree.lower(sourceHead) === "it";
    const before: Spoken | null = last && last.speaker >= 0 ? last : null;
    if (before && (person || thing)) {
      const kind = actors.actors[before.speaker]?.kind;
      if (
        (kind === "person") === person &&
        (one.speaker < 0 || toldAfter(actors, one.speaker, before.attribution.head, sourceHead, content) < 0)
      )
        one.speaker = before.speaker;
    } else if (
      sourceHead >= 0 &&
      one.speaker < 0 &&
      source &&
      tree.upos(head) === Upos.VERB &&
      papers.has(tree.lemma(sourceHead)) &&
      tree.lower(source[0]) === "the"
    ) {
      const issuer = issuerOf(reading, actors, sourceHead);
      if (issuer >= 0) one.speaker = issuer;
      else if (before) one.speaker = before.speaker;
    }
    last = one;
  }
}

/** The last word before `until` at which an actor is told of outside of what is said, after `from`; -1 for none. */
function toldAfter(actors: ActorsRead, actor: number, from: number, until: number, content: Uint8Array): number {
  const { mentions } = actors;
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.first ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  let found = -1;
  for (let m = low; m < mentions.length; m++) {
    const mention = mentions[m];
    if (!mention || mention.first >= until) break;
    if (content[mention.head] === 0 && mention.actors.includes(actor)) found = mention.first;
  }
  return found;
}

const SENTENCES_BACK = 3;

/** Whoever "issued a statement" a few sentences before "the statement said"; -1 for none. */
function issuerOf(reading: Reading, actors: ActorsRead, paper: number): number {
  const { tree, doc } = reading;
  const sentence = doc.tokens.sentenceOf[paper] as number;
  const first = doc.tokens.sentenceStart[Math.max(0, sentence - SENTENCES_BACK)] as number;
  for (let w = paper - 1; w >= first; w--) {
    if (tree.lemma(w) !== tree.lemma(paper) || (tree.rel(w) !== Rel.obj && tree.rel(w) !== Rel.obl)) continue;
    const verb = tree.head(w);
    const subject = verb >= 0 ? tree.child(verb, Rel.nsubj) : -1;
    if (subject >= 0 && reading.words.lightVerbs.get(tree.lemma(verb))) {
      const actor = actorAt(tree, actors, subject, [tree.left(subject), tree.right(subject)]);
      if (actor >= 0) return actor;
    }
  }
  return -1;
}
