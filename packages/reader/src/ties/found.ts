import type { Span, TieKind, TieStatus } from "../record.ts";

/** A tie as one passage tells it, before what other passages tell is laid to it. */
export interface FoundTie {
  readonly kind: TieKind;
  /** Indexes of actors. */
  readonly parties: readonly number[];
  readonly name: string | null;
  readonly level: string | null;
  readonly since: string | null;
  readonly distinction: string | null;
  readonly status: TieStatus;
  /** First and last word of the passage that tells of it. */
  readonly first: number;
  readonly last: number;
  readonly sentence: Span;
  readonly saidIn: string | null;
  readonly why: string;
  readonly confidence: number;
}

/** What is less sure than this is left out. */
export const LEAST_CONFIDENCE = 0.5;
