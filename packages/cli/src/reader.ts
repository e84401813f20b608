import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { createReader, type LexiconAddition, type Reader } from "@chancery/reader";
import type { Command } from "commander";

/** What a user adds to the reading on the command line. */
export interface Dictionaries {
  lexicon?: string[];
}

/** Adds the options that name the user's own lexicon lines. */
export function withDictionaries(command: Command): Command {
  return command.option(
    "--lexicon <file...>",
    "your own lexicon lines: a .tsv file named after the table it adds to (times/holidays.tsv adds to that table)",
  );
}

/** The reader with the model and the lexicon that ship with the command, and the user's own lines. */
export function readerFor(own: Dictionaries = {}): Reader {
  const additions: LexiconAddition[] = (own.lexicon ?? []).map((file) => ({
    table: tableOf(file),
    text: readFileSync(file, "utf8"),
  }));
  return createReader({ model: asset("model.bin"), lexicon: asset("lexicon.bin"), additions });
}

/** `…/lexicon/times/holidays.tsv` and `times/holidays.tsv` add to the table `times/holidays`. */
function tableOf(file: string): string {
  const path = file.replaceAll("\\", "/").replace(/\.tsv$/, "");
  const room = path.split("/").at(-2);
  return room && ROOMS.has(room) ? `${room}/${basename(path)}` : basename(path);
}
const ROOMS = new Set(["intake", "text", "times", "actors", "statements", "events", "ties"]);

/** The bytes of a file that ships with the command: beside the bundle, or in a checkout where the build leaves it. */
export function asset(name: string): Uint8Array {
  return readFileSync(assetPath(name));
}

/** The path of a file or folder that ships with the command. Throws where it is missing. */
export function assetPath(name: string): string {
  for (const place of [`./assets/${name}`, `../dist/assets/${name}`]) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(path)) return path;
  }
  throw new Error(`${name} is missing from the installation: reinstall chancery, or run "npm run build" in a checkout`);
}
