/** Writes `src/countries/table.ts`: the states of the lexicon with the numbers by which the map knows them (ISO 3166-1, from npm world-countries). */
import { readFileSync, writeFileSync } from "node:fs";

interface State {
  cca3: string;
  ccn3: string;
}
const numbers = new Map(
  (
    JSON.parse(
      readFileSync(new URL("../../../node_modules/world-countries/countries.json", import.meta.url), "utf8"),
    ) as State[]
  ).map(({ cca3, ccn3 }) => [cca3, ccn3]),
);
const rows = readFileSync(new URL("../../reader/lexicon/actors/states.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => line.split("\t"))
  .map(([code = "", , name = ""]) => `${code}\t${numbers.get(code) ?? ""}\t${name}`);
writeFileSync(
  new URL("../src/countries/table.ts", import.meta.url),
  `// Made from the lexicon's states by packages/web/scripts/countries.ts; not edited by hand.\n/** A state a line: ISO 3166-1 alpha-3, its number, its name. */\nexport const STATES = \`\n${rows.join("\n")}\n\`;\n`,
);
