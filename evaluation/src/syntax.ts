/** Tags, lemmas and dependencies on the gold tokens of the UD English treebanks (EWT, and GUM's openly licensed genres). */
import { readFileSync } from "node:fs";
import { readConllu, rewriteConllu } from "@chancery/reader";
import { data, shippedReader } from "./reader.ts";
import { outFile, score } from "./score.ts";

const SETS = ["ewt-dev", "ewt-test", "gum-dev", "gum-test"];
const SHOWN = 20;

/** Prints the scorer's figures for each set, the most frequent mistakes, and what of each relation is found. */
export async function run(): Promise<void> {
  const reader = shippedReader();
  for (const name of SETS) {
    const gold = data(`syntax/${name}.conllu`);
    if (gold === null) continue;
    const bare = readConllu(score("syntax-input", gold));
    const found = rewriteConllu(bare, reader.parse(bare.tokens));
    console.log(`${name}\n${score("syntax", gold, outFile(`${name}.syntax.conllu`, found))}`);
    if (name.endsWith("dev")) showMistakes(wordRows(readFileSync(gold, "utf8")), wordRows(found));
  }
}

/** The columns of every syntactic word of a CoNLL-U file. */
function wordRows(conllu: string): string[][] {
  return conllu
    .split("\n")
    .map((line) => line.split("\t"))
    .filter((cells) => /^\d+$/.test(cells[0] as string));
}

function showMistakes(gold: readonly string[][], found: readonly string[][]): void {
  const tags = new Map<string, number>();
  const lemmas = new Map<string, number>();
  const relations = new Map<string, { gold: number; found: number; both: number }>();
  const relation = (label: string) => {
    const entry = relations.get(label) ?? { gold: 0, found: 0, both: 0 };
    relations.set(label, entry);
    return entry;
  };
  gold.forEach((g, i) => {
    const f = found[i] as string[];
    if (g[3] !== f[3]) count(tags, `${g[3]} read as ${f[3]}`);
    if (g[2] !== f[2]) count(lemmas, `${g[1]} ${g[4]}: ${g[2]}, read as ${f[2]}`);
    const [want, have] = [(g[7] as string).split(":")[0] as string, (f[7] as string).split(":")[0] as string];
    relation(want).gold++;
    relation(have).found++;
    if (want === have && g[6] === f[6]) relation(want).both++;
  });
  for (const [title, counts] of [
    ["tags", tags],
    ["lemmas", lemmas],
  ] as const) {
    console.log(`most frequent mistakes: ${title}`);
    for (const [what, n] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, SHOWN)) console.log(`  ${n}\t${what}`);
  }
  console.log("relations: gold, precision, recall (head and label)");
  for (const [label, n] of [...relations].sort((a, b) => b[1].gold - a[1].gold).slice(0, SHOWN))
    console.log(`  ${label}\t${n.gold}\t${share(n.both, n.found)}\t${share(n.both, n.gold)}`);
  console.log();
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function share(part: number, whole: number): string {
  return whole === 0 ? "—" : (part / whole).toFixed(3);
}
