import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { house, records } from "./command.ts";

const npm = (cwd: string, ...args: string[]): string =>
  execFileSync("npm", [...args, "--prefer-offline", "--no-audit", "--no-fund"], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

/** Packs a package of the house and installs the tarball into an empty folder; returns the folder. */
function installed(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), "chancery-pack-"));
  npm(house(`packages/${name}`), "pack", "--pack-destination", dir);
  const tarball = readdirSync(dir).find((file) => file.endsWith(".tgz")) ?? "";
  writeFileSync(join(dir, "package.json"), '{"private":true,"type":"module"}');
  npm(dir, "install", `./${tarball}`);
  return dir;
}

describe("a tarball installed into an empty folder", () => {
  it("the command reads and keeps", { timeout: 600_000 }, () => {
    const dir = installed("cli");
    const command = (...args: string[]): string =>
      execFileSync(join(dir, "node_modules/.bin/chancery"), args, {
        cwd: dir,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    writeFileSync(join(dir, "story.txt"), "Norway and Sweden held talks in Oslo on Tuesday.\n");
    expect(records(command("read", "story.txt", "--json"))).toHaveLength(1);
    command("ingest", "story.txt", "--archive", "kept.chancery");
    expect(command("stats", "--archive", "kept.chancery")).toMatch(/\b1\b/);
  });

  it("the reader reads, with the model and the lexicon from the package", { timeout: 300_000 }, () => {
    const dir = installed("reader");
    writeFileSync(
      join(dir, "use.mjs"),
      `import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createReader } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
const file = (name) => readFileSync(fileURLToPath(import.meta.resolve("@chancery/reader/" + name)));
const reader = createReader({ model: file("model.bin"), lexicon: file("lexicon.bin") });
for (const taken of takeIn(new TextEncoder().encode("Norway and Sweden held talks in Oslo.")))
  if (taken.kind === "story") console.log(JSON.stringify(reader.read(taken.story)));
`,
    );
    expect(records(execFileSync(process.execPath, ["use.mjs"], { cwd: dir, encoding: "utf8" }))).toHaveLength(1);
  });
});
