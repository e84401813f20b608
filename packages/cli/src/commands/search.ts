import { type Found, openArchive, type Snippet, searchStatements, searchStories } from "@chancery/archive";
import { STATEMENT_KINDS, type StatementKind } from "@chancery/reader";
import { Command, Option } from "commander";
import { createColors } from "picocolors";
import { archiveOption, archivePath, countryCode, dateBound, positive, write } from "../archive.ts";

interface SearchOptions {
  archive?: string;
  speaker?: string;
  office?: string;
  country?: string;
  about?: string;
  dyad?: string;
  kind?: StatementKind;
  from?: string;
  to?: string;
  stories?: boolean;
  newest?: boolean;
  once?: boolean;
  limit: number;
  offset: number;
  json?: boolean;
  color: boolean;
}

/** `chancery search`: statements, or stories, by their words and by who said them, when and about whom. */
export function searchCommand(): Command {
  return archiveOption(
    new Command("search").description("find statements by their words, and by who said them, when and about whom"),
  )
    .argument("[words...]", 'words that all occur; "a phrase", prefix*, NEAR(a b, 5), AND, OR, NOT, ( )')
    .option("--speaker <name>", "who said it")
    .option("--office <office>", "the office of who said it, as the stories tell it")
    .option("--country <code>", "the country of who said it, as CHN", countryCode)
    .option("--about <code>", "a country that is addressed or named", countryCode)
    .option("--dyad <a:b>", "what country A said about country B, as CHN:FRA")
    .addOption(new Option("--kind <kind>", "how it was quoted").choices(STATEMENT_KINDS))
    .option("--from <date>", "the first date, as 2018, 2018-05 or 2018-05-03", dateBound)
    .option("--to <date>", "the last date", dateBound)
    .option("--stories", "search whole stories instead of statements")
    .option("--newest", "the newest first, instead of the best match")
    .option("--once", "show what reprints repeat once")
    .option("--limit <n>", "how many to show", positive, 20)
    .option("--offset <n>", "how many to skip", positive, 0)
    .option("--json", "print a finding a line, as JSON")
    .option("--no-color", "print without colours")
    .addHelpText(
      "after",
      `
Examples:
  chancery search nuclear talks --country IRN --from 2018
  chancery search '"comprehensive strategic partnership"' --dyad CHN:FRA
  chancery search 'sanction* NOT UN' --speaker "Wang Wenbin" --newest`,
    )
    .action(search);
}

async function search(typed: string[], options: SearchOptions, command: Command): Promise<void> {
  const [country, about] = options.dyad === undefined ? [options.country, options.about] : dyad(options.dyad, command);
  const words = typed.join(" ");
  const given = { ...options, country, about };
  if (words === "" && [given.speaker, given.office, given.country, given.about].every((one) => one === undefined))
    command.error("search for words, or name a --speaker, --office, --country, --about or --dyad", { exitCode: 2 });
  const archive = openArchive(archivePath(options), { readonly: true });
  try {
    const page = {
      limit: options.limit,
      offset: options.offset,
      ...(options.newest ? { order: "newest" as const } : {}),
      ...(options.once ? { once: true } : {}),
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
    };
    const colour = options.color && !process.env.NO_COLOR && (process.stdout.isTTY || Boolean(process.env.FORCE_COLOR));
    if (options.stories) {
      const found = searchStories(archive, { words, ...page, ...(country === undefined ? {} : { country }) });
      if (options.json) for (const row of found.rows) await write(`${JSON.stringify(row)}\n`);
      else
        await print(found, colour, (row) => [
          [row.published ?? "no date", row.agency, row.headline].filter((part) => part).join(" · "),
          row.snippet,
          row.key,
        ]);
      return;
    }
    const found = searchStatements(archive, {
      ...page,
      ...(words === "" ? {} : { words }),
      ...(options.speaker === undefined ? {} : { speaker: options.speaker }),
      ...(options.office === undefined ? {} : { office: options.office }),
      ...(country === undefined ? {} : { country }),
      ...(about === undefined ? {} : { about }),
      ...(options.kind === undefined ? {} : { kind: options.kind }),
    });
    if (options.json) for (const row of found.rows) await write(`${JSON.stringify(row)}\n`);
    else
      await print(found, colour, (row) => [
        [
          row.date ?? "no date",
          [row.speaker ?? "speaker not told", row.office].filter((part) => part).join(", "),
          row.country,
        ]
          .filter((part) => part)
          .join(" · "),
        row.snippet,
        [
          row.headline,
          row.agency,
          row.published,
          `${row.story} ${row.statement}`,
          row.duplicates > 0 && `${row.duplicates} more with the same dispatch`,
        ]
          .filter((part) => part)
          .join(" · "),
      ]);
  } finally {
    archive.close();
  }
}

function dyad(text: string, command: Command): [string, string] {
  const parts = /^([A-Za-z]{3}):([A-Za-z]{3})$/.exec(text);
  if (!parts) command.error(`--dyad is written A:B with ISO 3166-1 codes, as CHN:FRA, not "${text}"`, { exitCode: 2 });
  return [(parts?.[1] ?? "").toUpperCase(), (parts?.[2] ?? "").toUpperCase()];
}

async function print<Row>(
  found: Found<Row>,
  colour: boolean,
  lines: (row: Row) => [string, Snippet, string],
): Promise<void> {
  const c = createColors(colour);
  for (const row of found.rows) {
    const [head, snippet, foot] = lines(row);
    await write(`${c.bold(head)}\n  ${marked(snippet, colour)}\n  ${c.dim(foot)}\n\n`);
  }
  const many = found.exact ? "" : ", more matches than can be weighed, the newest first";
  if (found.rows.length === 0) console.error("chancery: nothing found");
  else if (found.next !== null) console.error(`chancery: more with --offset ${found.next}${many}`);
}

/** A snippet on one line with its marks: in colour, or between asterisks. */
function marked({ text, marks }: Snippet, colour: boolean): string {
  const c = createColors(colour);
  let out = "";
  let at = 0;
  for (const [start, end] of marks) {
    const word = text.slice(start, end);
    out += text.slice(at, start) + (colour ? c.bold(c.yellow(word)) : `*${word}*`);
    at = end;
  }
  return (out + text.slice(at)).replace(/\s+/g, " ").trim();
}
