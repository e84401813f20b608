import { existsSync, statfsSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import { examine, type Finding, openArchive } from "@chancery/archive";
import { Command } from "commander";
import { archiveOption, archivePath } from "../archive.ts";
import { readerFor } from "../reader.ts";

/** `chancery doctor`: checks machine, model, lexicon and archive, and says what to do. Exit code 1 where something is wrong. */
export function doctorCommand(): Command {
  return archiveOption(
    new Command("doctor").description("check the machine, the model, the lexicon and the archive, and say what to do"),
  )
    .option("--quick", "leave out what takes minutes for a large archive")
    .addHelpText("after", "\nExamples:\n  chancery doctor\n  chancery doctor --quick --archive desk.chancery")
    .action((options: { archive?: string; quick?: boolean }) => {
      const findings = [...machine(), ...reading(), ...archiveOf(archivePath(options), options.quick ?? false)];
      const width = Math.max(...findings.map(({ what }) => what.length));
      for (const { what, ok, told } of findings)
        console.log(`${ok ? "ok   " : "WRONG"}  ${what.padEnd(width)}  ${told}`);
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

function machine(): Finding[] {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  const free = statfsSync(".");
  const bytes = free.bavail * free.bsize;
  return [
    { what: "Node", ok: fits, told: fits ? process.versions.node : `${process.versions.node}: install 20.19 or later` },
    { what: "machine", ok: true, told: `${availableParallelism()} threads, ${gigabytes(totalmem())} of memory` },
    {
      what: "disk here",
      ok: bytes > 200e6,
      told: bytes > 200e6 ? `${gigabytes(bytes)} free` : `only ${gigabytes(bytes)} free: make room before you ingest`,
    },
  ];
}

function reading(): Finding[] {
  try {
    const { version } = readerFor();
    return [
      { what: "reader", ok: true, told: version.version },
      { what: "lexicon", ok: true, told: version.lexicon },
      { what: "model", ok: version.model !== null, told: version.model ?? "missing: reinstall chancery" },
    ];
  } catch (error) {
    return [{ what: "reader", ok: false, told: (error as Error).message }];
  }
}

function archiveOf(file: string, quick: boolean): Finding[] {
  if (!existsSync(file)) return [{ what: "archive", ok: true, told: `${file}: none yet; "chancery ingest" makes one` }];
  try {
    const archive = openArchive(file, { readonly: true });
    try {
      const disk = statfsSync(dirname(resolve(file)));
      return [
        { what: "archive", ok: true, told: `${file}, ${gigabytes(disk.bavail * disk.bsize)} free beside it` },
        ...examine(archive, quick).map((finding) => ({ ...finding, what: `archive: ${finding.what}` })),
      ];
    } finally {
      archive.close();
    }
  } catch (error) {
    return [{ what: "archive", ok: false, told: (error as Error).message }];
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
