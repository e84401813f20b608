/**
 * Everything that must hold: the style, the order of the house, the types, and every test. Prints what fails, and ends
 * with one line `N passed, N failed, N skipped`, each check counted as one.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const checks = [
  ["style", "node_modules/.bin/biome", ["check", "."]],
  ["order of the house", process.execPath, ["scripts/house.mjs"]],
  ["types", "node_modules/.bin/tsc", ["--noEmit"]],
];
let passed = 0;
let failed = 0;
let skipped = 0;
for (const [name, command, args] of checks) {
  const { status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  console.log(`${status === 0 ? "ok" : "FAILED"}: ${name}`);
  if (status === 0) passed++;
  else failed++;
}

const out = mkdtempSync(join(tmpdir(), "chancery-check-"));
const results = join(out, "vitest.json");
const { status } = spawnSync(
  "node_modules/.bin/vitest",
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`],
  { stdio: ["ignore", "inherit", "inherit"] },
);
if (existsSync(results)) {
  const tests = JSON.parse(readFileSync(results, "utf8"));
  passed += tests.numPassedTests;
  failed += tests.numFailedTests;
  skipped += tests.numPendingTests + tests.numTodoTests;
  for (const file of tests.testResults)
    for (const test of file.assertionResults)
      if (test.status === "pending" || test.status === "skipped") console.log(`skipped: ${test.fullName}`);
  // A file that fails to load, or a hook that throws, fails the run without failing a test.
  if (status !== 0 && tests.numFailedTests === 0) failed++;
} else failed++;
rmSync(out, { recursive: true, force: true });

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
