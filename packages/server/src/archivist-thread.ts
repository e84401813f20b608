import { parentPort, workerData } from "node:worker_threads";
import {
  type Archive,
  type CommitmentFilter,
  type CommitmentRow,
  type CommitmentStanding,
  type CountryFigures,
  commitmentsOf,
  countryFigures,
  type Exchanges,
  exchangesOf,
  type KnownEvents,
  openArchive,
  standingOf,
  type Wording,
  type WordingFilter,
  type WordingProgress,
  wordingOf,
} from "@chancery/archive";

/** The questions that take long, each with what it asks for and what it finds. */
export interface Questions {
  wording: { asks: WordingFilter; finds: Wording };
  exchanges: { asks: { a: string; b: string }; finds: Exchanges };
  commitments: {
    asks: { filter: CommitmentFilter; today: string };
    finds: { rows: (CommitmentRow & CommitmentStanding)[]; next: number | null };
  };
  countries: { asks: { from: string | undefined; to: string | undefined }; finds: CountryFigures[] };
}
export type Question = keyof Questions;

/** What a thread is asked, and a word of shared memory that ends it when it is not 0. */
export interface Asked {
  readonly question: Question;
  readonly asks: Questions[Question]["asks"];
  readonly ended: Int32Array;
}

/** What it tells. */
export type Told =
  | { readonly progress: WordingProgress }
  | { readonly found: Questions[Question]["finds"] }
  | { readonly ended: true }
  | { readonly error: Error };

type Watch = (progress: WordingProgress) => void;

const ANSWERS: {
  [K in Question]: (archive: Archive, asks: Questions[K]["asks"], watch: Watch) => Questions[K]["finds"];
} = {
  wording: wordingOf,
  exchanges: (archive, { a, b }) => exchangesOf(archive, a, b),
  commitments: (archive, { filter, today }) => {
    const { rows, next } = commitmentsOf(archive, filter);
    const known: KnownEvents = new Map();
    return { rows: rows.map((row) => ({ ...row, ...standingOf(archive, row, today, known) })), next };
  },
  countries: (archive, { from, to }) => countryFigures(archive, from, to),
};

const ENDED = Symbol("ended");

/** A thread that looks through the archive over a connection of its own, so that nothing else waits for it. */
const archive = openArchive((workerData as { archive: string }).archive, { readonly: true });

parentPort?.on("message", ({ question, asks, ended }: Asked) => {
  const tell = (told: Told) => parentPort?.postMessage(told);
  const answer = ANSWERS[question] as (archive: Archive, asks: unknown, watch: Watch) => Questions[Question]["finds"];
  try {
    const found = answer(archive, asks, (progress) => {
      if (Atomics.load(ended, 0) !== 0) throw ENDED;
      tell({ progress });
    });
    tell({ found });
  } catch (error) {
    tell(error === ENDED ? { ended: true } : { error: error instanceof Error ? error : new Error(String(error)) });
  }
});
