/**
 * Makes the words that packed records are compressed against, from the records of this project's samples without their
 * texts. Run once: what it made is part of the format of every archive, so a better one would be a second one beside it.
 *
 *   chancery read samples/dispatches samples/briefings --json | npx tsx packages/archive/scripts/body-dictionary.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SIZE = 16_384;
const records = readFileSync(0, "utf8")
  .split("\n")
  .filter((line) => line !== "");
const texts = records.map((line) => {
  const record = JSON.parse(line) as { story: { text: string } };
  record.story.text = "";
  return JSON.stringify(record)
    .replace(/sha256:[0-9a-f]+/g, "sha256:")
    .replace(/[^\x20-\x7e]/g, " ");
});
// What is told most often stands last, where it costs least to refer to (RFC 1951 counts distance backwards).
const pieces = texts.map((text) => text.slice(0, Math.floor(SIZE / 6)));
const dictionary = [...pieces.slice(0, 3), ...texts.slice(0, 3)].join("").slice(-SIZE);
writeFileSync(
  fileURLToPath(new URL("../src/body-dictionary.ts", import.meta.url)),
  `/** What packed records are compressed against; written by scripts/body-dictionary.ts, never changed. */\nexport const DICTIONARY =\n  ${JSON.stringify(dictionary)};\n`,
);
