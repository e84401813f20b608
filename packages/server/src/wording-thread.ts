import { parentPort, workerData } from "node:worker_threads";
import { openArchive, type Wording, type WordingFilter, type WordingProgress, wordingOf } from "@chancery/archive";

/** What the thread is asked: a question, and a word of shared memory that ends it when it is not 0. */
export interface Asked {
  readonly filter: WordingFilter;
  readonly ended: Int32Array;
}

/** What it tells. */
export type Told =
  | { readonly progress: WordingProgress }
  | { readonly wording: Wording }
  | { readonly ended: true }
  | { readonly error: Error };

const ENDED = Symbol("ended");

/** A thread that looks through what was said, over its own connection to the archive, so that nothing else waits for it. */
const archive = openArchive((workerData as { archive: string }).archive, { readonly: true });

parentPort?.on("message", ({ filter, ended }: Asked) => {
  const tell = (told: Told) => parentPort?.postMessage(told);
  try {
    const wording = wordingOf(archive, filter, (progress) => {
      if (Atomics.load(ended, 0) !== 0) throw ENDED;
      tell({ progress });
    });
    tell({ wording });
  } catch (error) {
    tell(error === ENDED ? { ended: true } : { error: error instanceof Error ? error : new Error(String(error)) });
  }
});
