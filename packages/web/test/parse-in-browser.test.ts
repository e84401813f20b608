import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createReader } from "@chancery/reader";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { describe, expect, test } from "vitest";

const house = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
const LEXICON = house("packages/reader/dist/lexicon.bin");

const TEXT = `KUALA LUMPUR, May 3 — The two foreign ministers didn't say when talks would resume, but "we're patient", one said.

MINISTERS MEET IN HANOI, AGREE ON NOTHING

Wei-Ling's delegation (12 people) left at 3:30 p.m.; its statement, which ran to 1,250 words, called the visit "useful" – Ünal wasn't there. 北京 ${"and so on ".repeat(60)}.`;

/** What the page runs: the library as a page would bundle it. */
const PAGE = `
import { createReader, writeConllu } from "@chancery/reader";
globalThis.parse = (model, lexicon, text) => {
  const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const reader = createReader({ model: bytes(model), lexicon: bytes(lexicon) });
  const tokens = reader.cut(text, [{ kind: "paragraph", start: 0, end: text.length, speaker: null }]);
  return writeConllu(tokens, reader.parse(tokens), "page");
};`;

describe.skipIf(CHROMIUM === undefined)("in Chromium", () => {
  test("the same text gives the same CoNLL-U, byte for byte", async () => {
    const [model, lexicon] = [readFileSync(house("packages/reader/model/model.bin")), readFileSync(LEXICON)];
    const reader = createReader({ model, lexicon });
    const tokens = reader.cut(TEXT, [{ kind: "paragraph", start: 0, end: TEXT.length, speaker: null }]);
    const { writeConllu } = await import("@chancery/reader");
    const here = writeConllu(tokens, reader.parse(tokens), "page");

    const bundle = await build({
      stdin: { contents: PAGE, resolveDir: house("packages/web") },
      bundle: true,
      write: false,
      format: "iife",
      platform: "browser",
      conditions: ["chancery-source"],
      logLevel: "error",
    });
    const browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
      const there = await page.evaluate(
        ([m, l, text]) =>
          (globalThis as unknown as { parse(m: string, l: string, t: string): string }).parse(
            m as string,
            l as string,
            text as string,
          ),
        [model.toString("base64"), lexicon.toString("base64"), TEXT],
      );
      expect(there).toBe(here);
      expect(here.split("\n").length).toBeGreaterThan(200);
    } finally {
      await browser.close();
    }
  });
});
