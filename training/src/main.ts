/**
 * `npm run train [-- --treebanks FOLDER] [--out FILE]`: from treebanks to the weights that ship, in one process. The network is
 * trained in two stages; the weights that ship are the mean of what both ended with, which errs less than either (Izmailov et
 * al. 2018). The same treebanks give the same weights, byte for byte.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openModel } from "../../packages/reader/src/syntax/model.ts";
import { learnLemmas } from "./lemmas.ts";
import type { Network } from "./network.ts";
import { FIRST, house, readMaterial, SECOND } from "./plan.ts";
import { createRandom } from "./random.ts";
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

const first = train(sentences, inventory, FIRST, pass("first stage"));
const whole = openModel(packNetwork(first, inventory, ""));
/** The first stage's weights as whole numbers: the second begins with them, as would a second that begins with a file. */
const reopened = (settings: Settings) => {
  const network = networkFor(inventory, settings, createRandom(settings.seed));
  unpackNetwork(whole, network);
  return network;
};
const second = train(sentences, inventory, SECOND, pass("second stage"), reopened(SECOND));
const mean = meanOf(second, reopened(FIRST));
console.log("mean of both");
tell(mean);

const bytes = packNetwork(mean, inventory, learnLemmas(sentences, inventory.vectors.words));
writeFileSync(values.out, bytes);
const minutes = Math.round((Date.now() - started) / 60_000);
console.log(`${values.out}: ${(bytes.length / 1e6).toFixed(1)} MB after ${minutes} minutes`);
