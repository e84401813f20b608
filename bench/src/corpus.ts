import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Story } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";

/** A path in the checkout. */
export function house(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** Real wire stories where the public data is beside the checkout, otherwise the samples, and which of the two. */
export function corpus(): { name: string; files: { path: string; bytes: Uint8Array }[] } {
  const wire = house("../shared/data/wire");
  const folder = existsSync(wire) ? wire : house("samples");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .map((file) => ({ path: join(folder, file), bytes: readFileSync(join(folder, file)) as Uint8Array }));
  return { name: folder === wire ? `${files.length} wire stories` : `${files.length} samples`, files };
}

/** The stories of the corpus, taken in. */
export function stories(): Story[] {
  return corpus().files.flatMap(({ bytes }) =>
    [...takeIn(bytes)].flatMap((taken) => (taken.kind === "story" ? [taken.story] : [])),
  );
}

/** CPU seconds of this process, user and system: what a busy machine does not distort. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Prints one figure a line: name, value, unit. */
export function show(name: string, value: number, unit: string): void {
  const digits = value >= 100 ? 0 : value >= 1 ? 1 : 3;
  console.log(
    `${name.padEnd(44)} ${value.toLocaleString("en", { maximumFractionDigits: digits }).padStart(12)} ${unit}`,
  );
}
