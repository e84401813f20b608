/** Compiles `lexicon/**.tsv` into `dist/lexicon.bin`. A table's name is its path without `.tsv`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileLexicon } from "../src/lexicon.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const folder = join(room, "lexicon");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsv"))
  .map((file) => ({
    name: file.slice(0, -".tsv".length).replaceAll("\\", "/"),
    text: readFileSync(join(folder, file), "utf8"),
  }));
mkdirSync(join(room, "dist"), { recursive: true });
writeFileSync(join(room, "dist", "lexicon.bin"), compileLexicon(files));
