/**
 * Derives `lexicon/actors/states.tsv` from npm `world-countries` (ODbL 1.0): code, alpha-2, names, position.
 * Run it again only when that package is updated; the table is committed.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

interface WorldCountry {
  cca2: string;
  cca3: string;
  name: { common: string; official: string };
  latlng: [number, number];
}

const require = createRequire(import.meta.url);
const source = require("world-countries/package.json") as { version: string };
const countries = require("world-countries") as WorldCountry[];

const rows = countries
  // Kosovo has no ISO code; XKX is the one in use, from the user-assigned range.
  .map((c) => (c.cca3 === "UNK" ? { ...c, cca3: "XKX" } : c))
  .sort((a, b) => (a.cca3 < b.cca3 ? -1 : 1))
  .map((c) => [c.cca3, c.cca2, c.name.common, c.name.official, ...c.latlng.map((n) => n.toFixed(2))].join("\t"));

const header = `# States and territories: ISO 3166-1 alpha-3, alpha-2, name, official name, latitude, longitude.
# Adjectives, inhabitants, capitals and what else English news calls them are in state-names.tsv.
# Derived by scripts/derive-states.ts from npm world-countries ${source.version},
# (c) Mohammed Le Doze, Open Database License 1.0 (https://opendatacommons.org/licenses/odbl/1-0/).
`;
writeFileSync(fileURLToPath(new URL("../lexicon/actors/states.tsv", import.meta.url)), `${header}${rows.join("\n")}\n`);
