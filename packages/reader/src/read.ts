import { createActors } from "./actors/actors.ts";
import type { Doc } from "./doc.ts";
import { createEvents } from "./events/events.ts";
import { createPair, type PairAnswer, type PairQuestion } from "./events/pair.ts";
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
}

export interface Reader {
  readonly version: ReaderVersion;
  /** Reads one story. The same story gives the same record, byte for byte, on every machine. */
  read(story: Story): Record;
  /** Cuts the given blocks of a text into sentences and words. */
  cut(text: string, blocks: readonly Block[]): Tokens;
  /** Tags, lemmas and trees of words that are already cut. */
  parse(tokens: Tokens): Syntax;
  /** What a named source did to a named target: always an answer, with its confidence, where both stand in the text. */
  pair(question: PairQuestion): PairAnswer;
}

/** Makes a reader: loads the model, opens the lexicon, and makes every room ready. Throws where either is damaged. */
export function createReader(options: ReaderOptions): Reader {
  const lexicon = openLexicon(options.lexicon, options.additions);
  const parser = openParser(options.model);
  const cut = createText(lexicon);
  const readTimes = createTimes(lexicon);
  const readActors = createActors(lexicon);
  const readStatements = createStatements(lexicon);
  const readEvents = createEvents(lexicon);
  const readTies = createTies(lexicon);
  const answerPair = createPair(lexicon);
  const version: ReaderVersion = { version: VERSION, lexicon: lexicon.digest, model: parser.digest };

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

  return { version, read, cut, parse: parser.parse, pair };
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
