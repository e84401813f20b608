/** `npm run bench -- [NAME…]`: speed and memory. Without a name, every bench, one after the other, each in a process of its own. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const benches = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  console.error(`no bench is named ${unknown.join(", ")}; there are ${benches.join(", ")}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : benches) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", `${folder}${name}.bench.ts`], {
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
