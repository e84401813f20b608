import {
  type Exchange,
  type ExchangeClaim,
  type ExchangeCount,
  exchangesOf,
  LEVELS,
  openArchive,
} from "@chancery/archive";
import { Command } from "commander";
import { archiveOption, archivePath, countryCode, dateBound, write } from "../archive.ts";

interface ExchangesOptions {
  archive?: string;
  since?: string;
  until?: string;
  json?: boolean;
}

/** `chancery exchanges`: visits and meetings of two countries by month and level, and what was said of them. */
export function exchangesCommand(): Command {
  return archiveOption(
    new Command("exchanges").description(
      "count the visits and meetings of two countries by month and level, beside what was said of them",
    ),
  )
    .argument("<a>", "a country, as CHN", countryCode)
    .argument("<b>", "the other, as FRA", countryCode)
    .option("--since <date>", "from this date on, as 2019, 2019-05 or 2019-05-03", dateBound)
    .option("--until <date>", "up to this date", dateBound)
    .option("--json", "print all of it as one JSON object")
    .addHelpText(
      "after",
      `
Examples:
  chancery exchanges CHN FRA --since 2019
  chancery exchanges JPN KOR --since 2018-06 --until 2019 --json`,
    )
    .action(run);
}

async function run(a: string, b: string, options: ExchangesOptions): Promise<void> {
  const archive = openArchive(archivePath(options), { readonly: true });
  try {
    const found = exchangesOf(archive, a, b, {
      ...(options.since === undefined ? {} : { from: options.since }),
      ...(options.until === undefined ? {} : { to: options.until }),
    });
    if (options.json) return await write(`${JSON.stringify(found)}\n`);
    const { periods, exchanges, claims } = found;
    if (exchanges.length === 0 && claims.length === 0) return console.error("chancery: nothing found");
    const columns = LEVELS.map((level) => level.padStart(11)).join("");
    await write(`${" ".repeat(10)}visits${" ".repeat(38)}  meetings and calls\nmonth     ${columns}  ${columns}\n`);
    for (const { period, ...count } of periods) await write(`${(period ?? "undated").padEnd(10)}${figures(count)}\n`);
    if (claims.length > 0) await write("\nWhat was said of them\n");
    for (const claim of claims) await write(said(claim));
    if (exchanges.length > 0) await write("\nWhat was counted\n");
    for (const exchange of exchanges) await write(counted(exchange, a, b));
  } finally {
    archive.close();
  }
}

function figures({ visits, meetings }: ExchangeCount): string {
  const row = (of: ExchangeCount["visits"]) => LEVELS.map((level) => String(of[level] || "·").padStart(11)).join("");
  return `${row(visits)}  ${row(meetings)}`;
}

/** "2 visits (leaders 1, ministers 1) and 3 meetings (leaders 3)" */
function inWords({ visits, meetings }: ExchangeCount): string {
  const of = (name: string, by: ExchangeCount["visits"]) => {
    const all = LEVELS.reduce((sum, level) => sum + by[level], 0);
    const levels = LEVELS.flatMap((level) => (by[level] > 0 ? [`${level} ${by[level]}`] : [])).join(", ");
    return `${all} ${name}${all === 1 ? "" : "s"}${levels && ` (${levels})`}`;
  };
  return `${of("visit", visits)}, ${of("meeting", meetings)}`;
}

function said({ statement, sentence, since, told, counted, before }: ExchangeClaim): string {
  const who = [statement.speaker ?? "speaker not told", statement.office].filter(Boolean).join(", ");
  const span = told ? `since ${since}, as it says` : `in the year before, since ${since}`;
  return `  ${statement.date} · ${who}\n    “${sentence.trim()}”\n    ${span}: ${inWords(counted)}; as long before that: ${inWords(before)}\n    ${statement.story} ${statement.statement}\n`;
}

function counted({ date, kind, level, from, who, passages }: Exchange, a: string, b: string): string {
  const [here, there] = [who[0].join(", "), who[1].join(", ")];
  const whom =
    kind === "visit" ? (from === a ? `${here} → ${there || b}` : `${there} → ${here || a}`) : `${here} and ${there}`;
  const lines = passages.map(({ sentence, story, event }) => `    “${sentence.trim()}”\n    ${story} ${event}\n`);
  return `  ${date ?? "undated"} · ${kind}, ${level} · ${whom}\n${lines.join("")}`;
}
