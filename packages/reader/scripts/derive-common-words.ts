/**
 * Derives `lexicon/actors/common-words.tsv` from the training part of the English Web Treebank: words that are more often no name.
 * `npx tsx packages/reader/scripts/derive-common-words.ts en_ewt-ud-train.conllu`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const plain = new Map<string, number>();
const named = new Map<string, number>();
for (const line of readFileSync(process.argv[2] as string, "utf8").split("\n")) {
  const [id = "", form = "", , upos = ""] = line.split("\t");
  if (!/^\d+$/.test(id) || !/^[A-Za-z]{3,}$/.test(form)) continue;
  // A capital inside a sentence is a name's, whatever its tag.
  const into = upos === "PROPN" || (id !== "1" && /^[A-Z]/.test(form)) ? named : plain;
  into.set(form.toLowerCase(), (into.get(form.toLowerCase()) ?? 0) + 1);
}
const words = [...plain].filter(([word, n]) => n >= 2 && n > (named.get(word) ?? 0)).map(([word]) => word);
writeFileSync(
  fileURLToPath(new URL("../lexicon/actors/common-words.tsv", import.meta.url)),
  `# Words that are more often no name: by them "Free Trade Area" is told from a person's name. One line, "|" between.
# Derived by scripts/derive-common-words.ts from UD English EWT (training part), (c) Linguistic Data Consortium and the Universal
# Dependencies contributors, CC BY-SA 4.0.
${words.sort().join("|")}
`,
);
