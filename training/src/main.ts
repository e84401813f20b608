/**
 * `npm run train [-- --treebanks FOLDER] [--out FILE]`: from treebanks to the weights that ship, in one process. The network is
 * trained in two stages; the weights that ship are the mean of what both ended with, which errs less than either (Izmailov et
 * al. 2018). The same treebanks give the same weights, byte for byte.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openModel } from "../../packages/reader/src/syntax/model.ts";
import { balanceTags } from "./balance.ts";
import { learnLemmas } from "./lemmas.ts";
import type { Network } from "./network.ts";
import { FIRST, house, readMaterial, SECOND } from "./plan.ts";
import { createRandom } from "./random.ts";
import { withoutRareWords } from "./rare-words.ts";
import { packNetwork, unpackNetwork } from "./shipping.ts";
import { meanOf, measure, networkFor, type Settings, train } from "./train.ts";
import { readTreebank } from "./treebank.ts";

const { values } = parseArgs({
  options: {
    treebanks: { type: "string", default: house("../shared/data/syntax") },
    out: { type: "string", default: house("packages/reader/model/model.bin") },
  },
});
const started = Date.now();
const { sentences, inventory } = readMaterial(values.treebanks);
console.log(
  `${sentences.length} sentences, ${inventory.features.length} features, ${inventory.tags.length} tags, ${inventory.vectors.keys.length} vectors`,
);
const dev = ["ewt", "gum"].map((name) => ({ name, gold: readTreebank(`${values.treebanks}/${name}-dev.conllu`) }));
const tell = (network: Network) => {
  for (const { name, gold } of dev) console.log(`  ${name}-dev: ${measure(network, inventory, gold)}`);
};
const pass = (stage: string) => (epoch: number, network: Network, line: string) => {
  console.log(`${stage}, pass ${epoch + 1}: ${line}`);
  tell(network);
};

/** A network with the weights as whole numbers, as they ship. */
const reopened = (bytes: Uint8Array, settings: Settings) => {
  const network = networkFor(inventory, settings, createRandom(settings.seed));
  unpackNetwork(openModel(bytes), network);
  return network;
};

const first = packNetwork(train(sentences, inventory, FIRST, pass("first stage")), inventory, "");
const second = train(sentences, inventory, SECOND, pass("second stage"), reopened(first, SECOND));
const mean = packNetwork(meanOf(second, reopened(first, FIRST)), inventory, "");

const balanced = reopened(mean, FIRST);
const gained = balanceTags(
  balanced,
  inventory,
  dev.flatMap(({ gold }) => gold),
);
console.log(`mean of both, parts of speech balanced on dev (${gained} words gained)`);
tell(balanced);

const { inventory: known, rows } = withoutRareWords(inventory, balanced.rows);
const bytes = packNetwork({ ...balanced, rows }, known, learnLemmas(sentences, inventory.vectors.words));
writeFileSync(values.out, bytes);
const minutes = Math.round((Date.now() - started) / 60_000);
console.log(`${values.out}: ${(bytes.length / 1e6).toFixed(1)} MB after ${minutes} minutes`);
