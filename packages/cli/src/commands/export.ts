import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import {
  anniversariesOf,
  EXPORT_FORMATS,
  EXPORT_KINDS,
  type Exportable,
  type ExportFormat,
  exportArchive,
  formatsOf,
  openArchive,
} from "@chancery/archive";
import { Argument, Command, Option } from "commander";
import { archiveOption, archivePath, countryCode, dateBound, write } from "../archive.ts";

interface ExportCommandOptions {
  archive?: string;
  to: ExportFormat | "ics";
  out?: string;
  from?: string;
  until?: string;
  country?: string;
  agency?: string;
  words?: string;
  once?: boolean;
}

/** `chancery export`: tables for R, Python, DuckDB and spreadsheets, and event data as other coders write it. */
export function exportCommand(): Command {
  return archiveOption(
    new Command("export").description(
      "write stories, statements, events, ties, anniversaries, commitments or times for other programs",
    ),
  )
    .addArgument(
      new Argument("<kind>", "what to write, a row each").choices([...EXPORT_KINDS, "anniversaries", "records"]),
    )
    .addOption(new Option("--to <format>", "the format").choices([...EXPORT_FORMATS, "ics"]).makeOptionMandatory())
    .option("--out <file>", "the file to write (default: standard output)")
    .option("--from <date>", "stories from this date on, as 2018, 2018-05 or 2018-05-03", dateBound)
    .option("--until <date>", "stories up to this date", dateBound)
    .option("--country <code>", "stories that name this country, as CHN", countryCode)
    .option("--agency <name>", "stories of this agency")
    .option("--words <words>", "stories that have these words, as in search")
    .option("--once", "of stories that carry the same dispatch the first alone")
    .addHelpText(
      "after",
      `
Examples:
  chancery export events --to csv --out events.csv
  chancery export events --to parquet --out events.parquet --from 2018
  chancery export statements --to jsonl --country FRA | head
  chancery export events --to cameo-tsv > events.tsv
  chancery export anniversaries --to ics --country FRA --out france.ics

docs/exports.md has every column, and lines for R, Python and DuckDB.`,
    )
    .action(run);
}

async function run(kind: Exportable | "anniversaries", options: ExportCommandOptions, command: Command): Promise<void> {
  if (kind === "anniversaries") return exportAnniversaries(options, command);
  const to = formatsOf(kind).find((format) => format === options.to);
  if (to === undefined)
    command.error(`${kind} can be written as ${formatsOf(kind).join(", ")}, not as ${options.to}`, { exitCode: 2 });
  if (options.to === "parquet" && options.out === undefined && process.stdout.isTTY)
    command.error("Parquet is not for a terminal: name a file with --out", { exitCode: 2 });
  const archive = openArchive(archivePath(options), { readonly: true });
  try {
    const { from, until, country, agency, words, once } = options;
    const filter = {
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { to: until }),
      ...(country === undefined ? {} : { country }),
      ...(agency === undefined ? {} : { agency }),
      ...(words === undefined ? {} : { words }),
      ...(once ? { once } : {}),
    };
    const pieces = exportArchive(archive, { kind, to, filter });
    if (options.out === undefined) for (const piece of pieces) await write(piece);
    else writeWhole(options.out, pieces);
  } finally {
    archive.close();
  }
}

/** How many years a calendar file looks ahead. */
const YEARS_AHEAD = 10;

/** The anniversaries that follow from ties, of the next ten years or of those asked for, as a calendar program imports them. */
async function exportAnniversaries(options: ExportCommandOptions, command: Command): Promise<void> {
  if (options.to !== "ics") command.error(`anniversaries can be written as ics, not as ${options.to}`, { exitCode: 2 });
  // Loaded here, so that no other command waits for it.
  const { calendarFile } = await import("@chancery/server");
  const archive = openArchive(archivePath(options), { readonly: true });
  try {
    const year = new Date().getFullYear();
    const first = Number(options.from?.slice(0, 4) ?? year);
    const last = Number(options.until?.slice(0, 4) ?? first + YEARS_AHEAD);
    const between = options.country === undefined ? undefined : { a: options.country };
    const file = new TextEncoder().encode(
      calendarFile("Anniversaries", anniversariesOf(archive, [first, last], between), { years: true }),
    );
    if (options.out === undefined) await write(file);
    else writeWhole(options.out, [file]);
  } finally {
    archive.close();
  }
}

/** Writes a file that is there whole or not at all. */
function writeWhole(file: string, pieces: Iterable<Uint8Array>): void {
  const draft = `${file}.part`;
  const descriptor = openSync(draft, "w");
  try {
    for (const piece of pieces) writeSync(descriptor, piece);
    closeSync(descriptor);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
