import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, Actor, DateValue, Span, Statement, StatementKind } from "../record.ts";
import { Upos, Xpos } from "../syntax/syntax.ts";
import type { TimesRead } from "../times/times.ts";
import { type Attribution, type Reading, verbAttributions } from "./attributions.ts";
import { turnsOf } from "./briefing.ts";
import { circumstancesOf, findOccasions } from "./circumstances.ts";
import { type CueWords, Frame, openCueWords } from "./cues.ts";
import { holders } from "./nesting.ts";
import { adverbAttributions, nominalAttributions, phraseAttributions } from "./phrases.ts";
import { findQuotations } from "./quotations.ts";
import { continueQuotations, headlineAttributions, introduceBlocks, turnAttributions } from "./quoted.ts";
import { goOnSpeaking, speakerOf } from "./speakers.ts";
import { type Closing, cutUnclosed, findClosings, findTags, type Tag } from "./tags.ts";
import { treeOf, type Words } from "./tree.ts";
import { verbCue } from "./verb-groups.ts";

export interface StatementsRead {
  readonly statements: readonly Statement[];
  /** Word → index in `statements` of the innermost statement whose content it is part of, -1 for the outlet's own voice. */
  readonly statementOf: Int32Array;
  readonly abstentions: readonly Abstention[];
}

export type ReadStatements = (doc: Doc, times: TimesRead, actors: ActorsRead) => StatementsRead;

/** A statement before it has an id: what is still an index here is a name in the record. */
interface Draft {
  attribution: Attribution;
  kind: StatementKind;
  label: Span | null;
  speaker: number;
  addressee: number;
  venue: Words | null;
  date: DateValue | null;
  /** The draft of the question, or the words that tell of one. */
  promptedBy: Draft | Words | null;
}

/** How many statements back the words may be that "made the remarks at a briefing" tells of. */
const OCCASION_REACH = 30;

/** Makes the room ready: its tables are read from the lexicon once. Throws where a table names a frame that does not exist. */
export function createStatements(lexicon: Lexicon): ReadStatements {
  const words = openCueWords(lexicon);
  return (doc, times, actors) => {
    const reading = readingOf(doc, times, words);
    const drafts = draftsOf(reading, actors);
    drafts.sort((a, b) => start(a.attribution) - start(b.attribution) || size(b.attribution) - size(a.attribution));
    return finish(doc, actors, drafts);
  };
}

function readingOf(doc: Doc, times: TimesRead, words: CueWords): Reading {
  const tags = new Map<number, Tag>();
  const closings = new Map<number, Closing>();
  const reading: Reading = {
    doc,
    tree: treeOf(doc, words.small),
    times,
    quotations: findQuotations(doc),
    words,
    tags,
    closings,
  };
  cutUnclosed(reading);
  for (const [verb, tag] of findTags(reading)) tags.set(verb, tag);
  for (const [sentence, closing] of findClosings(reading, tags)) closings.set(sentence, closing);
  return reading;
}

function draftsOf(reading: Reading, actors: ActorsRead): Draft[] {
  const { doc } = reading;
  const turns = turnsOf(doc);
  const attributions = outermost(reading, [
    ...verbAttributions(reading),
    ...phraseAttributions(reading),
    ...nominalAttributions(reading),
    ...adverbAttributions(reading),
    ...headlineAttributions(reading),
    ...(turns.length > 0 ? [] : turnAttributions(reading)),
  ]);
  continueQuotations(reading, attributions);
  introduceBlocks(reading, attributions);
  const drafts = told(reading, actors, attributions.flatMap(tidy));
  const asked: Draft[] = [];
  for (const turn of turns) {
    const draft: Draft = {
      attribution: { cue: null, head: -1, source: null, sourceHead: -1, content: [turn.words] },
      kind: "direct",
      label: turn.label,
      speaker: actors.speakerOf[turn.block] as number,
      addressee: -1,
      venue: null,
      date: doc.story.published,
      promptedBy: turn.answers >= 0 ? (asked[turn.answers] ?? null) : null,
    };
    asked.push(draft);
    drafts.push(draft);
  }
  return drafts;
}

/** The pieces of a content in text order, none empty, none over another; nothing where no piece is left. */
function tidy(attribution: Attribution): Attribution[] {
  const content: Words[] = [];
  for (const [first, last] of [...attribution.content].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const before = content.at(-1);
    if (last < first || (before && last <= before[1])) continue;
    content.push([before ? Math.max(first, before[1] + 1) : first, last]);
  }
  const { source } = attribution;
  return content.length === 0
    ? []
    : [{ ...attribution, content, source: source && source[0] <= source[1] ? source : null }];
}

