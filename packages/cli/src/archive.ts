import { when } from "@chancery/archive";
import { type Command, InvalidArgumentError } from "commander";

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

/** An ISO 3166-1 alpha-3 code given on the command line. */
export function countryCode(text: string): string {
  if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase();
  throw new InvalidArgumentError("a country is three letters, as CHN (ISO 3166-1 alpha-3).");
}

/** A date, month or year given on the command line. */
export function dateBound(text: string): string {
  if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && when(text) !== null) return text;
  throw new InvalidArgumentError("a date is written 2024, 2024-01 or 2024-01-29.");
}

/** A whole number, 0 or more. */
export function positive(text: string): number {
  const n = Number(text);
  if (Number.isSafeInteger(n) && n >= 0) return n;
  throw new InvalidArgumentError("a whole number, 0 or more.");
}

/** Writes to standard output, waiting for a slow reader, so that a pipe is never flooded. */
export async function write(piece: string | Uint8Array): Promise<void> {
  if (process.stdout.write(piece)) return;
  await new Promise((resolve) => process.stdout.once("drain", resolve));
}
