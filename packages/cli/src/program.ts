import { Command } from "commander";
import { backupCommand } from "./commands/backup.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { exportCommand } from "./commands/export.ts";
import { feedCommand } from "./commands/feed.ts";
import { forgetCommand } from "./commands/forget.ts";
import { ingestCommand } from "./commands/ingest.ts";
import { pairCommand } from "./commands/pair.ts";
import { parseCommand } from "./commands/parse.ts";
import { readCommand } from "./commands/read.ts";
import { searchCommand } from "./commands/search.ts";
import { serveCommand } from "./commands/serve.ts";
import { statsCommand } from "./commands/stats.ts";

/** The command `chancery`: one file in `commands/` for each subcommand. Wrong usage exits with 2. */
export function program(): Command {
  const root = new Command("chancery")
    .description(
      "Reads diplomatic news and keeps the record: who said what, who did what to whom, when, and in whose words.",
    )
    .showHelpAfterError("(chancery --help lists the commands)")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const commands = [
    readCommand(),
    parseCommand(),
    pairCommand(),
    ingestCommand(),
    serveCommand(),
    feedCommand(),
    searchCommand(),
    exportCommand(),
    statsCommand(),
    doctorCommand(),
    backupCommand(),
    forgetCommand(),
  ];
  for (const command of commands) root.addCommand(command.copyInheritedSettings(root));
  return root;
}
