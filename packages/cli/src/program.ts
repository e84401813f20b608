import { Command } from "commander";
import { ingestCommand } from "./commands/ingest.ts";
import { pairCommand } from "./commands/pair.ts";
import { parseCommand } from "./commands/parse.ts";
import { readCommand } from "./commands/read.ts";
import { serveCommand } from "./commands/serve.ts";

/** The command `chancery`: one file in `commands/` for each subcommand. Wrong usage exits with 2. */
export function program(): Command {
  const root = new Command("chancery")
    .description(
      "Reads diplomatic news and keeps the record: who said what, who did what to whom, when, and in whose words.",
    )
    .showHelpAfterError("(chancery --help lists the commands)")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const commands = [readCommand(), parseCommand(), pairCommand(), ingestCommand(), serveCommand()];
  for (const command of commands) root.addCommand(command.copyInheritedSettings(root));
  return root;
}
