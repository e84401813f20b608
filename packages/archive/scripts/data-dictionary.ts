/** Writes the data dictionary of docs/exports.md anew from the columns that exports have. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { aboutKind, columnsOf, EXPORT_KINDS } from "../src/exports/tables.ts";

const START = "<!-- data dictionary: written by packages/archive/scripts/data-dictionary.ts -->";
const FILE = fileURLToPath(new URL("../../../docs/exports.md", import.meta.url));

/** The page with the dictionary as the code has it; everything before its mark is kept. */
export function withDictionary(page: string): string {
  const before = page.slice(0, page.indexOf(START));
  const tables = EXPORT_KINDS.map((kind) => {
    const rows = columnsOf(kind).map(
      ({ name, type, about }) => `| \`${name}\` | ${type} | ${about.replaceAll("|", "\\|")} |`,
    );
    return `### ${kind}\n\nA row is ${aboutKind(kind)}.\n\n| column | type | what it says |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `${before}${START}\n\n${tables.join("\n")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, withDictionary(readFileSync(FILE, "utf8")));
