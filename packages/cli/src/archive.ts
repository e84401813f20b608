import type { Command } from "commander";

/** The archive's file where no other is named. */
const DEFAULT = "chancery.chancery";

/** Adds the option that names the archive. */
export function archiveOption(command: Command): Command {
  return command.option(
    "--archive <file>",
    `the archive (default: $CHANCERY_ARCHIVE, otherwise ${DEFAULT} in the folder where you are)`,
  );
}

/** The archive that a command works on: the one named, that of $CHANCERY_ARCHIVE, or the default in this folder. */
export function archivePath(options: { archive?: string }): string {
  return options.archive ?? (process.env.CHANCERY_ARCHIVE || DEFAULT);
}
