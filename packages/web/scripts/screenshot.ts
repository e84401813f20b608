/** Makes `docs/story.png`: the page of the sample about the anniversary, as the built command serves it. Needs a Chromium. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const house = fileURLToPath(new URL("../../../", import.meta.url));
const command = join(house, "packages/cli/dist/chancery.js");
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);
if (!executablePath) throw new Error("no Chromium: name one in $CHROMIUM");
const folder = mkdtempSync(join(tmpdir(), "chancery-screenshot-"));
const archive = join(folder, "samples.chancery");
execFileSync(process.execPath, [command, "ingest", join(house, "samples"), "--archive", archive], { stdio: "ignore" });
const server = spawn(process.execPath, [command, "serve", "--archive", archive, "--no-poll"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const address = await new Promise<string>((done, fail) => {
  server.stdout.on("data", (chunk: Buffer) => {
    const found = /http:\/\/\S+/.exec(chunk.toString());
    if (found) done(found[0]);
  });
  server.once("exit", (code) => fail(new Error(`the server ended with ${code}`)));
});
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--headless", "--disable-gpu", "--hide-scrollbars"],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1360, height: 900 },
    deviceScaleFactor: 1.5,
    reducedMotion: "reduce",
  });
  await page.goto(`${address}/stories?text=%22year+of+culture%22`);
  await page.locator("a.headline").first().click();
  await page.locator(".note-tie button").first().click();
  await page.locator(".note.open dl").waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(house, "docs/story.png") });
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true });
}
