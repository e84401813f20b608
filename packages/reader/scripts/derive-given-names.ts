/** Derives `lexicon/actors/given-names.tsv` from npm `@faker-js/faker` (MIT): the first names of its locales in Latin letters. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { allLocales } from "@faker-js/faker";
import { fold } from "../src/actors/names.ts";

const LOCALES = [
  "en",
  "en_AU",
  "en_GB",
  "en_GH",
  "en_IN",
  "en_NG",
  "en_ZA",
  "en_HK",
  "de",
  "de_AT",
  "de_CH",
  "fr",
  "fr_CH",
  "fr_SN",
  "es",
  "es_MX",
  "it",
  "pt_BR",
  "pt_PT",
  "nl",
  "nl_BE",
  "sv",
  "da",
  "nb_NO",
  "fi",
  "pl",
  "cs_CZ",
  "sk",
  "hu",
  "ro",
  "tr",
  "hr",
  "sr_RS_latin",
  "id_ID",
  "lv",
  "az",
  "af_ZA",
  "zu_ZA",
  "yo_NG",
  "uz_UZ_latin",
  "vi",
] as const;
type Names = { generic?: string[]; female?: string[]; male?: string[] } | string[] | undefined;

const female = new Map<string, string>();
const male = new Map<string, string>();
for (const locale of LOCALES) {
  const names = (allLocales as Record<string, { person?: { first_name?: Names } } | undefined>)[locale]?.person
    ?.first_name;
  if (!names || Array.isArray(names)) continue;
  for (const [into, list] of [
    [female, names.female],
    [male, names.male],
  ] as const)
    for (const name of list ?? [])
      if (/^[\p{Script=Latin}'’-]+$/u.test(name) && !name.includes("-") && name.length > 2 && !into.has(fold(name)))
        into.set(fold(name), name);
}
const of = (map: ReadonlyMap<string, string>) => [...map.keys()].sort().join("|");
writeFileSync(
  fileURLToPath(new URL("../lexicon/actors/given-names.tsv", import.meta.url)),
  `# Given names: gender (m, f), names as src/actors/names.ts folds them ("|" between). A name of both lists says no gender. Names that faker lacks are in given-names-more.tsv.
# Derived by scripts/derive-given-names.ts from npm @faker-js/faker, (c) Faker contributors, MIT licence.
f\t${of(female)}
m\t${of(male)}
`,
);
