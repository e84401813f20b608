/**
 * `npm run train [-- --treebanks FOLDER] [--out FILE]`: from treebanks to the weights that ship. Two teachers are trained
 * side by side, each in a process of its own; then the network that ships learns from the treebanks and from both of them.
 * The same treebanks give the same weights, byte for byte.
 */
import { fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openModel } from "../../packages/reader/src/syntax/model.ts";
import { learnLemmas } from "./lemmas.ts";
import { house, readMaterial, STUDENT, TEACHERS } from "./plan.ts";
import { createRandom } from "./random.ts";
import { packNetwork, unpackNetwork } from "./shipping.ts";
import { measure, networkFor, type Settings, train } from "./train.ts";
import { readTreebank } from "./treebank.ts";

const { values } = parseArgs({
  options: {
    treebanks: { type: "string", default: house("../shared/data/syntax") },
    out: { type: "string", default: house("packages/reader/model/model.bin") },
  },
});
const started = Date.now();
mkdirSync(house("training/out"), { recursive: true });
const { sentences, inventory } = readMaterial(values.treebanks);
console.log(
  `${sentences.length} sentences, ${inventory.features.length} features, ${inventory.tags.length} tags, ${inventory.vectors.keys.length} vectors`,
);

const files = TEACHERS.map((_, i) => house(`training/out/teacher-${i + 1}.bin`));
await Promise.all(files.map((file, i) => teach(i, file)));
const teachers = files.map((file, i) => {
  const network = networkFor(inventory, TEACHERS[i] as Settings, createRandom(0));
  unpackNetwork(openModel(readFileSync(file)), network);
  return network;
});

const dev = ["ewt", "gum"].map((name) => ({ name, gold: readTreebank(`${values.treebanks}/${name}-dev.conllu`) }));
const student = train(sentences, inventory, STUDENT, teachers, (pass, network, line) => {
  const found = dev.map(({ name, gold }) => `${name}-dev: ${measure(network, inventory, gold)}`);
  console.log(`student, pass ${pass + 1}: ${line}\n  ${found.join("\n  ")}`);
});
const bytes = packNetwork(student, inventory, learnLemmas(sentences, inventory.vectors.words));
writeFileSync(values.out, bytes);
console.log(
  `${values.out}: ${(bytes.length / 1e6).toFixed(1)} MB after ${Math.round((Date.now() - started) / 60_000)} minutes`,
);

function teach(number: number, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    fork(house("training/src/teacher.ts"), [values.treebanks, String(number), file]).on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`teacher ${number + 1} ended with ${code}`));
    });
  });
}
