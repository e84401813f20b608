import { statSync } from "node:fs";
import { forgetActor, forgetStory, openArchive } from "@chancery/archive";
import { Command } from "commander";
import { archiveOption, archivePath } from "../archive.ts";

/** An archive of more bytes takes a person's patience to rewrite. */
const LARGE = 1e9;

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
        const { size } = statSync(archive.path);
        if (size > LARGE)
          console.error(
            `${archivePath(options)}: ${(size / 1e9).toFixed(1)} GB are rewritten so that no trace is left, which takes a while and as much room again`,
          );
        const ofStory = forgetStory(archive, name);
        const done = ofStory ?? forgetActor(archive, name);
        if (done === null) {
          console.error(`chancery: ${name}: the archive has no such story or actor`);
          process.exitCode = 1;
          return;
        }
        const what = ofStory === null ? "the actor" : "the story";
        const told =
          done.stories === 0
            ? `${what} was forgotten before; the file is rewritten once more`
            : `forgot ${what}; ${done.stories} ${done.stories === 1 ? "story" : "stories"} changed`;
        console.error(`${archivePath(options)}: ${told}`);
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
