import type { Record } from "@chancery/reader";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers, CHROMIUM, type Desk, openDesk, overflow } from "./browser.ts";
import { chinaFrance } from "./china-france.ts";

/** A story of a day about a place that no other names. */
function storyOf(day: number, place: string): Record {
  const text = `${place} and its neighbour opened an embassy.`;
  const published = `2023-05-${String(day).padStart(2, "0")}`;
  const record = chinaFrance();
  return {
    ...record,
    story: {
      ...record.story,
      id: `day-${day}-${place}`,
      headline: `${place} opens an embassy`,
      published,
      text,
      blocks: [{ kind: "paragraph", start: 0, end: text.length, speaker: null }],
      dateline: null,
    },
    actors: [],
    times: [],
    statements: [],
    events: [],
    ties: [],
    anniversaries: [],
    commitments: [],
    abstentions: [],
  };
}

describe.skipIf(!CHROMIUM)("the list of stories", () => {
  let desk: Desk;
  const places = Array.from({ length: 60 }, (_, i) => `${String.fromCharCode(65 + (i % 26))}${"aeiou"[i % 5]}land${i}`);
  beforeAll(async () => {
    desk = await openDesk([...places.map((place, i) => storyOf(1 + (i % 28), place)), chinaFrance()]);
  });
  afterAll(() => desk?.close());

  it("has the newest first, and older ones on demand", async () => {
    const page = await desk.open("/stories");
    await page.waitForSelector("a.headline");
    expect(await page.locator("a.headline").first().innerText()).toContain("China, France to celebrate 60 years");
    expect(await page.locator("a.headline").count()).toBe(40);
    await page.click("text=Older stories");
    await expect.poll(() => page.locator("a.headline").count()).toBe(61);
    const days = await page.$$eval(".stories time", (times) => times.map((time) => time.getAttribute("datetime")));
    expect(days).toEqual([...days].sort().reverse());
    expect(await page.locator("text=Older stories").count()).toBe(0);
    await page.close();
  });

  it("is filtered by words, and says when none has them", async () => {
    const page = await desk.open("/stories");
    await page.waitForSelector("a.headline");
    await page.keyboard.press("/");
    await page.keyboard.type("Baland25");
    await page.waitForURL("**/stories?text=Baland25");
    await expect.poll(() => page.locator("a.headline").allInnerTexts()).toEqual([]);
    await page.getByText("No story of this archive holds").waitFor();
    await page.fill("input[type=search]", places[7] ?? "");
    await expect.poll(() => page.locator("a.headline").allInnerTexts()).toEqual([`${places[7]} opens an embassy`]);
    await page.close();
  });

  it("is walked and opened by key", async () => {
    const page = await desk.open("/stories");
    await page.waitForSelector("a.headline");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("China, France");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/stories/china-france");
    await page.waitForSelector(".edition .passage");
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog");
    expect(await keys.innerText()).toContain("next reading");
    await page.keyboard.press("Escape");
    await page.close();
  });

  it("has no barrier, light and dark, and fits 375 px", async () => {
    for (const dark of [false, true]) {
      const page = await desk.open("/stories", { dark });
      await page.waitForSelector("a.headline");
      expect(await barriers(page)).toEqual([]);
      await page.close();
      const narrow = await desk.open("/stories", { dark, width: 375, height: 760 });
      await narrow.waitForSelector("a.headline");
      expect(await overflow(narrow)).toBe(0);
      await narrow.close();
    }
  });

  it("says how to begin where the archive is empty", async () => {
    const empty = await openDesk([]);
    const page = await empty.open("/stories");
    await page.getByText("The archive is empty").waitFor();
    expect(await barriers(page)).toEqual([]);
    await empty.close();
  });
});
