import { Command } from "commander";
import { readCommand } from "./commands/read.ts";

/** The command `chancery`: one file in `commands/` for each subcommand. */
export function program(): Command {
  return new Command("chancery")
    .description(
      "Reads diplomatic news and keeps the record: who said what, who did what to whom, when, and in whose words.",
    )
    .showHelpAfterError("(chancery --help lists the commands)")
    .configureOutput({ outputError: (text, write) => write(text) })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .addCommand(readCommand());
}
