import { describe, expect, test } from "vitest";
import { blocks, expectSound, story } from "./taking.ts";

const PARAGRAPH =
  "Envoys of Norway and Chile met on Monday to settle the terms of a fisheries treaty, and agreed to meet again in spring.";

const PAGE = `<!doctype html><html lang="en"><head><title>Envoys meet in Oslo | Meridian</title>
<meta property="og:title" content="Envoys meet in Oslo"><meta property="og:site_name" content="Meridian">
<meta property="article:published_time" content="2024-01-29T08:00:00Z"><link rel="canonical" href="https://meridian.example/oslo">
<style>p { color: red }</style></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Envoys meet in Oslo</h1><p class="byline">By Karin Lund</p>
<p>OSLO — ${PARAGRAPH}</p><p>${PARAGRAPH.replace("Monday", "Tuesday")}</p><p>${PARAGRAPH.replace("Monday", "Friday")}</p></article>
<aside><a href="/x">Most read: ten harbours</a></aside><footer>© Meridian. All rights reserved.</footer></body></html>`;

describe("an article's page", () => {
  test("main text, title, date, author, address", () => {
    const read = story(PAGE);
    expectSound(read);
    expect(read).toMatchObject({
      format: "article",
      headline: "Envoys meet in Oslo",
      published: "2024-01-29",
      byline: expect.stringContaining("Karin Lund"),
      agency: "Meridian",
      url: "https://meridian.example/oslo",
      dateline: { place: "OSLO" },
    });
    expect(blocks(read, "paragraph")).toHaveLength(3);
    expect(read.text).not.toMatch(/Home|Most read|rights reserved|color/);
    expect(read.text.startsWith("Envoys meet in Oslo\n\n")).toBe(true);
  });

  test("the address that the page came from wins", () => {
    expect(story(PAGE, { url: "https://elsewhere.example/" }).url).toBe("https://elsewhere.example/");
  });

  test("broken markup is read as far as it goes", () => {
    const read = story(`<html><body><div><p>${PARAGRAPH}<p>${PARAGRAPH}<b><i></div></div><table><tr><td>`);
    expectSound(read);
    expect(blocks(read, "paragraph").length).toBeGreaterThanOrEqual(2);
  });

  test("pages nested or crowded beyond sense are read in time", () => {
    for (const broken of [
      "<div>".repeat(50_000),
      "<b>".repeat(1500),
      "<p>".repeat(30_000),
      `${"<div>".repeat(90)}${"<p>word</p>".repeat(9000)}`,
    ])
      expect(story(`<html><body>${broken}<p>${PARAGRAPH}</p></body></html>`).text).toContain(PARAGRAPH);
  });
});
