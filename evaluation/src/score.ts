import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import type { Record } from "@chancery/reader";
import { house, SCORER } from "./reader.ts";

/** Runs the scorer and returns what it prints. `score("times-input", folder)` gives the stories to read. */
export function score(...args: string[]): string {
  return execFileSync("python3", [SCORER, ...args], { encoding: "utf8", maxBuffer: 1 << 30 });
}

/** Writes a file under `evaluation/out/` for the scorer to read; returns its path. */
export function outFile(name: string, text: string): string {
  mkdirSync(house("evaluation/out"), { recursive: true });
  const path = house(`evaluation/out/${name}`);
  writeFileSync(path, text);
  return path;
}

/** Records as JSON Lines under `evaluation/out/`; returns the path. */
export function recordFile(name: string, records: readonly Record[]): string {
  return outFile(name, `${records.map((record) => JSON.stringify(record)).join("\n")}\n`);
}
