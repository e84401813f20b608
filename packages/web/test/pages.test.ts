import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { openArchive, putRecords } from "@chancery/archive";
import type { Record } from "@chancery/reader";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers, CHROMIUM, type Desk, openDesk, overflow } from "./browser.ts";
import { chinaFrance } from "./china-france.ts";

/** The dispatch of the sample under another id and day, with its text said a little differently. */
function again(id: string, published: string, change: (text: string) => string = (text) => text): Record {
  const record = chinaFrance();
  return {
    ...record,
    story: { ...record.story, id, published, text: change(record.story.text), headline: `${id} tells it again` },
  };
}

describe.skipIf(!CHROMIUM)("the pages", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(
      [chinaFrance(), again("again", "2024-02-20", (text) => text.replace("Meridian", "Parallel"))],
      {
        read: (story) => ({
          ...chinaFrance(),
          story,
          actors: [],
          times: [],
          statements: [],
          events: [],
          ties: [],
          anniversaries: [],
          commitments: [],
          abstentions: [],
        }),
      },
    );
    await fetch(`${desk.address}/api/watches`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "China on France", dyad: { a: "CHN", b: "FRA" } }),
    });
  });
  afterAll(() => desk?.close());

  it("keep what is named by its content, and ask again for what is not", async () => {
    const page = await fetch(desk.address);
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
    const asset = await fetch(desk.address + script);
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  /** Every page, with words that are there once it has its answers. */
  const PAGES: readonly (readonly [path: string, there: string])[] = [
    ["/", "What is new"],
    ["/stories", "China, France to celebrate"],
    ["/stories/china-france", "Persons and powers"],
    ["/statements", "Lin Haoran"],
    ["/wording?since=2024", "Wording"],
    ["/map", "Borders as Natural Earth"],
    ["/countries/CHN", "comprehensive strategic partnership"],
    ["/dyads/CHN/FRA", "Visits and meetings"],
    ["/calendar?year=2024", "60th anniversary"],
    ["/review", "Measured precision"],
    ["/paste", "Nothing is sent"],
    ["/sources", "chancery feed add FOLDER"],
    ["/reference", "OpenAPI 3.1"],
    ["/watched/1", "Nothing came since the last visit"],
    ["/nowhere", "There is no such page"],
  ];
  /** Nothing is awaited any more: no page still says that it fetches. */
  const settled = async (page: Page, there: string) => {
    await page.getByText(there).first().waitFor();
    await page.waitForFunction(() => !document.querySelector(".waiting"));
    await page.waitForLoadState("networkidle");
  };

  for (const [path, there] of PAGES)
    it(`${path} has no barrier, light and dark, and fits 375 px`, async () => {
      for (const dark of [false, true]) {
        const page = await desk.open(path, { dark });
        await settled(page, there);
        expect(await barriers(page)).toEqual([]);
        await page.setViewportSize({ width: 375, height: 760 });
        await page.waitForTimeout(150);
        expect(await overflow(page)).toBe(0);
        await page.close();
      }
    }, 180_000);

  it("are reached by key", async () => {
    const page = await desk.open("/stories");
    await settled(page, "China, France to celebrate");
    for (const [key, path] of [
      ["t", "/"],
      ["q", "/statements"],
      ["m", "/map"],
      ["c", "/calendar"],
      ["r", "/review"],
      ["o", "/sources"],
      ["s", "/stories"],
    ] as const) {
      // The second key counts shortly after the first, which a busy machine may not keep: then they are pressed again.
      await expect
        .poll(
          async () => {
            await page.keyboard.press("g");
            await page.keyboard.press(key);
            return new URL(page.url()).pathname;
          },
          { timeout: 20_000, interval: 500 },
        )
        .toBe(path);
    }
    await page.close();
  });

  it("are not left by a key of their own that is pressed at once", async () => {
    const page = await desk.open("/review?all=true");
    await settled(page, "Measured precision");
    // As if the page had just begun: a key is told apart from the second of two by g alone.
    await page.evaluate(() => {
      const press = new KeyboardEvent("keydown", { key: "s", bubbles: true });
      Object.defineProperty(press, "timeStamp", { value: 300 });
      document.body.dispatchEvent(press);
    });
    await page.waitForTimeout(300);
    expect(new URL(page.url()).pathname).toBe("/review");
    await page.close();
  });

  it("statements: found, narrowed, watched, and copied with their citation", async () => {
    const page = await desk.open("/statements");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await settled(page, "Lin Haoran");
    await page.keyboard.press("/");
    await page.keyboard.type('"divided world"');
    await page.getByText(/statements? ha(s|ve) these words/).waitFor();
    await expect
      .poll(() => page.locator("blockquote mark").allInnerTexts())
      .toEqual(["divided world", "divided world"]);
    await page.getByRole("button", { name: "Copy with citation" }).first().click();
    await page.getByText("Copied").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("“What our two countries began in a divided world");
    expect(copied).toContain("— Lin Haoran, foreign ministry spokesperson, 29 Jan 2024.");
    expect(copied).toMatch(/\/stories\/(china-france|again)\?at=s5$/);
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await page.getByRole("link", { name: "Watched" }).click();
    await page.getByText("Nothing came since the last visit.").waitFor();
    await page.getByRole("button", { name: "End the watch" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto(`${desk.address}/statements?kind=direct`);
    await settled(page, "Lin Haoran");
    expect(await page.locator(".statement").count()).toBe(2);
    await page.keyboard.press("x");
    await expect.poll(() => page.locator(".statement").count()).toBe(14);
    await page.close();
  });

  it("a pair: a period is picked in the table and opened to its sentences, and a sentence to its story", async () => {
    const page = await desk.open("/dyads/CHN/FRA");
    await settled(page, "Visits and meetings");
    await page.locator("summary").first().click();
    await page.getByRole("button", { name: "2024-01", exact: true }).first().click();
    await page.waitForURL(/period=2024-01/);
    await page.locator(".event").first().waitFor();
    expect(await page.locator(".event mark").first().innerText()).toBe("work with");
    await page.locator(".event .from a").first().click();
    await page.waitForURL(/stories\/(china-france|again)\?at=e1/);
    await page.locator('[data-note="e1"] dl').waitFor();
    await page.close();
  });

  it("the map leads to a country", async () => {
    const page = await desk.open("/map");
    await settled(page, "Borders as Natural Earth");
    await page.locator(".world path").first().waitFor();
    await page.locator('.world [data-key="CHN"]').click();
    await page.waitForURL("**/countries/CHN");
    await page.close();
  });

  it("review: right, wrong, correct, later, back and undo, a key each; a story's page too", async () => {
    const page = await desk.open("/review?all=true");
    await settled(page, "Measured precision");
    const judged = () =>
      page.evaluate(() => fetch("/api/corrections").then((answer) => answer.json())) as Promise<{
        items: { verdict: string; entry: string; value: unknown }[];
      }>;
    const card = () => page.locator(".card .from a").first().getAttribute("href");
    const first = await card();
    await page.keyboard.press("r");
    await expect.poll(card).not.toBe(first);
    const second = await card();
    await page.keyboard.press("w");
    await expect.poll(card).not.toBe(second);
    const third = await card();
    await page.keyboard.press("c");
    const form = page.locator(".correct-form");
    await form.locator("select").first().waitFor();
    await form.getByLabel("Note").fill("as the text has it");
    await form.getByRole("button", { name: "Keep the correction" }).click();
    await expect.poll(card).not.toBe(third);
    const fourth = await card();
    await page.keyboard.press("s");
    await expect.poll(card).not.toBe(fourth);
    await page.keyboard.press("b");
    await expect.poll(card).toBe(fourth);
    expect((await judged()).items.map(({ verdict }) => verdict)).toEqual(["correct", "wrong", "right"]);
    await page.keyboard.press("u");
    await expect.poll(async () => (await judged()).items.length).toBe(2);
    await expect.poll(card).toBe(third);
    expect(await page.locator(".review aside").innerText()).toMatch(/1 of 2\s+50 %\s+9–91/);
    await page.goto(`${desk.address}/stories/china-france?at=t4`);
    await page.locator('[data-note="t4"]').getByRole("button", { name: "Right" }).click();
    await page.getByText("Found right").waitFor();
    await page.getByRole("button", { name: "Take back" }).click();
    await page.locator('[data-note="t4"]').getByRole("button", { name: "Correct it" }).click();
    await page.locator('[data-note="t4"]').getByLabel("Value").fill("196");
    await page.getByRole("button", { name: "Keep the correction" }).click();
    await page.getByText("Corrected").waitFor();
    expect((await judged()).items[0]).toMatchObject({ entry: "t4", verdict: "correct", value: { value: "196" } });
    await page.close();
  });

  it("the calendar gives an address and takes it back", async () => {
    const page = await desk.open("/calendar?year=2024&a=CHN");
    await settled(page, "60th anniversary");
    await page.getByRole("button", { name: "A new address for China" }).click();
    const address = page.locator(".addresses input");
    await address.waitFor();
    const file = await page.evaluate(
      (path) => fetch(new URL(path).pathname).then((answer) => answer.text()),
      await address.inputValue(),
    );
    expect(file).toContain("BEGIN:VCALENDAR");
    await page.getByRole("button", { name: "Take the address back" }).click();
    await address.waitFor({ state: "detached" });
    await page.keyboard.press("n");
    await page.waitForURL(/year=2025/);
    await page.close();
  });

  it("sources: a feed is added, asked, and tells why it fails", async () => {
    const page = await desk.open("/sources");
    await settled(page, "chancery feed add FOLDER");
    await page.fill("input[type=url]", "http://127.0.0.1:9/feed.xml");
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByText("is inside this machine’s own network").first().waitFor();
    await page.getByRole("button", { name: "What came" }).click();
    await page.locator(".arrivals .failed").first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("No feed and no folder is followed yet").waitFor();
    await page.close();
  });

  it("show what comes while another process writes, and go on answering", async () => {
    const page = await desk.open("/stories");
    await settled(page, "China, France to celebrate");
    const other = openArchive(desk.archive.path);
    for (let i = 0; i < 20; i++) {
      putRecords(
        other,
        Array.from({ length: 10 }, (_, n) =>
          again(`new-${i}-${n}`, "2024-03-01", (text) => text.replaceAll("France", `Country${i * 10 + n}`)),
        ),
      );
      const status = await page.evaluate(() => fetch("/api/stories?limit=5").then((answer) => answer.status));
      expect(status).toBe(200);
    }
    other.close();
    await page.reload();
    await page.getByText("tells it again").first().waitFor();
    await page.fill("input[type=search]", "Country137");
    await expect.poll(() => page.locator("a.headline").allInnerTexts()).toEqual(["new-13-7 tells it again"]);
    await page.close();
  });

  it("set two versions of a story side by side", async () => {
    const own = await openDesk([
      { ...chinaFrance(), story: { ...chinaFrance().story, sourceId: "MER-1" } },
      ((record: Record) => ({ ...record, story: { ...record.story, sourceId: "MER-1" } }))(
        again("corrected", "2024-01-30", (text) => text.replace("quickly", "slowly")),
      ),
    ]);
    const page = await own.open("/stories/corrected");
    await page.getByRole("link", { name: "Side by side" }).click();
    await page.locator(".compared ins").first().waitFor();
    expect(await page.locator(".compared del").allInnerTexts()).toEqual(["quickly"]);
    expect(await page.locator(".compared ins").allInnerTexts()).toEqual(["slowly"]);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 700 });
    expect(await overflow(page)).toBe(0);
    await own.close();
  });

  it("tell that the server is gone, and come back with it", async () => {
    const page = await desk.open("/stories");
    await page.locator("a.headline").first().waitFor();
    await page.route("**/api/**", (route) => route.abort());
    await page.goto(`${desk.address}/calendar`);
    await page.getByText("The server does not answer").first().waitFor({ timeout: 20_000 });
    expect(await barriers(page)).toEqual([]);
    await page.unroute("**/api/**");
    await page.getByRole("button", { name: "Try again" }).first().click();
    await page.getByText("In your calendar program").waitFor();
    await page.close();
  });
});

describe("the pages' JavaScript", () => {
  it("is at most 250 kB compressed on the first load of any page", () => {
    const dist = fileURLToPath(new URL("../dist/", import.meta.url));
    const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, "utf8")) as {
      [name: string]: { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] };
    };
    const files = (name: string, seen: Set<string>): Set<string> => {
      const chunk = manifest[name];
      if (!chunk || seen.has(chunk.file)) return seen;
      seen.add(chunk.file);
      for (const next of chunk.imports ?? []) files(next, seen);
      return seen;
    };
    const size = (file: string) => gzipSync(readFileSync(dist + file)).length;
    const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? "";
    const first = files(entry, new Set());
    const pages = manifest[entry]?.dynamicImports ?? [];
    expect(pages.length).toBeGreaterThan(8);
    for (const page of pages) {
      const loaded = files(page, new Set(first));
      // A page's chart or map comes with it, a moment later.
      for (const late of manifest[page]?.dynamicImports ?? []) files(late, loaded);
      const whole = [...loaded].filter((file) => file.endsWith(".js")).reduce((sum, file) => sum + size(file), 0);
      expect(whole, page).toBeLessThan(250_000);
    }
    expect(readdirSync(`${dist}assets`).length).toBeGreaterThan(0);
  });
});
