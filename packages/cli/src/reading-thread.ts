import { parentPort, workerData } from "node:worker_threads";
import { type Dictionaries, readerFor } from "./reader.ts";
import type { Answered, Asked } from "./reading-pool.ts";

/** The thread that reads stories for `readingPool`. */
const reader = readerFor(workerData as Dictionaries);
parentPort?.on("message", ({ n, story }: Asked) => {
  let answer: Answered;
  try {
    answer = { n, record: reader.read(story) };
  } catch (error) {
    answer = { n, error: (error as Error).message };
  }
  parentPort?.postMessage(answer);
});
