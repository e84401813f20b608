import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createReader, type LexiconAddition, type Reader } from "@chancery/reader";

/** The reader with the model and the lexicon that ship with the command. */
export function shippedReader(additions: readonly LexiconAddition[] = []): Reader {
  return createReader({ model: asset("model.bin"), lexicon: asset("lexicon.bin"), additions });
}

/** The bytes of a file that ships with the command: beside the bundle, or in a checkout where the build leaves it. */
function asset(name: string): Uint8Array {
  const places = [`./assets/${name}`, `../assets/${name}`, `../dist/assets/${name}`, `../../dist/assets/${name}`];
  for (const place of places) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(path)) return readFileSync(path);
  }
  throw new Error(`${name} is missing from the installation: reinstall chancery, or run "npm run build" in a checkout`);
}
