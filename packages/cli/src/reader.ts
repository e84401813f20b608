import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { createReader, type LexiconAddition, type Reader } from "@chancery/reader";
import type { Command } from "commander";

/** What a user adds to the reading on the command line: files of lexicon lines and dictionaries in PETRARCH's formats. */
export interface Dictionaries {
  lexicon?: string[];
  actors?: string[];
  agents?: string[];
  verbs?: string[];
}

/** Adds the options that name the user's own lexicon lines and dictionaries. */
export function withDictionaries(command: Command): Command {
  return command
    .option(
      "--lexicon <file...>",
      "your own lexicon lines: a .tsv file named after the table it adds to (times/holidays.tsv adds to that table)",
    )
    .option("--actors <file...>", "your own dictionaries of actors, in PETRARCH's format")
    .option("--agents <file...>", "your own dictionaries of agents, in PETRARCH's format")
    .option("--verbs <file...>", "your own dictionaries of verbs, in PETRARCH's formats");
}

/** The reader with the model and the lexicon that ship with the command, and the user's own lines and dictionaries. */
export function readerFor(own: Dictionaries = {}): Reader {
  const texts = (files: readonly string[] = []): string[] => files.map((file) => readFileSync(file, "utf8"));
  const additions: LexiconAddition[] = (own.lexicon ?? []).map((file) => ({
    table: tableOf(file),
    text: readFileSync(file, "utf8"),
  }));
  const dictionaries = { actors: texts(own.actors), agents: texts(own.agents), verbs: texts(own.verbs) };
  return createReader({ model: asset("model.bin"), lexicon: asset("lexicon.bin"), additions, dictionaries });
}

/** Names, on standard error, the lines of the user's dictionaries that were left out, each with its file, number and reason. */
export function reportUnreadable(reader: Reader, own: Dictionaries): void {
  for (const { kind, dictionary, line, reason } of reader.unreadable)
    console.error(`chancery: ${own[kind]?.[dictionary] ?? kind}, line ${line}: left out: ${reason}`);
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
