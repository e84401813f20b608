import { ArchiveError, openArchive, type Phrase, type WordingFilter, wordingOf } from "@chancery/archive";
import { Command, InvalidArgumentError } from "commander";
import { archiveOption, archivePath } from "../archive.ts";

interface WordingOptions {
  archive?: string;
  by?: string;
  office?: string;
  country?: string;
  about?: string;
  since?: string;
  from?: string;
  to?: string;
  limit: number;
  json?: boolean;
}

/** `chancery wording`: the fixed phrases of what was said, with their first and last use. Exit code 1 where the archive cannot be read. */
export function wordingCommand(): Command {
  return archiveOption(
    new Command("wording").description("the fixed phrases of what was said, and when they came and went"),
  )
    .option("--by <name>", "of this speaker")
    .option("--office <office>", "of who holds this office, as the stories tell it")
    .option("--country <code>", "of speakers of this country, ISO 3166-1 alpha-3", country)
    .option("--about <code>", "in what names or addresses this country", country)
    .option("--since <date>", "tell what is new from then on, and what fell silent", date)
    .option("--from <date>", "said from then on", date)
    .option("--to <date>", "said up to then", date)
    .option("--limit <number>", "phrases", number, 40)
    .option("--json", "print a phrase a line as JSON")
    .addHelpText(
      "after",
      `
Examples:
  chancery wording --country CHN --about FRA --since 2019
  chancery wording --by "Wang Wenbin" --limit 100
  chancery wording --office "foreign ministry spokesperson" --json`,
    )
    .action((options: WordingOptions) => {
      try {
        const archive = openArchive(archivePath(options), { readonly: true });
        try {
          const filter: WordingFilter = {
            ...(options.by !== undefined && { speaker: options.by }),
            ...(options.office !== undefined && { office: options.office }),
            ...(options.country !== undefined && { country: options.country }),
            ...(options.about !== undefined && { about: options.about }),
            ...(options.since !== undefined && { since: options.since }),
            ...(options.from !== undefined && { from: options.from }),
            ...(options.to !== undefined && { to: options.to }),
            limit: options.limit,
          };
          const { phrases, statements, exact } = wordingOf(archive, filter);
          if (options.json) for (const phrase of phrases) console.log(JSON.stringify(phrase));
          else {
            console.log(
              `${phrases.length} fixed phrases in ${exact ? "" : "the newest "}${statements.toLocaleString("en")} statements`,
            );
            for (const phrase of phrases) console.log(line(phrase));
          }
        } finally {
          archive.close();
        }
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error;
        console.error(`chancery: ${error.message}`);
        process.exitCode = 1;
      }
    });
}

function line({ words, stories, first, last, state, variants, months }: Phrase): string {
  const times = `${String(stories).padStart(5)}  ${(first ?? "undated").padEnd(10)}  ${(last ?? "undated").padEnd(10)}`;
  const most = months.reduce<Phrase["months"][number] | null>((a, b) => (a && a.n >= b.n ? a : b), null);
  const told = [
    state === "kept" ? null : state,
    most && `most in ${most.month}: ${most.n}`,
    variants.length > 0 ? `also: ${variants.slice(0, 3).join("; ")}` : null,
  ].filter(Boolean);
  return `${times}  ${words}${told.length ? `  (${told.join("; ")})` : ""}`;
}

function country(value: string): string {
  if (!/^[A-Za-z]{3}$/.test(value)) throw new InvalidArgumentError("A country is its three letters, as FRA.");
  return value.toUpperCase();
}

function date(value: string): string {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(value))
    throw new InvalidArgumentError("A date is YYYY, YYYY-MM or YYYY-MM-DD.");
  return value;
}

function number(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError("A number from 1 to 9999.");
  return Number(value);
}
