import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { EventsRead } from "../events/events.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, Anniversary, Commitment, Tie } from "../record.ts";
import type { StatementsRead } from "../statements/statements.ts";
import type { TimesRead } from "../times/times.ts";
import { findAnniversaries } from "./anniversaries.ts";
import { findCommitments } from "./commitments.ts";
import { gatherCommitments, gatherTies } from "./gather.ts";
import { findPartnerships } from "./partnerships.ts";
import { findRelations } from "./relations.ts";
import { sceneOf } from "./scene.ts";
import { findTreaties } from "./treaties.ts";
import { openTieWords } from "./words.ts";

export interface TiesRead {
  readonly ties: readonly Tie[];
  readonly anniversaries: readonly Anniversary[];
  readonly commitments: readonly Commitment[];
  readonly abstentions: readonly Abstention[];
}

export type ReadTies = (
  doc: Doc,
  times: TimesRead,
  actors: ActorsRead,
  statements: StatementsRead,
  events: EventsRead,
) => TiesRead;

/**
 * Makes the room ready: its tables are read from the lexicon once. What it makes reads what states are to each other,
 * the anniversaries of that, and what they promise. What several passages tell is one entry with several pieces of
 * evidence.
 */
export function createTies(lexicon: Lexicon): ReadTies {
  const words = openTieWords(lexicon);
  return (doc, times, actors, statements) => {
    const scene = sceneOf(doc, times, actors, statements, words);
    const found = [...findRelations(scene), ...findPartnerships(scene), ...findTreaties(scene)];
    const anniversaries = findAnniversaries(scene, found);
    const { ties, told } = gatherTies(scene, found, anniversaries);
    return {
      ties,
      anniversaries: told,
      commitments: gatherCommitments(scene, findCommitments(scene)),
      abstentions: [],
    };
  };
}
