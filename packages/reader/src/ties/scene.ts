import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { Actor, Span } from "../record.ts";
import type { StatementsRead } from "../statements/statements.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { TimeReading, TimesRead } from "../times/times.ts";
import type { Row, TieWords, Words } from "./words.ts";

/** Who stands in a place, and how sure it is that they do. */
export interface Parties {
  readonly who: readonly number[];
  readonly confidence: number;
}

export const NOBODY: Parties = { who: [], confidence: 1 };

/** How many words back a pair of states is looked for that "the two countries" are. */
const MEMORY = 240;

/** Parts of a point: what modifies it otherwise makes it a guess. */
const EXACT = new Set(["START", "MID", "END"]);

/** A story with the questions that this room asks of it. Words are numbers of words of the story. */
export interface Scene {
  readonly doc: Doc;
  readonly times: TimesRead;
  readonly actors: ActorsRead;
  readonly statements: StatementsRead;
  readonly words: TieWords;
  readonly count: number;
  /** The form in lower case; empty outside the story. */
  form(i: number): string;
  lemma(i: number): string;
  /** What a table says of a word: by its lemma, its form, or its form without an ending, since lemmas of rare verbs fail. */
  know(table: Words, i: number): Row | undefined;
  /** First word of the sentence of a word, and the word behind its last. */
  from(i: number): number;
  stop(i: number): number;
  isQuestion(i: number): boolean;
  /** The party that a mention over this word is: a state for its government, officials and adjective; -1 for none. */
  partiesAt(i: number): readonly number[];
  /** Index of the outermost mention over a word, -1 for none. */
  mentionAt(i: number): number;
  /** Every party told from `first` to `last`, in text order. */
  partiesIn(first: number, last: number): number[];
  /** Whose "we" it is: the state of who speaks here; -1 where nobody does. */
  speaker(i: number): number;
  /** The two states last told of before a word. */
  pairBefore(i: number): readonly number[];
  /** The states told of before a word in its paragraph, where they are two and no more. */
  pairInBlock(i: number): readonly number[];
  /** The parties that a noun phrase stands for. */
  phrase(head: number): Parties;
  /** The parties that do what a verb says. */
  subject(verb: number): Parties;
  /** The noun or pronoun that is the subject of a verb, -1 where it has none of its own. */
  subjectHead(verb: number): number;
  /** The span of the sentence of a word. */
  sentence(i: number): Span;
  /** The statement in which a word stands, null in the outlet's own voice. */
  saidIn(i: number): string | null;
  hasChild(i: number, relation: number): number;
  actor(a: number): Actor;
  /** Whether a word is the last of the cue of a statement ("said"). */
  endsCue(i: number): boolean;
}

