import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Reader, Record, Story } from "@chancery/reader";
import { type Dictionaries, readerFor } from "./reader.ts";

/** Reads stories, on this thread or on others. */
export interface ReadingPool {
  /** Readings that may be under way before the caller should wait for the first. */
  readonly capacity: number;
  /** Rejects where this story cannot be read; the others go on. Throws where no reader can be made. */
  read(story: Story): Promise<Record>;
  close(): Promise<void>;
}

/** What a reading thread is asked and answers. */
export interface Asked {
  readonly n: number;
  readonly story: Story;
}
export type Answered = { readonly n: number; readonly record: Record } | { readonly n: number; readonly error: string };

/** Stories that this thread reads itself before others are started: starting one takes as long as reading some. */
const BEFORE_THREADS = 12;
/** Stories that wait at each thread, so that none is idle. */
const QUEUE = 8;

/**
 * A pool of threads that read, by default one fewer than the machine has, since the one that writes needs its own. With
 * `threads` 0, and for the first few stories, this thread reads.
 */
export function readingPool(own: Dictionaries, threads = Math.max(1, availableParallelism() - 1)): ReadingPool {
  const file = fileURLToPath(new URL("./reading-thread.js", import.meta.url));
  const several = threads > 0 && existsSync(file);
  let reader: Reader | null = null;
  let given = 0;
  const workers: { worker: Worker; load: number }[] = [];
  const waiting = new Map<number, { resolve(record: Record): void; reject(error: Error): void }>();

  function start(): void {
    for (let i = 0; i < threads; i++) {
      const member = { worker: new Worker(file, { workerData: own }), load: 0 };
      member.worker.on("message", (answer: Answered) => {
        member.load--;
        const promise = waiting.get(answer.n);
        waiting.delete(answer.n);
        if ("record" in answer) promise?.resolve(answer.record);
        else promise?.reject(new Error(answer.error));
      });
      member.worker.on("error", (error) => {
        for (const promise of waiting.values()) promise.reject(error);
        waiting.clear();
      });
      workers.push(member);
    }
  }

  return {
    capacity: several ? threads * QUEUE : 1,
    read(story) {
      const n = given++;
      if (!several || n < BEFORE_THREADS) {
        reader ??= readerFor(own);
        try {
          return Promise.resolve(reader.read(story));
        } catch (error) {
          return Promise.reject(error);
        }
      }
      if (workers.length === 0) start();
      const free = workers.reduce((a, b) => (b.load < a.load ? b : a));
      free.load++;
      const record = new Promise<Record>((resolve, reject) => waiting.set(n, { resolve, reject }));
      free.worker.postMessage({ n, story } satisfies Asked);
      return record;
    },
    async close() {
      await Promise.all(workers.map(({ worker }) => worker.terminate()));
    },
  };
}
