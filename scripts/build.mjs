/** Builds everything that is not the source itself, in the order in which one part needs another. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const run = (command, ...args) =>
  execFileSync(`node_modules/.bin/${command}`, args, { stdio: ["ignore", "inherit", "inherit"] });

// The lexicon, compiled into one file; the schema of the record; the reader as a library.
run("tsx", "packages/reader/scripts/compile-lexicon.ts");
run("tsc", "-p", "packages/reader/tsconfig.build.json");
run(
  "ts-json-schema-generator",
  "--tsconfig",
  "packages/reader/tsconfig.build.json",
  "--path",
  "packages/reader/src/record.ts",
  "--type",
  "Record",
  "--no-type-check",
  "--out",
  "packages/reader/dist/record.schema.json",
);

// The pages.
if (existsSync("packages/web/vite.config.ts")) run("vite", "build", "packages/web", "--logLevel", "warn");

// The command: one bundle with the house's own packages inside; what others wrote stays a dependency.
rmSync("packages/cli/dist", { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: {
    chancery: "packages/cli/src/main.ts",
    "reading-thread": "packages/cli/src/reading-thread.ts",
    "archivist-thread": "packages/server/src/archivist-thread.ts",
  },
  outdir: "packages/cli/dist",
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  conditions: ["chancery-source"],
  external: Object.keys(
    (await import("../packages/cli/package.json", { with: { type: "json" } })).default.dependencies,
  ),
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
});
const foreign = Object.keys(metafile.inputs).filter((file) => file.includes("node_modules/"));
if (foreign.length > 0) throw new Error(`packages/cli/package.json does not name what ${foreign[0]} belongs to`);
const assets = "packages/cli/dist/assets";
mkdirSync(assets, { recursive: true });
for (const file of [
  "packages/reader/dist/lexicon.bin",
  "packages/reader/model/model.bin",
  "packages/reader/dist/record.schema.json",
])
  if (existsSync(file)) cpSync(file, `${assets}/${file.split("/").at(-1)}`);
if (existsSync("packages/web/dist")) cpSync("packages/web/dist", `${assets}/pages`, { recursive: true });
