import { archiveStats, type Count, openArchive } from "@chancery/archive";
import { Command } from "commander";
import { archiveOption, archivePath } from "../archive.ts";

/** `chancery stats`: what the archive holds. */
export function statsCommand(): Command {
  return archiveOption(new Command("stats").description("tell what the archive holds"))
    .option("--json", "print it as JSON")
    .addHelpText("after", "\nExamples:\n  chancery stats\n  chancery stats --archive desk.chancery --json")
    .action((options: { archive?: string; json?: boolean }) => {
      const archive = openArchive(archivePath(options), { readonly: true });
      try {
        const stats = archiveStats(archive);
        if (options.json) {
          console.log(JSON.stringify(stats));
          return;
        }
        const n = (value: number): string => value.toLocaleString("en");
        const line = (name: string, value: string): void => console.log(`${name.padEnd(14)}${value}`);
        line("archive", `${stats.path} (${size(stats.bytes + stats.log)}, version ${stats.version})`);
        line(
          "stories",
          `${n(stats.stories)}${stats.from === null ? "" : `, ${stats.from} to ${stats.to}`}${stats.undated > 0 ? `, ${n(stats.undated)} undated` : ""}`,
        );
        if (stats.duplicates > 0) line("", `${n(stats.duplicates)} of them reprint a dispatch that is there already`);
        if (stats.versions > 0) line("", `${n(stats.versions)} older versions kept`);
        line("statements", n(stats.statements));
        line("events", `${n(stats.events)}, ${n(stats.counted)} counted (as news and as fact, once of all reprints)`);
        line("ties", n(stats.ties));
        line("commitments", n(stats.commitments));
        line("actors", n(stats.actors));
        if (stats.corrections > 0) line("corrections", n(stats.corrections));
        if (stats.forgotten > 0) line("forgotten", n(stats.forgotten));
        list("agencies", stats.agencies);
        list("languages", stats.languages);
        list("event types", stats.types);
        list("read by", stats.readers);
      } finally {
        archive.close();
      }
    });
}

/** Names that a person still takes in; the rest is told as a number. */
const SHOWN = 12;

function list(name: string, counts: readonly Count[]): void {
  if (counts.length === 0) return;
  console.log(`\n${name}`);
  for (const count of counts.slice(0, SHOWN))
    console.log(`  ${count.n.toLocaleString("en").padStart(10)}  ${count.name}`);
  const rest = counts.slice(SHOWN).reduce((sum, count) => sum + count.n, 0);
  if (rest > 0) console.log(`  ${rest.toLocaleString("en").padStart(10)}  ${counts.length - SHOWN} others`);
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
