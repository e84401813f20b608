/** Trains one teacher, in a process of its own: `teacher.ts FOLDER NUMBER FILE`. */
import { writeFileSync } from "node:fs";
import { readMaterial, TEACHERS } from "./plan.ts";
import { packNetwork } from "./shipping.ts";
import { type Settings, train } from "./train.ts";

const [folder, number, file] = process.argv.slice(2) as [string, string, string];
const { sentences, inventory } = readMaterial(folder);
const network = train(sentences, inventory, TEACHERS[Number(number)] as Settings, [], (pass, _, line) => {
  console.log(`teacher ${Number(number) + 1}, pass ${pass + 1}: ${line}`);
});
writeFileSync(file, packNetwork(network, inventory, ""));
