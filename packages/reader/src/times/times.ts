import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, DateValue, Time } from "../record.ts";

/** A time expression with what the other rooms need of it. */
export interface TimeReading {
  readonly time: Time;
  /** First and last word. */
  readonly first: number;
  readonly last: number;
  /** The days it covers, `YYYY-MM-DD`, both inclusive; null where it has no place in the calendar. */
  readonly from: DateValue | null;
  readonly to: DateValue | null;
}

export interface TimesRead {
  readonly times: readonly TimeReading[];
  /** Word → index in `times` of the expression it is part of, -1 for none. */
  readonly timeOf: Int32Array;
  readonly abstentions: readonly Abstention[];
}

export type ReadTimes = (doc: Doc) => TimesRead;

/** Makes the room ready: its tables are read from the lexicon once. */
export function createTimes(_lexicon: Lexicon): ReadTimes {
  return (doc) => ({ times: [], timeOf: new Int32Array(doc.tokens.count).fill(-1), abstentions: [] });
}
