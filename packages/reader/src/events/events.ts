import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, Event } from "../record.ts";
import type { StatementsRead } from "../statements/statements.ts";
import type { TimesRead } from "../times/times.ts";

export interface EventsRead {
  readonly events: readonly Event[];
  readonly abstentions: readonly Abstention[];
}

export type ReadEvents = (doc: Doc, times: TimesRead, actors: ActorsRead, statements: StatementsRead) => EventsRead;

/** Makes the room ready: its tables are read from the lexicon once. */
export function createEvents(_lexicon: Lexicon): ReadEvents {
  return () => ({ events: [], abstentions: [] });
}
