import {
  ArchiveError,
  beginReread,
  type Changes,
  knows,
  type Outcome,
  openArchive,
  putRecords,
  storiesToReread,
  storyToReread,
} from "@chancery/archive";
import type { Format, Record, Story } from "@chancery/reader";
import { Command, InvalidArgumentError } from "commander";
import { archiveOption, archivePath } from "../archive.ts";
import { countFiles, inputs } from "../inputs.ts";
import { type Dictionaries, readerFor, withDictionaries } from "../reader.ts";
import { readingPool } from "../reading-pool.ts";
import { withIntake } from "./read.ts";

interface IngestOptions extends Dictionaries {
  archive?: string;
  as?: Format;
  date?: string;
  agency?: string;
  list?: boolean;
  reread?: boolean;
  threads?: number;
}

/** Stories in one transaction, and the milliseconds after which fewer are put away too. */
const BATCH = 200;
const PATIENCE = 1000;
/** Milliseconds after which signals are listened to while this thread reads. */
const LISTEN = 50;

/** `chancery ingest`: reads into the archive. Exit code 1 where an input failed, each named on standard error. */
export function ingestCommand(): Command {
  return archiveOption(
    withDictionaries(
      withIntake(new Command("ingest").description("read stories into the archive; safe to stop and to repeat")),
    ),
  )
    .argument("[path...]", "files or folders to read; - is standard input")
    .option("--list", "print the id of every story once it is safe in the archive")
    .option(
      "--reread",
      "read again what another version of the reader read; corrections are kept, and what changed is told",
    )
    .option("--threads <n>", "threads that read (default: one fewer than the machine has)", wholeNumber)
    .addHelpText(
      "after",
      `
Examples:
  chancery ingest stories/ --archive desk.chancery
  chancery ingest stories.jsonl --as jsonl
  chancery ingest --reread
  zcat stories.jsonl.gz | chancery ingest - --as jsonl`,
    )
    .action(ingest);
}

async function ingest(paths: string[], options: IngestOptions, command: Command): Promise<void> {
  if (paths.length === 0 && !options.reread)
    command.error("name files or folders to read, - for standard input, or --reread", { exitCode: 2 });
  if (paths.length > 0) await takeIn(paths, options);
  if (options.reread && process.exitCode !== 130) await reread(options);
}

