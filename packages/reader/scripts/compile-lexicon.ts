/**
 * Compiles `lexicon/**.tsv` into `dist/lexicon.bin`. A table's name is its path without `.tsv`. The tables of
 * `lexicon/intake/` go into `src/intake/tables.ts` instead: stories are taken in before there is a reader with a lexicon.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileLexicon, rowLines } from "../src/lexicon.ts";

const room = fileURLToPath(new URL("..", import.meta.url));
const folder = join(room, "lexicon");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsv"))
  .map((file) => ({
    name: file.slice(0, -".tsv".length).replaceAll("\\", "/"),
    text: readFileSync(join(folder, file), "utf8"),
  }));
mkdirSync(join(room, "dist"), { recursive: true });
const isIntake = ({ name }: { name: string }) => name.startsWith("intake/");
writeFileSync(join(room, "dist", "lexicon.bin"), compileLexicon(files.filter((file) => !isIntake(file))));

const tables = files
  .filter(isIntake)
  .map(
    ({ name, text }) =>
      `  "${name.slice("intake/".length)}": ${JSON.stringify(rowLines(text), null, 4).replace(/\n\]$/, ",\n  ]")},\n`,
  )
  .join("");
writeFileSync(
  join(room, "src", "intake", "tables.ts"),
  `// biome-ignore-all format: written by a script\n/** The rows of \`lexicon/intake/*.tsv\`. Written by scripts/compile-lexicon.ts: change the tables there. */
export const TABLES: { readonly [name: string]: readonly string[] } = {\n${tables}};\n`,
);
