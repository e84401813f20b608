import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Wording, WordingFilter, WordingProgress } from "@chancery/archive";
import type { Asked, Told } from "./wording-thread.ts";

/** Threads at once; a third question waits for the first two. */
const THREADS = 2;

/** Looks through what was said on threads of its own, so that every other request is answered meanwhile. */
export interface WordingThreads {
  /** The phrases; null where the looking was ended. Who asks the same while it is looked for shares the answer. */
  ask(filter: WordingFilter, signal: AbortSignal): Promise<Wording | null>;
  /** How far the looking for this question is; null where nobody looks. */
  progressOf(filter: WordingFilter): WordingProgress | null;
  close(): Promise<void>;
}

interface Job {
  readonly filter: WordingFilter;
  readonly ended: Int32Array;
  progress: WordingProgress;
  /** Who still waits for it. */
  waiting: number;
  readonly answer: Promise<Wording | null>;
  readonly settle: (wording: Wording | null) => void;
  readonly fail: (error: Error) => void;
}

/** Threads over the archive of this file; none is started before something is asked. */
export function wordingThreads(archive: string): WordingThreads {
  const threads: { worker: Worker; job: Job | null }[] = [];
  const jobs = new Map<string, Job>();
  const queue: Job[] = [];

  function start(): { worker: Worker; job: Job | null } {
    const file = new URL("./wording-thread.js", import.meta.url);
    const source = new URL("./wording-thread.ts", import.meta.url);
    // From the sources a thread is started through the compiler that the development uses; built, it is a file.
    const worker = import.meta.url.endsWith(".ts")
      ? new Worker(
          `import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(source.href)})))`,
          {
            eval: true,
            workerData: { archive },
          },
        )
      : new Worker(fileURLToPath(file), { workerData: { archive } });
    // An idle thread keeps no process alive.
    worker.unref();
    const thread: { worker: Worker; job: Job | null } = { worker, job: null };
    const done = (finish: (job: Job) => void) => {
      const { job } = thread;
      thread.job = null;
      if (job) {
        forget(job);
        finish(job);
      }
      next();
    };
    worker.on("message", (told: Told) => {
      if ("progress" in told) {
        if (thread.job) thread.job.progress = told.progress;
      } else if ("wording" in told) done((job) => job.settle(told.wording));
      else if ("ended" in told) done((job) => job.settle(null));
      else done((job) => job.fail(told.error));
    });
    worker.on("error", (error) => {
      threads.splice(threads.indexOf(thread), 1);
      done((job) => job.fail(error instanceof Error ? error : new Error(String(error))));
    });
    threads.push(thread);
    return thread;
  }

  function forget(job: Job): void {
    const name = JSON.stringify(job.filter);
    if (jobs.get(name) === job) jobs.delete(name);
  }

  function next(): void {
    while (queue.length > 0) {
      const thread = threads.find(({ job }) => job === null) ?? (threads.length < THREADS ? start() : null);
      const job = thread && queue.shift();
      if (!job) return;
      thread.job = job;
      thread.worker.postMessage({ filter: job.filter, ended: job.ended } satisfies Asked);
    }
  }

  function begin(filter: WordingFilter): Job {
    let settle: Job["settle"] = () => {};
    let fail: Job["fail"] = () => {};
    const answer = new Promise<Wording | null>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const progress: WordingProgress = { step: "reading", done: 0, of: 0 };
    const job: Job = { filter, ended, progress, waiting: 0, answer, settle, fail };
    jobs.set(JSON.stringify(filter), job);
    queue.push(job);
    next();
    return job;
  }

  return {
    ask(filter, signal) {
      const job = jobs.get(JSON.stringify(filter)) ?? begin(filter);
      job.waiting++;
      signal.addEventListener(
        "abort",
        () => {
          if (--job.waiting > 0) return;
          Atomics.store(job.ended, 0, 1);
          forget(job);
          const place = queue.indexOf(job);
          if (place < 0) return;
          queue.splice(place, 1);
          job.settle(null);
        },
        { once: true },
      );
      return job.answer;
    },
    progressOf: (filter) => jobs.get(JSON.stringify(filter))?.progress ?? null,
    async close() {
      for (const { job } of threads) if (job) Atomics.store(job.ended, 0, 1);
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