async function takeIn(paths: string[], options: IngestOptions): Promise<void> {
  const archive = openArchive(archivePath(options));
  const progress = progressOf(paths);
  const tally: { [outcome in Outcome]: number } = { new: 0, version: 0, known: 0, reread: 0, forgotten: 0 };
  let failed = 0;
  let pool: ReturnType<typeof readingPool> | null = null;
  /** Readings under way, in the order of the inputs. */
  const readings: { story: Story; from: string; record: Promise<Record> }[] = [];
  let underWay = 0;
  let ready: Record[] = [];
  let since = Date.now();
  let heard = since;
  let stopped = false;
  /** The archive could not be written any more. */
  let broken = false;
  const stop = (): void => {
    stopped = true;
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  const fail = (from: string, reason: string): void => {
    failed++;
    process.exitCode = 1;
    progress.clear();
    console.error(`chancery: ${from}: ${reason}`);
  };
  const putAway = (): void => {
    since = Date.now();
    if (ready.length === 0) return;
    const batch = ready;
    ready = [];
    for (const { key, outcome } of putRecords(archive, batch)) {
      tally[outcome]++;
      if (options.list && outcome !== "forgotten") console.log(key);
    }
  };
  const takeOne = async (): Promise<void> => {
    const reading = readings.shift();
    if (!reading) return;
    underWay -= reading.story.text.length;
    try {
      ready.push(await reading.record);
    } catch (error) {
      fail(reading.from, `could not be read: ${(error as Error).message}`);
    }
    if (ready.length >= BATCH || Date.now() - since >= PATIENCE) putAway();
  };

  try {
    for await (const taken of inputs(paths, options)) {
      if (stopped) break;
      progress.at(taken.from, tally.new + tally.version + tally.known + readings.length + ready.length);
      if (taken.kind === "refused") {
        fail(`${taken.from}${taken.place ? `, ${taken.place}` : ""}`, taken.reason);
        continue;
      }
      const known = knows(archive, taken.story);
      if (known !== null) {
        tally[known]++;
        if (options.list && known === "known") console.log(taken.story.id);
        continue;
      }
      pool ??= readingPool(options, options.threads);
      const record = pool.read(taken.story);
      // A reading that fails before its turn comes is reported when it does.
      record.catch(() => {});
      readings.push({ story: taken.story, from: taken.from, record });
      underWay += taken.story.text.length;
      while (underWay >= pool.capacity) await takeOne();
      if (Date.now() - heard >= LISTEN) {
        await new Promise(setImmediate);
        heard = Date.now();
      }
    }
    while (readings.length > 0) await takeOne();
    putAway();
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    process.exitCode = 1;
    broken = true;
    progress.clear();
    console.error(`chancery: ${error.message}`);
  } finally {
    progress.clear();
    await pool?.close();
    archive.close();
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
  }
  const done = [
    `${count(tally.new, "story", "stories")} taken in`,
    tally.version > 0 && `${count(tally.version, "new version", "new versions")} of stories`,
    tally.known > 0 && `${tally.known.toLocaleString("en")} there already`,
    tally.forgotten > 0 && `${tally.forgotten.toLocaleString("en")} left out, forgotten for good`,
    failed > 0 && `${failed.toLocaleString("en")} failed`,
  ];
  console.error(
    `${archivePath(options)}: ${done.filter((part) => part).join(", ")}${stopped || broken ? "; stopped, run it again to go on" : ""}`,
  );
  if (stopped) process.exitCode = 130;
}

/** Reads again what other readers read, and tells what that changed in the record. */
async function reread(options: IngestOptions): Promise<void> {
  const archive = openArchive(archivePath(options), { create: false });
  const { version } = readerFor(options);
  const ids = storiesToReread(archive, version);
  const pool = readingPool(options, options.threads);
  const run = beginReread(archive, version, new Date().toISOString());
  const progress = progressOf(ids.length);
  let stopped = false;
  const stop = (): void => {
    stopped = true;
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    for (let at = 0; at < ids.length && !stopped; at += BATCH) {
      const readings: { id: number; record: Record }[] = [];
      const waiting = ids.slice(at, at + BATCH).flatMap((id) => {
        const story = storyToReread(archive, id);
        return story === null ? [] : [{ id, story, record: pool.read(story).catch((error: Error) => error) }];
      });
      for (const { id, story, record } of waiting) {
        const read = await record;
        if (!(read instanceof Error)) readings.push({ id, record: read });
        else {
          process.exitCode = 1;
          progress.clear();
          console.error(`chancery: ${story.id}: could not be read again, its reading stays: ${read.message}`);
        }
        progress.at(story.id, at + readings.length);
      }
      run.replace(readings);
    }
  } finally {
    progress.clear();
    await pool.close();
    archive.close();
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
  }
  console.error(tellChanges(archivePath(options), run.changes()));
  if (stopped) {
    console.error("chancery: stopped; run it again to go on");
    process.exitCode = 130;
  }
}

function tellChanges(file: string, changes: Changes): string {
  if (changes.stories === 0) return `${file}: every story was read by this reader already`;
  const lines = [
    `${file}: ${count(changes.stories, "story", "stories")} read again, ${changes.changed.toLocaleString("en")} changed`,
  ];
  for (const [reader, n] of Object.entries(changes.from))
    lines.push(`  before: reader ${reader} (${n.toLocaleString("en")})`);
  const { to } = changes;
  lines.push(
    `  now:    reader ${to.version} lexicon ${to.lexicon.slice(0, 19)} model ${to.model?.slice(0, 19) ?? "none"}`,
  );
  for (const [list, change] of Object.entries(changes.lists))
    lines.push(
      `  ${list.padEnd(12)} ${change.gained} gained, ${change.lost} lost, ${change.recoded} recoded, ${change.same} the same`,
    );
  const types = Object.entries(changes.types).sort((a, b) => b[1] - a[1]);
  for (const [recoding, n] of types.slice(0, 20)) lines.push(`    ${recoding}: ${n}`);
  if (types.length > 20) lines.push(`    and ${types.length - 20} more kinds of recoding`);
  const { kept, detached } = changes.corrections;
  if (kept + detached > 0)
    lines.push(`  corrections  ${kept} kept with their entry, ${detached} kept whose entry the new reading lacks`);
  return lines.join("\n");
}

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

function wholeNumber(text: string): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 0 && n <= 256) return n;
  throw new InvalidArgumentError("a whole number from 0 to 256.");
}

/**
 * A line on standard error that tells how far it is, how fast it goes and how long it will take, of some paths or of a number
 * of inputs; nothing where no person looks.
 */
function progressOf(of: readonly string[] | number): { at(file: string, stories: number): void; clear(): void } {
  if (!process.stderr.isTTY || process.env.CI) return { at() {}, clear() {} };
  const files = typeof of === "number" ? of : countFiles(of);
  const began = Date.now();
  let seen = 0;
  let last = "";
  let shown = 0;
  return {
    at(file, stories) {
      if (file !== last) {
        seen++;
        last = file;
      }
      const now = Date.now();
      if (now - shown < 100) return;
      shown = now;
      const seconds = (now - began) / 1000;
      const rate = stories / Math.max(seconds, 0.001);
      const share = Math.min(1, seen / Math.max(1, files));
      // One file of many stories, as JSON Lines are, does not tell how many are to come.
      const left =
        files > 1 && seconds > 1 ? ` · ${duration((seconds * (1 - share)) / Math.max(share, 1e-6))} left` : "";
      const bar = files > 1 ? `${"█".repeat(Math.round(share * 24)).padEnd(24, "░")} ` : "";
      process.stderr.write(`\r\x1b[2K${bar}${count(stories, "story", "stories")} · ${Math.round(rate)}/s${left}`);
    },
    clear() {
      process.stderr.write("\r\x1b[2K");
    },
  };
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