/** Makes the questions ready for one story. */
export function sceneOf(
  doc: Doc,
  times: TimesRead,
  actors: ActorsRead,
  statements: StatementsRead,
  words: TieWords,
): Scene {
  const { tokens, syntax } = doc;
  const over = new Int32Array(tokens.count).fill(-1);
  const states = new Map<string, number>();
  for (const [a, actor] of actors.actors.entries())
    if (actor.kind === "state" && actor.country !== null && !states.has(actor.country)) states.set(actor.country, a);
  const partyOf = actors.actors.map((actor, a) => {
    switch (actor.kind) {
      case "state":
      case "igo":
        return a;
      case "government":
      case "person":
      case "place":
        return actor.country === null ? -1 : (states.get(actor.country) ?? (actor.kind === "place" ? -1 : a));
      default:
        return -1;
    }
  });

  // The longest mention over a word that is a party; "China-ASEAN Partnership" is none, but China and ASEAN in it are.
  for (const [m, mention] of actors.mentions.entries()) {
    const isParty = mention.actors.some((a) => (partyOf[a] ?? -1) >= 0);
    for (let i = mention.first; i <= mention.last; i++)
      if (
        over[i] === -1 ||
        (isParty && !actors.mentions[over[i] as number]?.actors.some((a) => (partyOf[a] ?? -1) >= 0))
      )
        over[i] = m;
  }
  const isPair = actors.actors.map(
    ({ kind, name }) => kind === "state" || (kind === "igo" && words.words.get(name.toLowerCase())?.bloc !== undefined),
  );
  const cueEnds = new Set(statements.statements.map(({ cue }) => cue?.[1] ?? -1));

  const forms: (string | undefined)[] = new Array(tokens.count);
  const lemmas: (string | undefined)[] = new Array(tokens.count);

  function form(i: number): string {
    const known = forms[i];
    if (known !== undefined) return known;
    const lower = (tokens.form[i] ?? "").toLowerCase();
    if (i >= 0 && i < tokens.count) forms[i] = lower;
    return lower;
  }

  function lemma(i: number): string {
    const known = lemmas[i];
    if (known !== undefined) return known;
    const lower = (syntax.lemma[i] ?? "").toLowerCase();
    if (i >= 0 && i < tokens.count) lemmas[i] = lower;
    return lower;
  }

  function know(table: Words, i: number) {
    const word = form(i);
    const told = table.get(lemma(i)) ?? table.get(word);
    if (told !== undefined || word.length < 5) return told;
    if (word.endsWith("ed")) return table.get(word.slice(0, -2));
    if (word.endsWith("ing")) return table.get(word.slice(0, -3));
    return word.endsWith("s") ? table.get(word.slice(0, -1)) : undefined;
  }

  const from = (i: number) => tokens.sentenceStart[tokens.sentenceOf[i] as number] as number;
  const stop = (i: number) => tokens.sentenceStart[(tokens.sentenceOf[i] as number) + 1] as number;

  function partiesAt(i: number): readonly number[] {
    const mention = actors.mentions[over[i] ?? -1];
    if (mention === undefined) return [];
    const found = [...new Set(mention.actors.map((a) => partyOf[a] ?? -1).filter((a) => a >= 0))];
    // "48 African countries" are not the one that was named before.
    const many = mention.form !== "name" && found.length === 1 && syntax.xpos[mention.last] === Xpos.NNS;
    return many && actors.actors[found[0] ?? -1]?.kind === "state" ? [] : found;
  }

  function partiesIn(first: number, last: number): number[] {
    const found: number[] = [];
    for (let i = Math.max(0, first); i <= Math.min(last, tokens.count - 1); i++)
      for (const a of partiesAt(i)) if (!found.includes(a)) found.push(a);
    return found;
  }

  function speaker(i: number): number {
    const statement = statements.statements[statements.statementOf[i] ?? -1];
    const block = tokens.sentenceBlock[tokens.sentenceOf[i] as number] as number;
    const a = statement?.speaker
      ? actors.actors.findIndex((actor) => actor.id === statement.speaker)
      : (actors.speakerOf[block] ?? -1);
    const actor = actors.actors[a];
    if (!actor || !speaksForState(actor)) return -1;
    const { country } = actor;
    return country === null ? (partyOf[a] ?? -1) : (states.get(country) ?? partyOf[a] ?? -1);
  }

  function pairBefore(i: number): readonly number[] {
    const found: number[] = [];
    const block = tokens.sentenceBlock[tokens.sentenceOf[i] as number] as number;
    for (let k = i - 1; k >= 0 && k > i - MEMORY && found.length < 2; k--) {
      const here = tokens.sentenceBlock[tokens.sentenceOf[k] as number] as number;
      if (here < block - 2) break;
      for (const a of partiesAt(k)) if (!found.includes(a) && isPair[a]) found.unshift(a);
    }
    return found.length === 2 ? found : [];
  }

  function pairInBlock(i: number): readonly number[] {
    const found: number[] = [];
    const block = tokens.sentenceBlock[tokens.sentenceOf[i] as number];
    for (let k = i - 1; k >= 0 && found.length < 3; k--) {
      if (tokens.sentenceBlock[tokens.sentenceOf[k] as number] !== block) break;
      const mention = actors.mentions[over[k] ?? -1];
      if (mention?.form === "name") for (const a of partiesAt(k)) if (!found.includes(a) && isPair[a]) found.unshift(a);
    }
    return found.length === 2 ? found : [];
  }

  /** "both countries", "the two sides", where the actors leave it open. */
  function collective(head: number): boolean {
    if (know(words.promises, head)?.["collective-noun"] === undefined) return false;
    for (let i = Math.max(from(head), head - 3); i < head; i++)
      if (words.promises.get(form(i))?.collective !== undefined) return true;
    return false;
  }

  function phrase(head: number): Parties {
    if (head < 0) return NOBODY;
    const first = syntax.leftEdge[head] as number;
    let own = partiesAt(head);
    // "the two countries": the only two of the paragraph, rather than those that the story is about.
    if (collective(head)) {
      const near = pairInBlock(first);
      if (near.length === 2) own = near;
    }
    const coordinated = own.length > 0 || syntax.upos[head] !== Upos.NOUN;
    const found = [...own];
    for (let c = syntax.firstChild[head] as number; c >= 0; c = syntax.nextSibling[c] as number) {
      const relation = syntax.deprel[c];
      if (relation === Rel.conj && coordinated) for (const a of phrase(c).who) if (!found.includes(a)) found.push(a);
      if (relation === Rel.flat && own.length > 0) for (const a of partiesAt(c)) if (!found.includes(a)) found.push(a);
    }
    if (found.length > 0) return { who: found, confidence: 0.9 };
    if (collective(head)) {
      const pair = pairBefore(first);
      return pair.length === 2 ? { who: pair, confidence: 0.7 } : NOBODY;
    }
    const we = words.promises.get(form(head))?.first !== undefined ? speaker(head) : -1;
    if (we >= 0) return { who: [we], confidence: 0.8 };
    // "the Chinese side", "Chinese and French officials", "the government of Chad"
    const inside = partiesIn(first, Math.min(syntax.rightEdge[head] as number, head + 4));
    if (inside.length === 0 || syntax.upos[head] === Upos.VERB) return NOBODY;
    const side = know(words.promises, head)?.["collective-noun"] !== undefined;
    return { who: inside.slice(0, 2), confidence: side ? 0.85 : 0.6 };
  }

  function subjectHead(verb: number): number {
    for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number) {
      const relation = syntax.deprel[c];
      if (relation === Rel.nsubj || relation === Rel["nsubj:outer"] || relation === Rel["nsubj:pass"]) return c;
    }
    return -1;
  }

  function subject(verb: number): Parties {
    let v = verb;
    for (let climbed = 0; climbed < 6 && v >= 0; climbed++) {
      const own = subjectHead(v);
      if (own >= 0) {
        const tag = syntax.xpos[own];
        // "the first country that established"
        if ((tag === Xpos.WDT || tag === Xpos.WP) && syntax.deprel[v] === Rel["acl:relcl"])
          return named(syntax.head[v] as number);
        return phrase(own);
      }
      const relation = syntax.deprel[v];
      const head = syntax.head[v] as number;
      if (head < 0) break;
      if (relation === Rel.acl || relation === Rel["acl:relcl"]) return named(head);
      if (
        relation !== Rel.conj &&
        relation !== Rel.xcomp &&
        relation !== Rel.advcl &&
        relation !== Rel.ccomp &&
        relation !== Rel.parataxis
      )
        break;
      v = head;
    }
    return NOBODY;
  }

  /** "France was the first country to …": the noun is what its subject is; "Chad, the first country to …": what it stands beside. */
  function named(noun: number): Parties {
    const own = subjectHead(noun);
    if (own >= 0) return phrase(own);
    if (syntax.deprel[noun] === Rel.appos) return phrase(syntax.head[noun] as number);
    // "Chad's decision to establish"
    if (syntax.upos[noun - 1] === Upos.PART && noun - 2 >= from(noun) && partiesAt(noun - 2).length > 0)
      return { who: partiesAt(noun - 2), confidence: 0.9 };
    return phrase(noun);
  }

  return {
    doc,
    times,
    actors,
    statements,
    words,
    count: tokens.count,
    form,
    lemma,
    know,
    from,
    stop,
    isQuestion: (i) => tokens.form[stop(i) - 1] === "?",
    partiesAt,
    mentionAt: (i) => over[i] ?? -1,
    partiesIn,
    speaker,
    pairBefore,
    pairInBlock,
    phrase,
    subject,
    subjectHead,
    sentence: (i) => [tokens.start[from(i)] as number, tokens.end[stop(i) - 1] as number],
    saidIn: (i) => statements.statements[statements.statementOf[i] ?? -1]?.id ?? null,
    hasChild(i, relation) {
      for (let c = syntax.firstChild[i] as number; c >= 0; c = syntax.nextSibling[c] as number)
        if (syntax.deprel[c] === relation) return c;
      return -1;
    },
    actor: (a) => actors.actors[a] as Actor,
    endsCue: (i) => i >= 0 && cueEnds.has(tokens.end[i] as number),
  };
}

