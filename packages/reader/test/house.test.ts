import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
// @ts-expect-error a script of the house, plain JavaScript
import { checkHouse, wrongImports } from "../../../scripts/house.mjs";
import { VERSION } from "../src/version.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("the order of the house", () => {
  it.each([
    ["packages/reader/src/read.ts", 'import fs from "node:fs";'],
    ["packages/reader/src/read.ts", 'import fs from "fs";'],
    ["packages/reader/src/read.ts", 'import { parseHTML } from "linkedom";'],
    ["packages/reader/src/intake/wire.ts", 'import pg from "pg";'],
    ["packages/reader/src/read.ts", 'import { openArchive } from "@chancery/archive";'],
    ["packages/reader/src/read.ts", 'export { x } from "../../archive/src/x.ts";'],
    ["packages/archive/src/a.ts", 'const { serve } = await import("@chancery/server");'],
    ["packages/web/src/a.tsx", 'import { readFileSync } from "node:fs";'],
  ])("%s may not hold %s", (path, source) => {
    expect(wrongImports(path, source)).toHaveLength(1);
  });

  it("lets the flow of the house pass", () => {
    expect(wrongImports("packages/server/src/a.ts", 'import { openArchive } from "@chancery/archive";')).toEqual([]);
    expect(wrongImports("packages/reader/src/read.ts", 'import { x } from "./text/text.ts";')).toEqual([]);
  });

  it("holds in every source file", () => {
    expect(checkHouse(root)).toEqual([]);
  });
});

it("the reader's version is the package's", () => {
  const { version } = JSON.parse(readFileSync(`${root}/packages/reader/package.json`, "utf8")) as { version: string };
  expect(VERSION).toBe(version);
});
