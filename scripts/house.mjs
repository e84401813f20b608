/**
 * The order of the house: data flows one way, and the reader is pure. Fails, naming file and import, when
 * - the reader imports a Node module, another package of the house, or (outside intake) any library at all,
 * - a package imports one that stands above it,
 * - a relative import leaves its package.
 */
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Each package with the packages of the house that it may import. */
const MAY_IMPORT = {
  reader: [],
  archive: ["@chancery/reader"],
  server: ["@chancery/reader", "@chancery/archive"],
  web: ["@chancery/reader"],
  cli: ["@chancery/reader", "@chancery/archive", "@chancery/server"],
};
/** Libraries that the reader's intake may use: pure JavaScript that runs in browsers. */
const INTAKE_LIBRARIES = Object.keys(
  JSON.parse(readFileSync(new URL("../packages/reader/package.json", import.meta.url), "utf8")).dependencies ?? {},
);
const NODE = new Set(builtinModules);

/** The wrong imports of one source file: `path` from the root of the house, as "packages/reader/src/read.ts". */
export function wrongImports(path, source) {
  const [, room, , ...rest] = path.split("/");
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const names = [
    ...code.matchAll(/(?:(?<!["'`.])\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']([^"'\n]+)["']/g),
  ].map((m) => m[1]);
  return names.flatMap((name) => {
    const bare = name
      .split("/")
      .slice(0, name.startsWith("@") ? 2 : 1)
      .join("/");
    const wrong = (reason) => [`${path}: imports "${name}": ${reason}`];
    if (name.startsWith(".")) {
      const target = relative(resolve(`packages/${room}`), resolve(dirname(path), name));
      return target.startsWith("..") ? wrong(`leaves packages/${room}`) : [];
    }
    if (bare === "chancery" || bare.startsWith("@chancery/"))
      return MAY_IMPORT[room]?.includes(bare)
        ? []
        : wrong(`packages/${room} may import ${MAY_IMPORT[room]?.join(", ") || "no other package"}`);
    if (room !== "reader")
      return room === "web" && (name.startsWith("node:") || NODE.has(bare)) ? wrong("the pages run in a browser") : [];
    if (name.startsWith("node:") || NODE.has(bare))
      return wrong("the reader runs in browsers and does no input or output");
    return rest[0] === "intake" && INTAKE_LIBRARIES.includes(bare)
      ? []
      : wrong("only reader/src/intake may use a library, and only one that the package names");
  });
}

/** The wrong imports of every source file of the packages. */
export function checkHouse(root) {
  const files = Object.keys(MAY_IMPORT).flatMap((room) =>
    readdirSync(join(root, "packages", room, "src"), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `packages/${room}/src/${file.replaceAll("\\", "/")}`),
  );
  return files.flatMap((file) => wrongImports(file, readFileSync(join(root, file), "utf8")));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wrong = checkHouse(fileURLToPath(new URL("..", import.meta.url)));
  for (const line of wrong) console.error(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
