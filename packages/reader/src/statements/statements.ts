import type { ActorsRead } from "../actors/actors.ts";
import type { Doc } from "../doc.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Abstention, Statement } from "../record.ts";
import type { TimesRead } from "../times/times.ts";

export interface StatementsRead {
  readonly statements: readonly Statement[];
  /** Word → index in `statements` of the innermost statement whose content it is part of, -1 for the outlet's own voice. */
  readonly statementOf: Int32Array;
  readonly abstentions: readonly Abstention[];
}

export type ReadStatements = (doc: Doc, times: TimesRead, actors: ActorsRead) => StatementsRead;

/** Makes the room ready: its tables are read from the lexicon once. */
export function createStatements(_lexicon: Lexicon): ReadStatements {
  return (doc) => ({ statements: [], statementOf: new Int32Array(doc.tokens.count).fill(-1), abstentions: [] });
}
