import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** All that tests, and the commands they run, write to the system's temporary folder: one folder, gone after the last test. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "chancery-tests-"));
  // a test that puts the rights of nobody on passes through
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  process.env.TEMP = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
