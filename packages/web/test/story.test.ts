import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readingsOf } from "../src/story/readings.ts";
import { barriers, CHROMIUM, type Desk, openDesk, overflow } from "./browser.ts";
import { chinaFrance } from "./china-france.ts";

describe.skipIf(!CHROMIUM)("a story's page", () => {
  const record = chinaFrance();
  const { text } = record.story;
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk([record]);
  });
  afterAll(() => desk?.close());

  const open = async (search = "", options = {}): Promise<Page> => {
    const page = await desk.open(`/stories/china-france${search}`, options);
    await page.waitForSelector(".edition .passage");
    return page;
  };
  /** The words that are marked for a reading, pieces put together again. */
  const marked = (page: Page, id: string) =>
    page.$$eval(`mark[data-on~="${id}"]`, (marks) => marks.map((mark) => mark.textContent).join(""));

  it("shows every word of the story, in its order", async () => {
    const page = await open();
    const shown = await page.$$eval(".edition .passage", (passages) =>
      passages.map((passage) => passage.textContent).join(" "),
    );
    const squeezed = (words: string) => words.replace(/\s+/g, "");
    expect(squeezed(shown)).toBe(squeezed(text));
    await page.close();
  });

  it("marks every reading over exactly its words", async () => {
    const page = await open();
    for (const reading of readingsOf(record)) {
      const covered = new Set<number>();
      for (const { span } of reading.spans) for (let i = span[0]; i < span[1]; i++) covered.add(i);
      const words = [...covered]
        .sort((a, b) => a - b)
        .map((i) => text[i])
        .join("");
      expect(await marked(page, reading.id), reading.id).toBe(words);
    }
    await page.close();
  });

  it("tells what is pointed at, and what is focused", async () => {
    const page = await open();
    await page.hover('mark[data-on~="t4"]');
    const tip = page.locator('[role="tooltip"]');
    expect(await tip.innerText()).toMatch(/Time\s+six decades ago[\s\S]*1964/);
    await page.mouse.move(2, 300);
    await tip.waitFor({ state: "detached" });
    await page.locator(".edition mark[tabindex='0']").focus();
    expect(await tip.innerText()).toMatch(/Actor\s+China/);
    await page.keyboard.press("ArrowRight");
    expect(await tip.innerText()).toMatch(/Actor\s+France/);
    await page.close();
  });

  it("opens a reading with its words, its reason and its reckoning, and keeps it in the address", async () => {
    const page = await open();
    await page.click('mark[data-on~="e2"].p-trigger');
    const note = page.locator('[data-note="e2"]');
    await note.locator("dl").waitFor();
    expect(page.url()).toMatch(/at=e2/);
    const told = await note.innerText();
    expect(told).toContain("establish diplomatic relations");
    expect(told).toContain("2024 less 60 years");
    expect(told).toContain("Lin Haoran");
    expect(told).toContain("80 %");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".note.open").count()).toBe(0);
    await page.goto(`${desk.address}/stories/china-france?at=anniversary-0`);
    await page.locator('[data-note="anniversary-0"] dl').waitFor();
    expect(await page.locator(".note.open").innerText()).toContain("1964 + 60 years = 2024");
    await page.close();
  });

  it("goes from reading to reading by key", async () => {
    const page = await open();
    const order: string[] = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press("j");
      await page.waitForFunction(
        (last) => new URL(location.href).searchParams.get("at") !== last,
        order.at(-1) ?? null,
      );
      order.push(new URL(page.url()).searchParams.get("at") ?? "");
    }
    expect(order).toEqual(["s1", "e1", "c1", "r2"]);
    await page.keyboard.press("k");
    await page.waitForFunction(() => location.search.includes("at=c1"));
    await page.close();
  });

  it("hides a kind of mark, by key and by the legend", async () => {
    const page = await open();
    const notes = page.locator(".note-statement");
    expect(await notes.count()).toBe(7);
    await page.keyboard.press("1");
    expect(await notes.count()).toBe(0);
    await page.getByLabel("Statements").check();
    expect(await notes.count()).toBe(7);
    await page.close();
  });

  it("has no barrier, light and dark, and fits 375 px, where a reading opens from below", async () => {
    for (const dark of [false, true]) {
      const page = await open("?at=r1", { dark });
      expect(await barriers(page)).toEqual([]);
      await page.close();
      const narrow = await open("?at=e2", { dark, width: 375, height: 760 });
      await narrow.locator(".sheet dl").waitFor();
      expect(await overflow(narrow)).toBe(0);
      expect(await barriers(narrow)).toEqual([]);
      await narrow.click("text=Close");
      await narrow.locator(".fold").first().click();
      await narrow.locator(".notes.unfolded .note").first().waitFor();
      await narrow.close();
    }
  });

  it("says that a story is not there", async () => {
    const page = await desk.open("/stories/none");
    await page.getByText("No story of this archive has that id.").waitFor();
    await page.close();
  });
});
