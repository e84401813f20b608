import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import {
  ArchiveError,
  addSource,
  dueSources,
  listSources,
  openArchive,
  removeSource,
  type Source,
} from "@chancery/archive";
import { poll, pollingOf } from "@chancery/server";
import { Command } from "commander";
import { archiveOption, archivePath } from "../archive.ts";
import { readerFor } from "../reader.ts";

interface FeedOptions {
  archive?: string;
  allow?: string[];
  fulltext?: boolean;
  all?: boolean;
}

/** `chancery feed`: the feeds and folders from which stories come; `chancery serve` asks them by itself. */
export function feedCommand(): Command {
  const feed = new Command("feed")
    .description("feeds and folders from which stories come")
    .addHelpText(
      "after",
      "\nExamples:\n  chancery feed add https://example.org/news.xml\n  chancery feed add ~/dispatches\n  chancery feed poll",
    );
  archiveOption(feed.command("add").description("add a feed, or a folder that is watched"))
    .argument("<address-or-folder...>")
    .option("--no-fulltext", "take summaries as they are; do not fetch the items’ pages")
    .action((addresses: string[], options: FeedOptions) =>
      within(options, (archive) => {
        for (const given of addresses) {
          const kind = /^https?:\/\//i.test(given) ? "feed" : "folder";
          const address = kind === "feed" ? addressOf(given) : resolve(given);
          if (address === null || (kind === "folder" && !(existsSync(address) && statSync(address).isDirectory()))) {
            console.error(
              `chancery: ${given}: ${kind === "feed" ? "is not an address" : "is neither an address nor a folder"}`,
            );
            process.exitCode = 1;
            continue;
          }
          const source = addSource(archive, {
            kind,
            address,
            fulltext: options.fulltext ?? true,
            made: new Date().toISOString(),
          });
          console.log(`${source.id}\t${source.kind}\t${source.address}`);
        }
      }),
    );
  archiveOption(feed.command("list").description("list them, with when they were asked and what is wrong")).action(
    (options: FeedOptions) =>
      within(options, (archive) => {
        for (const source of listSources(archive)) console.log(line(source));
      }),
  );
  archiveOption(feed.command("poll").description("ask those that are due"))
    .option("--all", "ask all of them, due or not")
    .option("--allow <name...>", "names inside this machine’s network from which feeds may be fetched")
    .action((options: FeedOptions) =>
      within(options, async (archive) => {
        const reader = readerFor();
        const polling = pollingOf({ archive, read: (story) => reader.read(story), allowed: options.allow ?? [] });
        if (!polling) return;
        const sources = options.all ? listSources(archive) : dueSources(archive, new Date().toISOString());
        for (const source of sources) {
          const { came, failed, trouble } = await poll(source, polling);
          if (trouble !== null || failed > 0) process.exitCode = 1;
          if (trouble !== null) console.error(`chancery: ${source.address}: ${trouble}`);
          else console.log(`${source.address}: ${came} new${failed ? `, ${failed} failed` : ""}`);
        }
      }),
    );
  archiveOption(feed.command("remove").description("remove one; its stories stay"))
    .argument("<number...>", "the numbers that `feed list` shows")
    .action((numbers: string[], options: FeedOptions) =>
      within(options, (archive) => {
        for (const number of numbers)
          if (!/^\d{1,12}$/.test(number) || !removeSource(archive, Number(number))) {
            console.error(`chancery: ${number}: there is no such source`);
            process.exitCode = 1;
          }
      }),
    );
  return feed;
}

/** Opens the archive for an action; what the archive refuses is a line on standard error and exit code 1. */
async function within(
  options: FeedOptions,
  action: (archive: ReturnType<typeof openArchive>) => void | Promise<void>,
): Promise<void> {
  try {
    const archive = openArchive(archivePath(options));
    try {
      await action(archive);
    } finally {
      archive.close();
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    console.error(`chancery: ${error.message}`);
    process.exitCode = 1;
  }
}

function addressOf(given: string): string | null {
  if (!URL.canParse(given)) return null;
  const { href, username, password } = new URL(given);
  return username || password ? null : href;
}

function line({ id, kind, address, name, asked, stories, trouble }: Source): string {
  const state = trouble ?? (asked === null ? "not asked yet" : `asked ${asked}`);
  return [id, kind, address, name ?? "", `${stories} ${stories === 1 ? "story" : "stories"}`, state].join("\t");
}
