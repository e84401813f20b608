import { createActors } from "./actors/actors.ts";
import type { ActorDictionaries } from "./actors/knowledge.ts";
import type { UnreadableLine } from "./actors/petrarch.ts";
import type { Doc } from "./doc.ts";
import { createEvents } from "./events/events.ts";
import type { SentenceExplained } from "./events/explain.ts";
import { readCodes } from "./events/lexicon.ts";
import { createPair, type PairAnswer, type PairQuestion } from "./events/pair.ts";
import { type DictionaryProblem, readVerbDictionary } from "./events/petrarch.ts";
import { sha256Text } from "./hash.ts";
import { type LexiconAddition, openLexicon } from "./lexicon.ts";
import { type Block, type ReaderVersion, type Record, SCHEMA, type Story } from "./record.ts";
import { createStatements } from "./statements/statements.ts";
import { openParser } from "./syntax/parse.ts";
import type { Syntax } from "./syntax/syntax.ts";
import { createText } from "./text/text.ts";
import type { Tokens } from "./text/tokens.ts";
import { createTies } from "./ties/ties.ts";
import { createTimes } from "./times/times.ts";
import { VERSION } from "./version.ts";

export interface ReaderOptions {
  /** The bytes of `model/model.bin`. */
  model: Uint8Array;
  /** The bytes of the compiled lexicon, `lexicon.bin`. */
  lexicon: Uint8Array;
  /** The user's own lexicon lines; they take precedence over the lexicon's. */
  additions?: readonly LexiconAddition[];
  /** The user's dictionaries of actors, agents and verbs in PETRARCH's formats; they take precedence over the lexicon. */
  dictionaries?: Dictionaries;
}

/** A user's own dictionaries in PETRARCH's formats, as texts. */
export interface Dictionaries extends ActorDictionaries {
  /** Verb patterns (CAMEO.2.0 and the older format); they are asked before the lexicon's own. */
  readonly verbs?: readonly string[];
}

export interface Reader {
  readonly version: ReaderVersion;
  /** The lines of the user's dictionaries that were not understood and left out. */
  readonly unreadable: readonly (UnreadableLine | UnreadableVerbLine)[];
  /** Reads one story. The same story gives the same record, byte for byte, on every machine. */
  read(story: Story): Record;
  /** Cuts the given blocks of a text into sentences and words. */
  cut(text: string, blocks: readonly Block[]): Tokens;
  /** Tags, lemmas and trees of words that are already cut. */
  parse(tokens: Tokens): Syntax;
  /** What a named source did to a named target: always an answer, with its confidence, where both stand in the text. */
  pair(question: PairQuestion): PairAnswer;
  /** Why each sentence was read as it was: tree, events with their lines and words, and what came near. Empty for a story not in English. */
  explain(story: Story): SentenceExplained[];
}

/** A line of a verb dictionary that was not understood, or could not be honoured. */
export interface UnreadableVerbLine extends DictionaryProblem {
  readonly kind: "verbs";
  readonly dictionary: number;
}

/** Makes a reader: loads the model, opens the lexicon, and makes every room ready. Throws where either is damaged. */
export function createReader(options: ReaderOptions): Reader {
  const lexicon = openLexicon(options.lexicon, options.additions);
  const parser = openParser(options.model);
  const cut = createText(lexicon);
  const readTimes = createTimes(lexicon);
  const readActors = createActors(lexicon, options.dictionaries);
  const readStatements = createStatements(lexicon);
  const codes = readCodes(lexicon);
  const verbs = (options.dictionaries?.verbs ?? []).map((text, d) =>
    readVerbDictionary(text, `verb dictionary ${d + 1}`, { code: (cameo) => codes.get(cameo) }),
  );
  const readEvents = createEvents(lexicon, verbs);
  const readTies = createTies(lexicon);
  const answerPair = createPair(lexicon, {
    lines: verbs.flatMap(({ lines }) => lines),
    forms: verbs.flatMap(({ forms }) => forms),
  });
  const version: ReaderVersion = {
    version: VERSION,
    lexicon: digestOf(lexicon.digest, options.dictionaries),
    model: parser.digest,
  };

  function read(story: Story): Record {
    if (story.language !== "en") return abstain(version, story, `the story is not in English (${story.language})`);
    const tokens = cut(story.text, story.blocks);
    const doc: Doc = { story, tokens, syntax: parser.parse(tokens) };
    const times = readTimes(doc);
    const actors = readActors(doc, times);
    const statements = readStatements(doc, times, actors);
    const events = readEvents(doc, times, actors, statements);
    const ties = readTies(doc, times, actors, statements, events);
    return {
      schema: SCHEMA,
      reader: version,
      story: {
        ...story,
        blocks: story.blocks.map((block, b) => ({
          ...block,
          speaker: actors.actors[actors.speakerOf[b] ?? -1]?.id ?? null,
        })),
      },
      actors: [...actors.actors],
      times: times.times.map((reading) => reading.time),
      statements: [...statements.statements],
      events: [...events.events],
      ties: [...ties.ties],
      anniversaries: [...ties.anniversaries],
      commitments: [...ties.commitments],
      abstentions: [
        ...times.abstentions,
        ...actors.abstentions,
        ...statements.abstentions,
        ...events.abstentions,
        ...ties.abstentions,
      ],
    };
  }

  function pair(question: PairQuestion): PairAnswer {
    const tokens = cut(question.text, [{ kind: "paragraph", start: 0, end: question.text.length, speaker: null }]);
    return answerPair(question, { tokens, syntax: parser.parse(tokens) });
  }

  function explain(story: Story): SentenceExplained[] {
    if (story.language !== "en") return [];
    const tokens = cut(story.text, story.blocks);
    const doc: Doc = { story, tokens, syntax: parser.parse(tokens) };
    const times = readTimes(doc);
    const actors = readActors(doc, times);
    return readEvents.explain(doc, times, actors, readStatements(doc, times, actors));
  }

  const unreadable = [
    ...readActors.unreadable,
    ...verbs.flatMap(({ problems }, dictionary) =>
      problems.map((problem): UnreadableVerbLine => ({ kind: "verbs", dictionary, ...problem })),
    ),
  ];
  return { version, unreadable, read, cut, parse: parser.parse, pair, explain };
}

/** The lexicon's digest, with the user's dictionaries where there are any. */
function digestOf(lexicon: string, dictionaries: Dictionaries = {}): string {
  const { actors = [], agents = [], verbs = [] } = dictionaries;
  return actors.length + agents.length + verbs.length > 0
    ? `sha256:${sha256Text(JSON.stringify([lexicon, actors, agents, verbs]))}`
    : lexicon;
}

function abstain(reader: ReaderVersion, story: Story, reason: string): Record {
  return {
    schema: SCHEMA,
    reader,
    story,
    actors: [],
    times: [],
    statements: [],
    events: [],
    ties: [],
    anniversaries: [],
    commitments: [],
    abstentions: [{ kind: "language", span: [0, story.text.length], reason }],
  };
}
