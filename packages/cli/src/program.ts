import { VERSION } from "@chancery/reader";
import { Command } from "commander";

/** Every subcommand, one file in `commands/` for each: loaded when it is asked for, so that none waits for what another needs. */
const COMMANDS: { readonly [name: string]: () => Promise<Command> } = {
  read: async () => (await import("./commands/read.ts")).readCommand(),
  parse: async () => (await import("./commands/parse.ts")).parseCommand(),
  pair: async () => (await import("./commands/pair.ts")).pairCommand(),
  ingest: async () => (await import("./commands/ingest.ts")).ingestCommand(),
  serve: async () => (await import("./commands/serve.ts")).serveCommand(),
  feed: async () => (await import("./commands/feed.ts")).feedCommand(),
  search: async () => (await import("./commands/search.ts")).searchCommand(),
  events: async () => (await import("./commands/events.ts")).eventsCommand(),
  ties: async () => (await import("./commands/ties.ts")).tiesCommand(),
  anniversaries: async () => (await import("./commands/anniversaries.ts")).anniversariesCommand(),
  commitments: async () => (await import("./commands/commitments.ts")).commitmentsCommand(),
  wording: async () => (await import("./commands/wording.ts")).wordingCommand(),
  exchanges: async () => (await import("./commands/exchanges.ts")).exchangesCommand(),
  export: async () => (await import("./commands/export.ts")).exportCommand(),
  stats: async () => (await import("./commands/stats.ts")).statsCommand(),
  doctor: async () => (await import("./commands/doctor.ts")).doctorCommand(),
  backup: async () => (await import("./commands/backup.ts")).backupCommand(),
  forget: async () => (await import("./commands/forget.ts")).forgetCommand(),
};

/** The command `chancery`, with the one subcommand that is asked for, or with all of them. Wrong usage exits with 2. */
export async function program(asked?: string): Promise<Command> {
  const root = new Command("chancery")
    .description(
      "Reads diplomatic news and keeps the record: who said what, who did what to whom, when, and in whose words.",
    )
    .version(VERSION)
    .showHelpAfterError("(chancery --help lists the commands)")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const one = asked !== undefined && Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
  for (const load of one ? [one] : Object.values(COMMANDS)) root.addCommand((await load()).copyInheritedSettings(root));
  return root;
}
