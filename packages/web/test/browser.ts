import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Archive, openArchive, putRecords } from "@chancery/archive";
import type { Record } from "@chancery/reader";
import { createServer, type ServerOptions } from "@chancery/server";
import { type Browser, chromium, type Page } from "playwright-core";

/** The Chromium of this machine, or undefined: then the tests in a browser are skipped, and the count of the skipped is seen. */
export const CHROMIUM = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((path) => path !== undefined && existsSync(path));

const ARGS = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PAGES = fileURLToPath(new URL("../dist", import.meta.url));
const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

export interface Desk {
  address: string;
  archive: Archive;
  browser: Browser;
  /** A page of the address, in a window of its own. Fails the test that uses it where the page logs an error. */
  open(path: string, options?: { width?: number; height?: number; dark?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

/** An archive with these records, a server over it, and a browser in front. */
export async function openDesk(records: readonly Record[], options: Partial<ServerOptions> = {}): Promise<Desk> {
  if (!existsSync(join(PAGES, "index.html"))) throw new Error('the pages are not built: run "npm run build"');
  const folder = mkdtempSync(join(tmpdir(), "chancery-pages-"));
  const archive = openArchive(join(folder, "desk.chancery"));
  putRecords(archive, [...records]);
  const server = await createServer({ archive, pages: PAGES, rate: 0, ...options });
  const address = await server.listen({ port: 0, host: "127.0.0.1" });
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ARGS });
  const errors: string[] = [];
  return {
    address,
    archive,
    browser,
    async open(path, { width = 1360, height = 900, dark = false } = {}) {
      const page = await browser.newPage({
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
      });
      page.on("pageerror", (error) => errors.push(`${path}: ${error.message}`));
      page.on("console", (message) => {
        // A browser logs every answer that is not 2xx; tests ask for those on purpose.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          errors.push(`${path}: ${message.text()}`);
      });
      await page.goto(address + path);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      archive.close();
      rmSync(folder, { recursive: true, force: true });
      if (errors.length) throw new Error(`the pages logged errors:\n${errors.join("\n")}`);
    },
  };
}

/** What axe-core finds wrong with a page as it stands, a line each. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

/** By how many pixels a page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
