import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers, CHROMIUM, type Desk, openDesk, overflow } from "./browser.ts";

/** Where the build leaves the model and the compiled lexicon. */
const READER = fileURLToPath(new URL("../../cli/dist/assets", import.meta.url));

const TEXT = `Norway thanks Chad for help at sea

OSLO, March 5, 2019 (Meridian) -- Norway thanked Chad on Tuesday for its help. "We will visit our friends in June," foreign minister Ada Berg said.
`;

describe.skipIf(!CHROMIUM)("a text that is pasted", () => {
  let desk: Desk;
  beforeAll(async () => {
    if (!existsSync(`${READER}/model.bin`)) throw new Error('the reader is not built: run "npm run build"');
    desk = await openDesk([], { reader: READER });
  });
  afterAll(() => desk?.close());

  it("is read in the browser, and nothing leaves it", async () => {
    const page = await desk.open("/paste");
    await page.locator("button:has-text('Read it')").waitFor({ timeout: 60_000 });
    // The parser is compiled for the browser, which its page has to allow: without it a reading takes twenty times as long.
    expect(
      await page
        .workers()[0]
        ?.evaluate(
          () =>
            WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) &&
            new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) instanceof WebAssembly.Module,
        ),
    ).toBe(true);
    const sent: Request[] = [];
    page.context().on("request", (request) => sent.push(request));
    await page.fill("textarea", TEXT);
    await page.click("button:has-text('Read it')");
    await page.getByText(/Read in \d+ ms/).waitFor({ timeout: 60_000 });
    await page.locator(".edition h1", { hasText: "Norway thanks Chad" }).waitFor();
    expect(await page.locator(".note-statement").count()).toBeGreaterThan(0);
    expect(await page.locator(".persons").innerText()).toContain("Norway");
    await page.locator(".note-statement button").first().click();
    await page.locator(".note.open dl").waitFor();
    // Nothing of a text that is nowhere kept can be judged.
    expect(await page.locator(".judge").count()).toBe(0);
    // Files of the build, whose names the text cannot change, may still come; nothing else goes out.
    const file = (request: Request) =>
      request.method() === "GET" &&
      /^\/assets\/[\w.-]+$/.test(new URL(request.url()).pathname + new URL(request.url()).search);
    expect(sent.filter((request) => !file(request)).map((request) => `${request.method()} ${request.url()}`)).toEqual(
      [],
    );
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 760 });
    expect(await overflow(page)).toBe(0);
    await page.close();
  });

  it("that is none is refused with its reason, and HTML is read as a page", async () => {
    const page = await desk.open("/paste");
    await page.locator("button:has-text('Read it')").waitFor({ timeout: 60_000 });
    await page.fill("textarea", '{"id": "1", "date": "2019-03-05"}');
    await page.keyboard.press("Control+Enter");
    await page.getByText("Not read:").waitFor({ timeout: 60_000 });
    await page.fill(
      "textarea",
      `<!doctype html><html><head><title>Norway thanks Chad</title></head><body><nav>Menu</nav><article><h1>Norway thanks Chad</h1><p>${"Norway thanked Chad on Tuesday for its help at sea. ".repeat(12)}</p></article></body></html>`,
    );
    await page.keyboard.press("Control+Enter");
    await page.locator(".edition .passage", { hasText: "Norway thanked Chad" }).first().waitFor({ timeout: 60_000 });
    expect(await page.locator(".edition").innerText()).not.toContain("Menu");
    await page.close();
  });
});
