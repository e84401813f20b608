import { backUp, openArchive } from "@chancery/archive";
import { Command } from "commander";
import { archiveOption, archivePath } from "../archive.ts";

/** `chancery backup`: a consistent copy, while others read and write. */
export function backupCommand(): Command {
  return archiveOption(new Command("backup").description("write a consistent copy of the archive, while it is in use"))
    .argument("<file>", "the copy: a new file, which is an archive itself")
    .addHelpText(
      "after",
      "\nExamples:\n  chancery backup desk-2024-01-29.chancery\n  chancery backup copy.chancery --archive desk.chancery",
    )
    .action((file: string, options: { archive?: string }) => {
      const archive = openArchive(archivePath(options), { readonly: true });
      try {
        backUp(archive, file);
        console.error(`${file}: written`);
      } finally {
        archive.close();
      }
    });
}
