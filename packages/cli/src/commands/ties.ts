import { openArchive, type TieRow, tiesOf } from "@chancery/archive";
import { Command, Option } from "commander";
import { archiveOption, archivePath, countryCode, write } from "../archive.ts";
import { finding, named } from "../passages.ts";

interface TiesOptions {
  archive?: string;
  kind?: TieRow["kind"];
  json?: boolean;
}

const KINDS: readonly TieRow["kind"][] = ["diplomatic-relations", "partnership", "treaty", "membership", "recognition"];

/** `chancery ties`: what a country is to others, or two are to each other, with the words that say it. */
export function tiesCommand(): Command {
  return archiveOption(
    new Command("ties").description("what a country is to others, or two countries are to each other"),
  )
    .argument("<a>", "a country, as CHN", countryCode)
    .argument("[b]", "another, as FRA, for what is between the two", countryCode)
    .addOption(new Option("--kind <kind>", "ties of this kind alone").choices(KINDS))
    .option("--json", "print a tie a line, as JSON")
    .addHelpText(
      "after",
      `
Examples:
  chancery ties CHN FRA
  chancery ties CHN --kind partnership`,
    )
    .action(run);
}

async function run(a: string, b: string | undefined, options: TiesOptions): Promise<void> {
  const archive = openArchive(archivePath(options), { readonly: true });
  try {
    const ties = tiesOf(archive, { a, b }).filter(({ kind }) => options.kind === undefined || kind === options.kind);
    if (options.json) for (const tie of ties) await write(`${JSON.stringify(tie)}\n`);
    else for (const tie of ties) await finding(headOf(tie), tie.words, whereOf(tie));
    if (ties.length === 0) console.error("chancery: nothing found");
  } finally {
    archive.close();
  }
}

/** "China, France: diplomatic relations · ambassadorial level · since 1964" */
function headOf({ parties, kind, name, level, since, distinction, status }: TieRow): string {
  const told = [
    name ?? kind.replaceAll("-", " "),
    level !== null && `${level} level`,
    since !== null && `since ${since}`,
    distinction,
    status,
  ];
  return `${named(parties)}: ${told.filter(Boolean).join(" · ")}`;
}

function whereOf({ told, first, last, story, tie }: TieRow): string[] {
  const stories =
    told === 1 ? `told on ${last ?? "no date"}` : `told ${told} times, ${first ?? "no date"} to ${last ?? "no date"}`;
  return [stories, `${story} ${tie}`];
}
