import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { EventsRead } from "../events/events.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, Anniversary, Commitment, Tie } from "../record.ts";
import type { StatementsRead } from "../statements/statements.ts";
import type { TimesRead } from "../times/times.ts";

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

/** Makes the room ready: its tables are read from the lexicon once. */
export function createTies(_lexicon: Lexicon): ReadTies {
  return () => ({ ties: [], anniversaries: [], commitments: [], abstentions: [] });
}
