#!/usr/bin/env node
import { program } from "./program.ts";

// A reader of our output that closes early (`chancery read … | head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await (await program(process.argv[2])).parseAsync();
} catch (error) {
  console.error(`chancery: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
