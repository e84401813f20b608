import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createReader, type Reader, type Record, type Story } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";

/** A path in the checkout. */
export function house(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The folder of public data sets, beside the checkout or where CHANCERY_SHARED points. */
export const SHARED = process.env.CHANCERY_SHARED ?? house("../shared");

/** The definition of every figure. */
export const SCORER = `${SHARED}/scorers/score.py`;

/** A file or folder of the public data; null, with a line that says so, where it is not there. */
export function data(path: string): string | null {
  const full = `${SHARED}/data/${path}`;
  if (existsSync(full)) return full;
  console.log(`skipped: ${path} is not there (see evaluation/README.md for where to get it)`);
  return null;
}

/** The reader as it ships. */
export function shippedReader(): Reader {
  return createReader({
    model: readFileSync(house("packages/reader/model/model.bin")),
    lexicon: readFileSync(house("packages/reader/dist/lexicon.bin")),
  });
}

/** The stories of JSON Lines `{id, date, text}`. Throws where a line is refused. */
export function storiesOf(jsonl: string): Story[] {
  return [...takeIn(new TextEncoder().encode(jsonl), { as: "jsonl" })].map((taken) => {
    if (taken.kind === "refused") throw new Error(`${taken.place}: ${taken.reason}`);
    return taken.story;
  });
}

/** Reads JSON Lines into records. */
export function recordsOf(jsonl: string, reader = shippedReader()): Record[] {
  return storiesOf(jsonl).map((story) => reader.read(story));
}
