import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Archive, WordingProgress } from "@chancery/archive";
import type { FastifyReply } from "fastify";
import type { Asked, Question, Questions, Told } from "./archivist-thread.ts";
import { ProblemError } from "./problems.ts";
import { remembered } from "./remembered.ts";

/** Threads at once; what is asked beyond waits for one of them. */
const THREADS = 3;

/** They look through the archive on threads of their own, so that every other request is answered meanwhile. */
export interface Archivists {
  /**
   * What is found; null where the looking was ended because nobody waited. Who asks the same meanwhile shares the answer, and
   * it is kept until the archive changes.
   */
  ask<Q extends Question>(
    question: Q,
    asks: Questions[Q]["asks"],
    signal: AbortSignal,
  ): Promise<Questions[Q]["finds"] | null>;
  /** How far the looking for this question is; null where nobody looks. */
  progressOf<Q extends Question>(question: Q, asks: Questions[Q]["asks"]): WordingProgress | null;
  close(): Promise<void>;
}

type Found = Questions[Question]["finds"];

interface Job {
  readonly name: string;
  readonly question: Question;
  readonly asks: Questions[Question]["asks"];
  readonly ended: Int32Array;
  progress: WordingProgress;
  /** How many wait for it. */
  waiting: number;
  readonly answer: Promise<Found | null>;
  readonly settle: (found: Found | null) => void;
  readonly fail: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
}

/** Threads over an archive; none is started before something is asked. */
export function archivists(archive: Archive): Archivists {
  const threads: Thread[] = [];
  const jobs = new Map<string, Job>();
  const queue: Job[] = [];
  const known = remembered(archive, (_name: string): { found?: Found } => ({}));

  function start(): Thread {
    const thread: Thread = { worker: threadOver(archive.path), job: null };
    // An idle thread keeps no process alive.
    thread.worker.unref();
    const done = (finish: (job: Job) => void) => {
      const { job } = thread;
      thread.job = null;
      if (job) {
        forget(job);
        finish(job);
      }
      next();
    };
    thread.worker.on("message", (told: Told) => {
      if ("progress" in told) {
        if (thread.job) thread.job.progress = told.progress;
      } else if ("found" in told) done((job) => job.settle(told.found));
      else if ("ended" in told) done((job) => job.settle(null));
      else done((job) => job.fail(told.error));
    });
    thread.worker.on("error", (error) => {
      threads.splice(threads.indexOf(thread), 1);
      done((job) => job.fail(error instanceof Error ? error : new Error(String(error))));
    });
    threads.push(thread);
    return thread;
  }

  function forget(job: Job): void {
    if (jobs.get(job.name) === job) jobs.delete(job.name);
  }

  function next(): void {
    while (queue.length > 0) {
      const thread = threads.find(({ job }) => job === null) ?? (threads.length < THREADS ? start() : null);
      const job = thread && queue.shift();
      if (!job) return;
      thread.job = job;
      const { question, asks, ended } = job;
      thread.worker.postMessage({ question, asks, ended } satisfies Asked);
    }
  }

  function begin(name: string, question: Question, asks: Job["asks"]): Job {
    let settle: Job["settle"] = () => {};
    let fail: Job["fail"] = () => {};
    const answer = new Promise<Found | null>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const progress: WordingProgress = { step: "reading", done: 0, of: 0 };
    const job: Job = { name, question, asks, ended, progress, waiting: 0, answer, settle, fail };
    jobs.set(name, job);
    queue.push(job);
    next();
    return job;
  }

  /** One who waited has gone; the last takes the question along. */
  function leave(job: Job): void {
    if (--job.waiting > 0) return;
    Atomics.store(job.ended, 0, 1);
    forget(job);
    const place = queue.indexOf(job);
    if (place < 0) return;
    queue.splice(place, 1);
    job.settle(null);
  }

  return {
    async ask<Q extends Question>(question: Q, asks: Questions[Q]["asks"], signal: AbortSignal) {
      const name = nameOf(question, asks);
      const kept = known(name);
      if (!kept.found) {
        const job = jobs.get(name) ?? begin(name, question, asks);
        job.waiting++;
        signal.addEventListener("abort", () => leave(job), { once: true });
        const found = await job.answer;
        if (found === null) return null;
        kept.found = found;
      }
      return kept.found as Questions[Q]["finds"];
    },
    progressOf: (question, asks) => jobs.get(nameOf(question, asks))?.progress ?? null,
    async close() {
      for (const { job } of threads) if (job) Atomics.store(job.ended, 0, 1);
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

/** Asks for as long as whoever sent the request waits for the answer. */
export async function stillThere<T>(
  reply: Pick<FastifyReply, "raw">,
  ask: (signal: AbortSignal) => Promise<T | null>,
): Promise<T> {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const answer = await ask(gone.signal);
  if (answer === null) throw new ProblemError(503, "The looking was ended before it found anything.");
  return answer;
}

function nameOf(question: Question, asks: object): string {
  return `${question} ${JSON.stringify(asks)}`;
}

/** From the sources a thread is started through the compiler that the development uses; built, it is a file. */
function threadOver(archive: string): Worker {
  const workerData = { archive };
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(fileURLToPath(new URL("./archivist-thread.js", import.meta.url)), { workerData });
  const source = JSON.stringify(new URL("./archivist-thread.ts", import.meta.url).href);
  return new Worker(`import("tsx/esm/api").then(({ register }) => (register(), import(${source})))`, {
    eval: true,
    workerData,
  });
}
