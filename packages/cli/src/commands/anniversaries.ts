import { anniversariesOf, openArchive } from "@chancery/archive";
import { Command, InvalidArgumentError } from "commander";
import { archiveOption, archivePath, countryCode, write } from "../archive.ts";
import { finding, named } from "../passages.ts";

interface AnniversariesOptions {
  archive?: string;
  from?: number;
  years: number;
  round?: boolean;
  json?: boolean;
}

/** `chancery anniversaries`: what ties turn how old, with the words that tell since when they stand. */
export function anniversariesCommand(): Command {
  return archiveOption(
    new Command("anniversaries").description("which ties have an anniversary in the years that are asked for"),
  )
    .argument("[a]", "a country, as CHN", countryCode)
    .argument("[b]", "another, as FRA, for what is between the two", countryCode)
    .option("--from <year>", "the first year (default: this one)", year)
    .option("--years <n>", "how many years", count, 2)
    .option("--round", "only those that are marked: the 1st, 5th, 25th, 75th and every tenth")
    .option("--json", "print an anniversary a line, as JSON")
    .addHelpText(
      "after",
      `
Examples:
  chancery anniversaries CHN FRA
  chancery anniversaries CHN --from 2029 --years 1 --round

For a calendar program: chancery export anniversaries --to ics`,
    )
    .action(run);
}

async function run(a: string | undefined, b: string | undefined, options: AnniversariesOptions): Promise<void> {
  const archive = openArchive(archivePath(options), { readonly: true });
  try {
    const first = options.from ?? new Date().getFullYear();
    const between = a === undefined ? undefined : { a, b };
    const coming = anniversariesOf(archive, [first, first + options.years - 1], between).filter(
      ({ round }) => round || !options.round,
    );
    for (const one of coming) {
      if (options.json) await write(`${JSON.stringify(one)}\n`);
      else {
        const { date, nth, round, tie } = one;
        const what = tie.name ?? tie.kind.replaceAll("-", " ");
        const head = `${date} · ${nth} year${nth === 1 ? "" : "s"} of ${what}: ${named(tie.parties)}${round ? " · marked" : ""}`;
        await finding(head, tie.words, [`since ${tie.since}`, `${tie.story} ${tie.tie}`]);
      }
    }
    if (coming.length === 0) console.error("chancery: nothing found");
  } finally {
    archive.close();
  }
}

function year(text: string): number {
  if (!/^[1-9]\d{3}$/.test(text)) throw new InvalidArgumentError("a year is written 2024.");
  return Number(text);
}

function count(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError("a number from 1 to 99.");
  return Number(text);
}
