import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Reader, Record, Story } from "@chancery/reader";
import { type Dictionaries, readerFor } from "./reader.ts";

/** Reads stories, on this thread and on others. */
export interface ReadingPool {
  /** Characters of stories whose readings may be under way before the caller should wait for the first. */
  readonly capacity: number;
  /** Rejects where this story cannot be read; the others go on. Throws where no reader can be made. */
  read(story: Story): Promise<Record>;
  close(): Promise<void>;
}

/** What a reading thread is started with, asked and answers. */
export interface Start {
  readonly own: Dictionaries;
  readonly port: MessagePort;
}
export interface Asked {
  readonly n: number;
  readonly story: Story;
}
export type Answered = { readonly n: number; readonly record: Record } | { readonly n: number; readonly error: string };

/** Stories that this thread reads itself before others are started: starting one takes as long as reading some. */
const BEFORE_THREADS = 12;
/** Characters of stories that wait at each thread, so that none is idle while this one puts a batch away. */
const QUEUE = 96 * 1024;

interface Member {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** Characters of the stories that it was given and has not answered. */
  load: number;
}

interface Waiting {
  readonly member: Member;
  readonly size: number;
  resolve(record: Record): void;
  reject(error: Error): void;
}

/**
 * A pool of threads that read, by default one fewer than the machine has. This thread, which writes, reads too while enough
 * stories wait at all the others. With `threads` 0, and for the first few stories, it reads alone.
 */
export function readingPool(own: Dictionaries, threads = Math.max(1, availableParallelism() - 1)): ReadingPool {
  const file = fileURLToPath(new URL("./reading-thread.js", import.meta.url));
  const several = threads > 0 && existsSync(file);
  let reader: Reader | null = null;
  let given = 0;
  let started = false;
  let members: Member[] = [];
  const waiting = new Map<number, Waiting>();

  function start(): Member {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(file, { workerData: { own, port: port2 } satisfies Start, transferList: [port2] });
    const member: Member = { worker, port: port1, load: 0 };
    port1.on("message", (answer: Answered) => take(answer));
    worker.on("error", (error) => {
      members = members.filter((other) => other !== member);
      for (const [n, asked] of waiting) {
        if (asked.member !== member) continue;
        waiting.delete(n);
        asked.reject(error);
      }
    });
    return member;
  }

  function take(answer: Answered): void {
    const asked = waiting.get(answer.n);
    if (!asked) return;
    waiting.delete(answer.n);
    asked.member.load -= asked.size;
    if ("record" in answer) asked.resolve(answer.record);
    else asked.reject(new Error(answer.error));
  }

  /** The thread where least waits, unless enough waits there. */
  function idlest(): Member | null {
    // Answers that came while this thread was busy, so that it knows who waits for work.
    for (const { port } of members)
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) take(got.message as Answered);
    let least: Member | null = null;
    for (const member of members) if (member.load < (least?.load ?? QUEUE)) least = member;
    return least;
  }

  return {
    capacity: several ? 4 * threads * QUEUE : 1,
    read(story) {
      const n = given++;
      if (several && !started && n >= BEFORE_THREADS) {
        started = true;
        members = Array.from({ length: threads }, start);
      }
      const member = idlest();
      if (member === null) {
        reader ??= readerFor(own);
        try {
          return Promise.resolve(reader.read(story));
        } catch (error) {
          return Promise.reject(error);
        }
      }
      const size = story.text.length;
      member.load += size;
      const record = new Promise<Record>((resolve, reject) => waiting.set(n, { member, size, resolve, reject }));
      member.port.postMessage({ n, story } satisfies Asked);
      return record;
    },
    async close() {
      for (const { port } of members) port.close();
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}
