/**
 * Makes the words that packed records are compressed against, from the records of this project's samples: their texts, and
 * what was read from them as columns. Run once: what it made is part of the format of every archive, so a better one would
 * be one more beside it.
 *
 *   chancery read samples/dispatches samples/briefings --json | npx tsx packages/archive/scripts/body-dictionary.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Record } from "@chancery/reader";
import { written } from "../src/body.ts";

const SIZE = 16_384;
/** Of which news as it is written. */
const TEXTS = 6000;
const records = readFileSync(0, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Record);
const plain = (text: string): string => text.replace(/[^\x20-\x7e]/g, " ");
const texts = plain(records.map(({ story }) => story.text.replace(/\s+/g, " ")).join(" "));
const readings = records.map((record) =>
  plain(written({ ...record, story: { ...record.story, text: "" } })).replace(/sha256:[0-9a-f]+/g, "sha256:"),
);
// What is told most often stands last, where it costs least to refer to (RFC 1951 counts distance backwards).
const dictionary = texts.slice(0, TEXTS) + readings.join("").slice(TEXTS - SIZE);
writeFileSync(
  fileURLToPath(new URL("../src/body-dictionary-of-columns.ts", import.meta.url)),
  `/** What records packed as columns are compressed against; written by scripts/body-dictionary.ts, never changed. */\nexport const DICTIONARY_OF_COLUMNS =\n  ${JSON.stringify(dictionary)};\n`,
);
