import { type EventRow, openArchive, openEvents, type Subject } from "@chancery/archive";
import { EVENT_TYPES, type EventType, QUADS, type Quad } from "@chancery/reader";
import { Command, Option } from "commander";
import { archiveOption, archivePath, countryCode, dateBound, positive, write } from "../archive.ts";
import { finding } from "../passages.ts";

interface EventsOptions {
  archive?: string;
  type?: EventType;
  quad?: Quad;
  from?: string;
  to?: string;
  all?: boolean;
  limit: number;
  json?: boolean;
}

/** `chancery events`: who did what to whom, the latest first, with the sentences that tell it. */
export function eventsCommand(): Command {
  return archiveOption(new Command("events").description("who did what to whom, with the sentences that tell it"))
    .argument("<a>", "the country that did it, as USA", countryCode)
    .argument("[b]", "the country to which it was done, as CHN", countryCode)
    .addOption(new Option("--type <type>", "the PLOVER type").choices(EVENT_TYPES))
    .addOption(new Option("--quad <quad>", "verbal or material, cooperation or conflict").choices(QUADS))
    .option("--from <date>", "the first date, as 2018, 2018-05 or 2018-05-03", dateBound)
    .option("--to <date>", "the last date", dateBound)
    .option("--all", "also what is planned, supposed, denied or told as background")
    .option("--limit <n>", "how many to show", positive, 20)
    .option("--json", "print an event a line, as JSON")
    .addHelpText(
      "after",
      `
Examples:
  chancery events USA CHN --quad material-conflict --from 2019
  chancery events CHN --type AID`,
    )
    .action(run);
}

async function run(a: string, b: string | undefined, options: EventsOptions): Promise<void> {
  const archive = openArchive(archivePath(options), { readonly: true });
  try {
    const subject: Subject = b === undefined ? { country: a, role: "actor" } : { source: a, target: b };
    const { rows } = openEvents(archive, {
      subject,
      limit: options.limit,
      counted: !options.all,
      ...(options.type === undefined ? {} : { type: options.type }),
      ...(options.quad === undefined ? {} : { quad: options.quad }),
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
    });
    for (const row of rows)
      if (options.json) await write(`${JSON.stringify(row)}\n`);
      else
        await finding(headOf(row), row.sentence, [
          row.speaker !== null && `says ${row.speaker}`,
          `${row.story} ${row.event}`,
        ]);
    if (rows.length === 0) console.error("chancery: nothing found");
  } finally {
    archive.close();
  }
}

/** "2019-06-01 · SANCTION United States → China" */
function headOf({ date, type, mode, aux, actors, recipients }: EventRow): string {
  const whom = recipients.length > 0 ? ` → ${recipients.join(", ")}` : "";
  const what = [type, mode, ...aux].filter(Boolean).join(" ");
  return `${date ?? "no date"} · ${what} · ${actors.join(", ")}${whom}`;
}
