import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Block, Reader } from "@chancery/reader";
import { readConllu, rewriteConllu, writeConllu } from "@chancery/reader";
import { Command, Option } from "commander";
import { reasonOf } from "../inputs.ts";
import { readerFor } from "../reader.ts";

/** `chancery parse`: running text or CoNLL-U in, CoNLL-U out. Exit code 1 where an input failed, each named on standard error. */
export function parseCommand(): Command {
  return new Command("parse")
    .description("print tags, lemmas and dependencies as CoNLL-U")
    .argument("<file...>", "running text, paragraphs set apart by blank lines, or CoNLL-U; - is standard input")
    .addOption(
      new Option("--as <format>", "the format of the input: with conllu its sentences and tokens are kept")
        .choices(["text", "conllu"])
        .default(undefined, "told by the name of the file, .conllu or not"),
    )
    .addHelpText(
      "after",
      `
Examples:
  chancery parse story.txt
  chancery parse treebank.conllu > parsed.conllu
  echo "Beijing opposes the sale." | chancery parse -`,
    )
    .action(async (files: string[], options: { as?: "text" | "conllu" }) => {
      const reader = readerFor();
      for (const file of files) {
        try {
          const text = new TextDecoder("utf-8").decode(readFileSync(file === "-" ? 0 : file));
          const as = options.as ?? (/\.conllu$/i.test(file) ? "conllu" : "text");
          const name = file === "-" ? "stdin" : basename(file).replace(/\.[^.]*$/, "");
          process.stdout.write(as === "conllu" ? parseConllu(reader, text, name) : parseText(reader, text, name));
        } catch (error) {
          process.exitCode = 1;
          console.error(`chancery: ${file}: ${reasonOf(error)}`);
        }
      }
    });
}

/** Parses running text; a paragraph ends at a blank line. `id` begins the `sent_id` of every sentence. */
export function parseText(reader: Reader, text: string, id: string): string {
  const tokens = reader.cut(text, paragraphs(text));
  return writeConllu(tokens, reader.parse(tokens), id);
}

/** Parses the words that a CoNLL-U file gives; `id` begins the `sent_id` of sentences without one. Throws, naming the line, where it is none. */
export function parseConllu(reader: Reader, file: string, id: string): string {
  const input = readConllu(file);
  return rewriteConllu(input, reader.parse(input.tokens), id);
}

/** The stretches of text between blank lines. */
function paragraphs(text: string): Block[] {
  const blocks: Block[] = [];
  let start = -1;
  let end = 0;
  const close = () => {
    if (start >= 0) blocks.push({ kind: "paragraph", start, end, speaker: null });
    start = -1;
  };
  for (let at = 0; at < text.length; ) {
    const eol = text.indexOf("\n", at);
    const stop = eol < 0 ? text.length : eol;
    if (text.slice(at, stop).trim() === "") close();
    else {
      if (start < 0) start = at;
      end = stop;
    }
    at = stop + 1;
  }
  close();
  return blocks;
}
