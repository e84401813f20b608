import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

export * from "./records.ts";

/** A folder that is gone after the tests of the file. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "chancery-archive-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
