import {
  type Archive,
  type CommitmentRow,
  type CommitmentStanding,
  commitmentsOf,
  type KnownEvents,
  openArchive,
  STANDINGS,
  type Standing,
  standingOf,
} from "@chancery/archive";
import { Command, InvalidArgumentError, Option } from "commander";
import { archiveOption, archivePath, countryCode, positive, write } from "../archive.ts";
import { named } from "../passages.ts";

interface CommitmentsOptions {
  archive?: string;
  standing?: Standing;
  on?: string;
  words?: string;
  limit: number;
  json?: boolean;
}

/** Fulfilments that are laid beside a promise. */
const BESIDE = 2;
/** Promises that are asked for at once. */
const PAGE = 200;

/** `chancery commitments`: what was promised, and what has become of it, with both passages. */
export function commitmentsCommand(): Command {
  return archiveOption(
    new Command("commitments").description("what was promised, and whether it is open, met, broken or lapsed"),
  )
    .argument("[a]", "a country, as CHN", countryCode)
    .argument("[b]", "another, as FRA, for promises between the two", countryCode)
    .addOption(new Option("--standing <standing>", "what has become of them").choices(STANDINGS))
    .option("--on <day>", "as it stood on this day (default: today)", day)
    .option("--words <words>", "promises that have all these words")
    .option("--limit <n>", "how many to show", positive, 20)
    .option("--json", "print a promise a line, as JSON")
    .addHelpText(
      "after",
      `
Examples:
  chancery commitments CHN FRA
  chancery commitments CHN --standing met --on 2020-07-01
  chancery commitments CHN --words vaccine`,
    )
    .action(run);
}

async function run(a: string | undefined, b: string | undefined, options: CommitmentsOptions): Promise<void> {
  const archive = openArchive(archivePath(options), { readonly: true });
  try {
    const today = options.on ?? new Date().toISOString().slice(0, 10);
    let shown = 0;
    const known: KnownEvents = new Map();
    for (const promise of promisesOf(archive, a === undefined ? undefined : { a, b })) {
      if (shown === options.limit) break;
      if (promise.published !== null && promise.published > today) continue;
      if (!hasWords(promise, options.words)) continue;
      const standing = standingOf(archive, promise, today, known);
      if (options.standing !== undefined && standing.standing !== options.standing) continue;
      shown++;
      await write(options.json ? `${JSON.stringify({ ...promise, ...standing })}\n` : `${told(promise, standing)}\n`);
    }
    if (shown === 0) console.error("chancery: nothing found");
  } finally {
    archive.close();
  }
}

/** The newest first. */
function* promisesOf(
  archive: Archive,
  between: { a: string; b: string | undefined } | undefined,
): Generator<CommitmentRow> {
  for (let offset: number | null = 0; offset !== null; ) {
    const page: ReturnType<typeof commitmentsOf> = commitmentsOf(archive, { between, limit: PAGE, offset });
    yield* page.rows;
    offset = page.next;
  }
}

function hasWords({ words }: CommitmentRow, asked: string | undefined): boolean {
  const text = words.toLowerCase();
  return (asked ?? "")
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The promise with its words, and under it the events that may have kept or broken it. */
function told(promise: CommitmentRow, { standing, decided, proposals }: CommitmentStanding): string {
  const { opens, closes, speaker, published, story, commitment } = promise;
  const term = opens === null && closes === null ? null : `${opens ?? "…"} to ${closes ?? "…"}`;
  const others = promise.with.length > 0 ? ` with ${named(promise.with)}` : "";
  const lines = [
    [`${named(promise.by)}${others}`, term, `${standing}${decided ? ", as a person decided" : ""}`]
      .filter(Boolean)
      .join(" · "),
    `  “${promise.words.replace(/\s+/g, " ")}”`,
    `  ${[published, speaker, `${story} ${commitment}`].filter(Boolean).join(" · ")}`,
  ];
  for (const { standing: as, event } of proposals.slice(0, BESIDE))
    lines.push(
      `    perhaps ${as}: ${event.date ?? event.published ?? "no date"} · ${event.type}`,
      `      “${event.sentence.replace(/\s+/g, " ").trim()}”`,
      `      ${event.story} ${event.event}`,
    );
  return `${lines.join("\n")}\n`;
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new InvalidArgumentError("a day is written 2024-01-29.");
  return text;
}