/** Adds to each attribution who said it to whom, when, where and upon what question. */
function told(reading: Reading, actors: ActorsRead, attributions: Attribution[]): Draft[] {
  const { doc } = reading;
  const content = new Uint8Array(doc.tokens.count);
  for (const attribution of attributions)
    for (const [first, last] of attribution.content) content.fill(1, first, last + 1);
  attributions.sort((a, b) => start(a) - start(b));
  const drafts = attributions.map((attribution): Draft => {
    const { addressee, venue, date, prompt } = circumstancesOf(reading, actors, attribution, content);
    return {
      attribution,
      kind: kindOf(reading, attribution),
      label: null,
      speaker: speakerOf(reading, actors, attribution),
      addressee,
      venue,
      date,
      promptedBy: prompt,
    };
  });
  goOnSpeaking(reading, actors, drafts, content);
  let before = -1;
  // "made the remarks in response to a query": all that is said on goes back to it
  const answers = new Set<Draft>();
  for (const occasion of findOccasions(reading, actors, content)) {
    // the words before the sentence; where none are its speaker's, the words right before it
    while (before + 1 < drafts.length && start((drafts[before + 1] as Draft).attribution) <= occasion.verb) before++;
    for (let d = before; d >= Math.max(0, before - OCCASION_REACH); d--) {
      const draft = drafts[d] as Draft;
      if (occasion.speaker >= 0 ? draft.speaker !== occasion.speaker : d < before) continue;
      draft.venue ??= occasion.venue;
      draft.date ??= occasion.date;
      draft.promptedBy ??= occasion.prompt;
      if (occasion.prompt) answers.add(draft);
      break;
    }
  }
  // "Asked about the ships, he said …": the question is a statement of its own
  const asked = new Map(drafts.map((draft) => [draft.attribution.head, draft]));
  for (const draft of drafts) {
    const prompt = draft.promptedBy;
    if (!Array.isArray(prompt)) continue;
    const [first] = prompt as Words;
    const question = asked.get(first - 1) ?? asked.get(first - 2);
    if (question && question !== draft) draft.promptedBy = question;
    else if (question === draft) draft.promptedBy = null;
  }
  // a speaker goes on at the same occasion until another is told
  const latest = new Map<number, Draft>();
  for (const draft of drafts) {
    if (draft.speaker < 0) continue;
    const before = latest.get(draft.speaker);
    if (
      before &&
      (draft.venue === null || draft.date === null) &&
      !(draft.date && before.date && draft.date !== before.date)
    ) {
      draft.venue ??= before.venue;
      draft.date ??= before.date;
    }
    if (
      before &&
      answers.has(before) &&
      !draft.promptedBy &&
      draft.venue === before.venue &&
      draft.date === before.date
    ) {
      draft.promptedBy = before.promptedBy;
      answers.add(draft);
    }
    latest.set(draft.speaker, draft);
  }
  // the headline tells before the lead what was said at the same occasion
  drafts.forEach((draft, d) => {
    if (draft.speaker < 0 || draft.venue !== null || !inHeadline(doc, start(draft.attribution))) return;
    const lead = drafts.slice(d + 1).find(({ speaker }) => speaker === draft.speaker);
    if (!lead || (draft.date && lead.date && draft.date !== lead.date)) return;
    draft.venue = lead.venue;
    draft.date ??= lead.date;
    if (answers.has(lead)) draft.promptedBy ??= lead.promptedBy;
  });
  return drafts;
}

function inHeadline({ tokens, story }: Doc, word: number): boolean {
  return story.blocks[tokens.sentenceBlock[tokens.sentenceOf[word] as number] as number]?.kind === "headline";
}

/**
 * Leaves out what is thought, wished and praised inside the words of another. Speech within speech stays: a verb of
 * speech with a source of its own that is neither "I" nor "you".
 */
function outermost(reading: Reading, attributions: readonly Attribution[]): Attribution[] {
  const { tree, doc, quotations } = reading;
  const holder = holders(attributions, doc.tokens.count);
  const turns = doc.story.blocks.some(({ kind }) => kind === "answer");
  return attributions.filter((attribution, i) => {
    if (isFragment(reading, attribution)) return false;
    const { head, source, sourceHead, content } = attribution;
    const quoted = head >= 0 && (quotations.all[quotations.quotationOf[head] as number]?.wordCount ?? 0) > 3;
    if ((holder[i] as number) < 0 && !quoted && !turns) return true;
    if (!source || head < 0 || /^(i|we|you|it|that|this)$/.test(tree.lower(sourceHead))) return false;
    const frames = verbCue(reading.words, tree, head)?.frames ?? 0;
    const speaks = (frames & Frame.quote) !== 0 && tree.isFinite(head);
    const opens = content[0]?.[0] ?? head;
    return (
      speaks &&
      opens > head &&
      content.some(([first, last]) => last - first > 3) &&
      (tree.lower(opens) === "that" ||
        (quotations.quotationOf[opens] as number) !== (quotations.quotationOf[head] as number))
    );
  });
}

