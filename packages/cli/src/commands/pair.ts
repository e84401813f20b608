import { readFileSync } from "node:fs";
import type { PairQuestion } from "@chancery/reader";
import { Command, InvalidArgumentError } from "commander";
import { type Dictionaries, readerFor, reportUnreadable, withDictionaries } from "../reader.ts";

interface PairOptions extends Dictionaries {
  abstainBelow: number;
}

/** `chancery pair`: what a named source did to a named target, one answer a line. Exit code 1 where a line could not be read. */
export function pairCommand(): Command {
  return withDictionaries(new Command("pair").description("say what a named source did to a named target"))
    .argument("<file>", "JSON Lines of {id, text, source, target}; - is standard input")
    .option("--abstain-below <confidence>", "give no type below this confidence, 0 to 1", confidence, 0)
    .addHelpText(
      "after",
      `
Prints {id, type, mode, aux, cameo, confidence, why} a line. There is always an answer, unless --abstain-below asks for silence
or neither of the two stands in the text.

Examples:
  chancery pair pairs.jsonl > answers.jsonl
  echo '{"id":"1","text":"Norway expelled two Russian diplomats.","source":"Norway","target":"Russian"}' | chancery pair -
  chancery pair pairs.jsonl --abstain-below 0.6`,
    )
    .action((file: string, options: PairOptions) => {
      const reader = readerFor(options);
      reportUnreadable(reader, options);
      const lines = readFileSync(file === "-" ? 0 : file, "utf8").split("\n");
      lines.forEach((line, i) => {
        if (line.trim() === "") return;
        const question = readQuestion(line);
        if (typeof question === "string") {
          process.exitCode = 1;
          console.error(`chancery: ${file}, line ${i + 1}: ${question}`);
          return;
        }
        const answer = reader.pair(question);
        const silent = answer.confidence < options.abstainBelow;
        console.log(JSON.stringify(silent ? { ...answer, type: null, mode: null, aux: [], cameo: null } : answer));
      });
    });
}

/** A question, or what is wrong with the line. */
function readQuestion(line: string): PairQuestion | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not a JSON object";
  const { id, text, source, target } = value as { [key: string]: unknown };
  if (typeof id !== "string" && typeof id !== "number") return "id is missing";
  if (typeof text !== "string") return "text is missing";
  if (typeof source !== "string" || source.trim() === "") return "source is missing";
  if (target !== undefined && target !== null && typeof target !== "string") return "target is not a string";
  return { id: String(id), text, source, target: target ?? "" };
}

function confidence(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("a confidence lies between 0 and 1.");
}
