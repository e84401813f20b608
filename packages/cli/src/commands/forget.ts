import { forgetActor, forgetStory, openArchive } from "@chancery/archive";
import { Command } from "commander";
import { archiveOption, archivePath } from "../archive.ts";

/** `chancery forget`: removes a story, or an actor, and all that was read from it, for good. */
export function forgetCommand(): Command {
  return archiveOption(
    new Command("forget").description("remove a story or an actor, and all that was read from it, for good"),
  )
    .argument("<story|actor>", "a story's id, or an actor's name as the stories have it")
    .addHelpText(
      "after",
      `
A story goes with its versions, its part in searches and counts, and people's corrections of it. An actor's name is
blanked in every text that has it, and what the actor said, did, received or promised is taken out. Neither comes back with
the next ingest. The file is rewritten, so that no trace is left in it; backups that you made before are not touched.

Examples:
  chancery forget "Wang Wenbin"
  chancery forget story-17 --archive desk.chancery`,
    )
    .action((name: string, options: { archive?: string }) => {
      const archive = openArchive(archivePath(options), { create: false });
      try {
        const story = archive.db.prepare("SELECT count(*) FROM story WHERE key = ?").pluck().get(name) as number;
        const what = story > 0 ? "the story" : "the actor";
        const done = story > 0 ? forgetStory(archive, name) : forgetActor(archive, name);
        if (done === null) {
          console.error(`chancery: ${name}: the archive has no such story or actor`);
          process.exitCode = 1;
          return;
        }
        console.error(
          `${archivePath(options)}: forgot ${what}; ${done.stories} ${done.stories === 1 ? "story" : "stories"} changed`,
        );
        if (!done.clean) {
          console.error(
            "chancery: another process is reading the archive, so its log could not be emptied; run this again when it is done",
          );
          process.exitCode = 1;
        }
      } finally {
        archive.close();
      }
    });
}