/**
 * Whether an attribution is too little to be one: nobody's gerund or infinitive ("by criticizing it", "to call for it"), a
 * purpose that nobody has voiced yet ("has yet to endorse him"), a word or two said by no one.
 */
function isFragment(reading: Reading, { cue, source, head, content }: Attribution): boolean {
  const { tree, doc } = reading;
  if (!cue || head < 0 || tree.upos(head) !== Upos.VERB) return false;
  const gerund = doc.syntax.xpos[head] === Xpos.VBG && tree.upos(head - 1) !== Upos.AUX;
  const infinitive = tree.lower(cue[0]) === "to";
  let length = 0;
  for (const [first, last] of content) for (let w = first; w <= last; w++) if (!tree.isPunctuation(w)) length++;
  // "Asked about it": who asks is seldom told
  const asks = ((verbCue(reading.words, tree, head)?.frames ?? 0) & Frame.whom) !== 0;
  if (!source) return gerund || infinitive || (length <= 2 && !asks);
  const opens = content[0]?.[0] ?? head;
  const voiced =
    tree.lower(opens) === "that" ||
    (reading.quotations.quotationOf[opens] as number) !== (reading.quotations.quotationOf[head] as number);
  return (infinitive && !voiced) || (gerund && length <= 1);
}

/** Direct where all of the content stands in quotation marks, mixed where some of it does. */
function kindOf(reading: Reading, attribution: Attribution): StatementKind {
  const { quotations, tree } = reading;
  const outer = attribution.head >= 0 ? (quotations.quotationOf[attribution.head] as number) : -1;
  let inside = 0;
  let outside = 0;
  for (const [first, last] of attribution.content)
    for (let w = first; w <= last; w++) {
      if (tree.isPunctuation(w)) continue;
      const q = quotations.quotationOf[w] as number;
      if (q >= 0 && q !== outer) inside++;
      else outside++;
    }
  return inside === 0 ? "indirect" : outside === 0 ? "direct" : "mixed";
}

function start(attribution: Attribution): number {
  return Math.min(...attribution.content.map(([first]) => first));
}

function size(attribution: Attribution): number {
  return attribution.content.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

function finish(doc: Doc, actors: ActorsRead, drafts: readonly Draft[]): StatementsRead {
  const { tokens } = doc;
  const span = ([first, last]: Words): Span => [tokens.start[first] as number, tokens.end[last] as number];
  const idOf = new Map<Draft, string>(drafts.map((draft, i) => [draft, `s${i + 1}`]));
  const actor = (index: number): Actor | undefined => actors.actors[index];
  const holder = holders(
    drafts.map(({ attribution }) => attribution),
    tokens.count,
  );
  const statements = drafts.map((draft, i): Statement => {
    const { attribution, promptedBy } = draft;
    const venueSpan = draft.venue && span(draft.venue);
    const media = actor(draft.addressee);
    const told = !venueSpan && media?.kind === "media" ? media.name : null;
    return {
      id: `s${i + 1}`,
      kind: draft.kind,
      speaker: actor(draft.speaker)?.id ?? null,
      source: attribution.source ? span(attribution.source) : draft.label,
      cue: attribution.cue && span(attribution.cue),
      content: attribution.content.map(span),
      addressee: actor(draft.addressee)?.id ?? null,
      venue: venueSpan ? doc.story.text.slice(venueSpan[0], venueSpan[1]).replace(/\s+/g, " ") : told,
      venueSpan,
      date: draft.date,
      promptedBy:
        promptedBy === null ? null : Array.isArray(promptedBy) ? span(promptedBy) : (idOf.get(promptedBy) ?? null),
      saidIn: (holder[i] as number) >= 0 ? `s${(holder[i] as number) + 1}` : null,
    };
  });
  return { statements, statementOf: innermost(drafts, tokens.count), abstentions: [] };
}

/** Word → the smallest content that holds it. */
function innermost(drafts: readonly Draft[], wordCount: number): Int32Array {
  const statementOf = new Int32Array(wordCount).fill(-1);
  const order = drafts
    .map((_, i) => i)
    .sort((a, b) => size((drafts[b] as Draft).attribution) - size((drafts[a] as Draft).attribution) || a - b);
  for (const i of order)
    for (const [first, last] of (drafts[i] as Draft).attribution.content) statementOf.fill(i, first, last + 1);
  return statementOf;
}
