import { workerData } from "node:worker_threads";
import { readerFor } from "./reader.ts";
import type { Answered, Asked, Start } from "./reading-pool.ts";

/** The thread that reads stories for `readingPool`. */
const { own, port } = workerData as Start;
const reader = readerFor(own);
port.on("message", ({ n, story }: Asked) => {
  let answer: Answered;
  try {
    answer = { n, record: reader.read(story) };
  } catch (error) {
    answer = { n, error: (error as Error).message };
  }
  port.postMessage(answer);
});