/** A state or a body, or a person who acts for one: not a player or a writer who comes from there. */
export function speaksForState({ kind, sector, role }: Actor): boolean {
  if (kind !== "person") return true;
  return (
    sector === "GOV" || sector === "MIL" || sector === "LEG" || sector === "SPY" || (sector === null && role !== null)
  );
}

/** Whether the words before a verb, or what it hangs on, make it no fact: "will", "has not", "hopes to", "if". */
export function isUnreal(scene: Scene, verb: number): boolean {
  const { doc, words, from } = scene;
  const { syntax } = doc;
  // The words close before it tell most; the tree tells what stands farther off.
  for (let i = verb - 1; i >= Math.max(from(verb), verb - 4); i--) {
    const told = words.words.get(scene.form(i)) ?? {};
    if (told.modal !== undefined || told.no !== undefined) return true;
    if (syntax.upos[i] === Upos.VERB) break;
  }
  for (let c = syntax.firstChild[verb] as number; c >= 0 && c < verb; c = syntax.nextSibling[c] as number) {
    const told = words.words.get(scene.form(c)) ?? {};
    if (told.modal !== undefined || told.no !== undefined || told.unreal !== undefined) return true;
  }
  let v = verb;
  for (let climbed = 0; climbed < 3; climbed++) {
    const head = syntax.head[v] as number;
    const relation = syntax.deprel[v];
    if (head < 0) return false;
    const told = scene.know(words.words, head) ?? {};
    if (told.real !== undefined) return scene.words.words.get(scene.form(head - 1))?.no !== undefined;
    if (told.unreal !== undefined) return true;
    if (relation === Rel.acl && syntax.upos[head] !== Upos.VERB) {
      // "the first country to establish" did; "a plan to establish" and "may be the next to establish" have not.
      for (let c = syntax.firstChild[head] as number; c >= 0; c = syntax.nextSibling[c] as number)
        if (words.words.get(scene.form(c))?.modal !== undefined) return true;
      return false;
    }
    if (
      relation === Rel.xcomp ||
      relation === Rel.advcl ||
      relation === Rel.conj ||
      relation === Rel.acl ||
      relation === Rel.obl
    ) {
      for (let c = syntax.firstChild[head] as number; c >= 0 && c < head; c = syntax.nextSibling[c] as number)
        if (relation !== Rel.advcl && words.words.get(scene.form(c))?.modal !== undefined) return true;
      v = head;
    } else return false;
  }
  return false;
}

