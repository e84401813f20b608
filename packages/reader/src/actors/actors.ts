import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, Actor } from "../record.ts";
import type { TimesRead } from "../times/times.ts";

export const MENTION_FORMS = ["name", "adjective", "nominal", "pronoun"] as const;
/** "France"; "French" in "French officials"; "the minister", "both sides"; "he", "their". */
export type MentionForm = (typeof MENTION_FORMS)[number];

/** One mention of one or, for "the two countries", several actors. */
export interface Mention {
  /** Indexes in `actors`. */
  readonly actors: readonly number[];
  readonly form: MentionForm;
  /** First and last word, and the syntactic head of the mention. */
  readonly first: number;
  readonly last: number;
  readonly head: number;
}

export interface ActorsRead {
  readonly actors: readonly Actor[];
  /** In text order. Mentions may be nested ("Chinese" in "Chinese Foreign Minister Wang Yi"), the longer one first. */
  readonly mentions: readonly Mention[];
  /** Word → index in `mentions` of the longest mention whose head it is, -1 for none. */
  readonly mentionOf: Int32Array;
  /** Block → index in `actors` of whose turn it is, -1 where it has no speaker. */
  readonly speakerOf: Int32Array;
  readonly abstentions: readonly Abstention[];
}

export type ReadActors = (doc: Doc, times: TimesRead) => ActorsRead;

/** Makes the room ready: its tables are read from the lexicon once. */
export function createActors(_lexicon: Lexicon): ReadActors {
  return (doc) => ({
    actors: [],
    mentions: [],
    mentionOf: new Int32Array(doc.tokens.count).fill(-1),
    speakerOf: new Int32Array(doc.story.blocks.length).fill(-1),
    abstentions: [],
  });
}
