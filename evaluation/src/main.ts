/** `npm run evaluate -- [FAMILY…]`: measures the reading against gold data. Without a name, every family. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TOOLS = new Set(["main", "reader", "score", "speakers", "wire-sample"]);
const families = readdirSync(fileURLToPath(new URL(".", import.meta.url)))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => !TOOLS.has(name))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !families.includes(name));
if (unknown.length > 0) {
  console.error(`no figure family is named ${unknown.join(", ")}; there are ${families.join(", ")}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : families) {
  console.log(`\n== ${name}`);
  const family = (await import(`./${name}.ts`)) as { run?: () => Promise<void> };
  await family.run?.();
}