/** The date in the past that a tie is told to begin at: the nearest one to the words, no verb of saying's. */
export function dateNear(scene: Scene, first: number, last: number): TimeReading | null {
  const { doc, times, statements } = scene;
  let best: TimeReading | null = null;
  let least = 14;
  const now = doc.story.published;
  for (let i = scene.from(first); i < scene.stop(first); i++) {
    const t = times.timeOf[i] ?? -1;
    if (t < 0) continue;
    const reading = times.times[t];
    if (!reading || reading.first !== i || reading.time.type !== "DATE" || reading.from === null) continue;
    if (now !== null && reading.from > now) continue;
    // "almost 40 years ago" tells no year.
    if (reading.time.mod !== null && !EXACT.has(reading.time.mod)) continue;
    // "Wang said Monday"
    if (scene.endsCue(reading.first - 1) || statements.statementOf[reading.first] !== statements.statementOf[first])
      continue;
    // "2024 marks the 60th anniversary": that is when it is celebrated.
    if (tellsAnniversary(scene, reading.last)) continue;
    const distance = reading.first > last ? reading.first - last : first - reading.last;
    if (distance < least) {
      least = distance;
      best = reading;
    }
  }
  return best;
}

function tellsAnniversary(scene: Scene, last: number): boolean {
  const { words } = scene.words;
  for (let i = last + 1; i <= last + 3 && i < scene.stop(last); i++)
    if (scene.know(words, i)?.tell !== undefined) return true;
  return false;
}
