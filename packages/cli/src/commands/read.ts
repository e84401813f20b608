import { FORMATS, type Format } from "@chancery/reader";
import { Command, InvalidArgumentError, Option } from "commander";
import { printExplained } from "../explain.ts";
import { inputs } from "../inputs.ts";
import { printRecord } from "../print.ts";
import { type Dictionaries, readerFor, reportUnreadable, withDictionaries } from "../reader.ts";

interface ReadOptions extends Dictionaries {
  as?: Format;
  date?: string;
  agency?: string;
  json?: boolean;
  explain?: boolean;
  color: boolean;
}

/** `chancery read`: reads and prints. Exit code 1 where an input failed, each named on standard error. */
export function readCommand(): Command {
  return withDictionaries(withIntake(new Command("read").description("read stories and print what they say")))
    .argument("<file...>", "files or folders to read; - is standard input")
    .option("--json", "print the record, one a line")
    .option("--explain", "show for every sentence its tree, the lines and words of its events, and what came near")
    .option("--no-color", "print without colours")
    .addHelpText(
      "after",
      `
Examples:
  chancery read story.txt
  chancery read briefings/ --json > records.jsonl
  curl -s https://example.org/story.html | chancery read -
  chancery read stories.jsonl --as jsonl --json`,
    )
    .action(async (files: string[], options: ReadOptions) => {
      const reader = readerFor(options);
      reportUnreadable(reader, options);
      const colour =
        options.color && !process.env.NO_COLOR && (process.stdout.isTTY || Boolean(process.env.FORCE_COLOR));
      const width = Math.min(process.stdout.columns ?? 100, 110);
      let first = true;
      for await (const taken of inputs(files, options)) {
        if (taken.kind === "refused") {
          process.exitCode = 1;
          console.error(`chancery: ${taken.from}${taken.place ? `, ${taken.place}` : ""}: ${taken.reason}`);
          continue;
        }
        const record = reader.read(taken.story);
        if (options.json) await write(`${JSON.stringify(record)}\n`);
        else
          await write(
            `${first ? "" : `\n${"─".repeat(Math.min(width, 72))}\n\n`}${printRecord(record, { colour, width })}`,
          );
        if (options.explain && !options.json)
          await write(printExplained(record, reader.explain(taken.story), { colour, width }));
        first = false;
      }
    });
}

/** The options that say how an input is taken in. */
export function withIntake(command: Command): Command {
  return command
    .addOption(new Option("--as <format>", "read as this format instead of telling it by the content").choices(FORMATS))
    .option("--date <date>", "the date of stories that have none, YYYY-MM-DD", date)
    .option("--agency <name>", "the agency of stories that name none");
}

function date(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text)) return text;
  throw new InvalidArgumentError("a date is written YYYY-MM-DD, as 2024-01-29.");
}

/** Waits for a slow reader of our output, so that a pipe is never flooded. */
function write(text: string): Promise<void> | undefined {
  if (process.stdout.write(text)) return undefined;
  return new Promise((resolve) => process.stdout.once("drain", resolve));
}
