import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Record } from "@chancery/reader";
import { Ajv } from "ajv";

/** A path in the checkout. */
export function house(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built command as a person would, without colours. */
export function chancery(args: readonly string[], options: { input?: string | Uint8Array; cwd?: string } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [house("packages/cli/dist/chancery.js"), ...args], {
    cwd: options.cwd ?? house("."),
    input: options.input ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  return { status, stdout, stderr };
}

const fits = new Ajv({ strict: false }).compile<Record>(
  JSON.parse(readFileSync(house("packages/reader/dist/record.schema.json"), "utf8")),
);

/** The records that a command printed, each held against the schema. Throws where one does not fit. */
export function records(stdout: string): Record[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const record: unknown = JSON.parse(line);
      if (!fits(record)) throw new Error(`does not fit the schema: ${JSON.stringify(fits.errors?.slice(0, 3))}`);
      return record;
    });
}
