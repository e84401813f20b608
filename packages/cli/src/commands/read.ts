import { readFileSync } from "node:fs";
import { takeIn } from "@chancery/reader/intake";
import { Command } from "commander";
import { shippedReader } from "../reader.ts";

export function readCommand(): Command {
  return new Command("read")
    .description("read and print")
    .argument("<file...>")
    .option("--json", "print the record, one a line")
    .action((files: string[]) => {
      const reader = shippedReader();
      for (const file of files)
        for (const taken of takeIn(readFileSync(file)))
          if (taken.kind === "story") console.log(JSON.stringify(reader.read(taken.story)));
    });
}
