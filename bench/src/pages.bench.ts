/**
 * What a person feels: every page over the archive of `archive.bench.ts`, warm, in Chromium. When its main content is painted, when
 * the largest part is (LCP), and how long the slowest click or key takes to its next paint (Event Timing, what INP is made of).
 * CHANCERY_BENCH_STORIES=40000 takes a smaller archive, CHANCERY_BENCH_PAGES=map,review some pages, CHROMIUM another browser.
 */
import { existsSync } from "node:fs";
import { openArchive, topDyads } from "@chancery/archive";
import { createServer } from "@chancery/server";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { house } from "./corpus.ts";

const SIZE = Number(process.env.CHANCERY_BENCH_STORIES ?? 1_000_000);
const ROUNDS = Number(process.env.CHANCERY_BENCH_ROUNDS ?? 5);
const ONLY = process.env.CHANCERY_BENCH_PAGES?.split(",");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const PAINT = 1000;
const INTERACTION = 200;

const file = house(`bench/out/archive-${SIZE}.chancery`);
const pages = house("packages/web/dist");
for (const [needed, how] of [
  [file, `CHANCERY_BENCH_STORIES=${SIZE} npm run bench -- archive`],
  [`${pages}/index.html`, "npm run build"],
  [CHROMIUM, "CHROMIUM=/path/to/it"],
])
  if (!existsSync(needed as string)) {
    console.error(`${needed} is missing: ${how}`);
    process.exit(1);
  }

/** A page: its address, what its main content is, and what is done on it. */
interface Visit {
  readonly name: string;
  readonly path: string;
  readonly content: string;
  readonly steps: readonly Step[];
}
type Step =
  | { readonly click: string }
  | { readonly key: string }
  | { readonly type: string; readonly into: string }
  | { readonly choose: string; readonly nth: number };

const archive = openArchive(file);
const server = await createServer({ archive, pages, reader: house("packages/cli/dist/assets"), rate: 0 });
const address = await server.listen({ port: 0, host: "127.0.0.1" });
const { visits, watching } = await pagesOf();
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

console.log(`${SIZE.toLocaleString("en")} stories, ${ROUNDS} visits a page; ms, median and slowest`);
console.log(
  `${"page".padEnd(12)} ${["content", "largest", "settled", "interaction"].map((name) => name.padStart(14)).join("")}`,
);
let slow = 0;
const slowest: string[] = [];
for (const visit of visits) {
  if (ONLY && !ONLY.includes(visit.name.toLowerCase())) continue;
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, reducedMotion: "reduce" });
  // A compiler that keeps the names of functions puts calls of its own into their texts.
  await context.addInitScript(`globalThis.__name = (one) => one; (${watch})(${JSON.stringify(visit.content)})`);
  await load(context, visit);
  const content: number[] = [];
  const largest: number[] = [];
  const settled: number[] = [];
  const interaction: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const page = await load(context, visit);
    const painted = await page.evaluate(() => (window as unknown as Watched).watched);
    content.push(painted.content);
    largest.push(painted.largest);
    settled.push(painted.settled);
    for (const step of visit.steps) {
      const took = await act(page, step);
      interaction.push(took);
      if (took > INTERACTION) slowest.push(`${visit.name}: ${Object.entries(step).join(" ")}: ${took} ms`);
    }
    await page.close();
  }
  await context.close();
  const late = content.some((ms) => ms > PAINT) || largest.some((ms) => ms > PAINT);
  const stiff = interaction.some((ms) => ms > INTERACTION);
  if (late || stiff) slow++;
  console.log(
    `${visit.name.padEnd(12)} ${[content, largest, settled, interaction].map((times) => two(times).padStart(14)).join("")}${late ? "  late" : ""}${stiff ? "  stiff" : ""}`,
  );
}
await browser.close();
await server.inject({
  method: "DELETE",
  url: `/api/watches/${watching}`,
  headers: { "content-type": "application/json", host: "localhost" },
  payload: {},
});
await server.close();
archive.close();
for (const line of new Set(slowest)) console.log(`  ${line}`);
console.log(slow ? `${slow} pages over ${PAINT} ms or ${INTERACTION} ms` : "every page within its bounds");

/** What a page keeps about itself while it is measured. */
interface Watched {
  watched: { content: number; largest: number; settled: number; slowest: number };
}

/** Runs in the page before anything else: notes when things are painted, and how long each interaction takes. */
function watch(content: string): void {
  const watched = { content: 0, largest: 0, settled: 0, slowest: 0 };
  (window as unknown as Watched).watched = watched;
  const look = () => {
    if (!watched.content && document.querySelector(content))
      requestAnimationFrame(() => setTimeout(() => (watched.content ||= performance.now())));
    if (!document.querySelector(".waiting")) return;
    watched.settled = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.largest = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (entry.interactionId) watched.slowest = Math.max(watched.slowest, entry.duration);
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}

async function load(context: BrowserContext, { path, content }: Visit): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address + path);
  await page.locator(content).first().waitFor({ timeout: 120_000 });
  await page.waitForFunction(() => !document.querySelector(".waiting"), null, { timeout: 120_000 });
  await page.waitForFunction(() => (window as unknown as Watched).watched.content > 0);
  return page;
}

/** Does one thing and gives the duration of its slowest event up to the next paint; what takes under 16 ms counts as 16. */
async function act(page: Page, step: Step): Promise<number> {
  await page.evaluate(() => {
    (window as unknown as Watched).watched.slowest = 0;
  });
  if ("click" in step) await page.locator(step.click).first().click();
  else if ("key" in step) await page.keyboard.press(step.key);
  else if ("choose" in step) await page.locator(step.choose).first().selectOption({ index: step.nth });
  else {
    await page.locator(step.into).first().click();
    await page.keyboard.type(step.type, { delay: 60 });
  }
  await page.waitForTimeout(60);
  await page.waitForFunction(() => !document.querySelector(".waiting, .stale"), null, { timeout: 120_000 });
  await page.waitForTimeout(150);
  const took = await page.evaluate(() => (window as unknown as Watched).watched.slowest);
  return Math.max(16, took);
}

function two(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} / ${Math.round(sorted.at(-1) ?? 0)}`;
}

/** Every page, over what the archive has most of: its busiest pair, a story of many readings. */
async function pagesOf(): Promise<{ visits: Visit[]; watching: number }> {
  const dyad = topDyads(archive, { limit: 1, abroad: true })[0];
  const [a, b] = [dyad?.source ?? "USA", dyad?.target ?? "CHN"];
  const story = (
    await get<{ items: { id: string; counts: { events: number } }[] }>("/api/stories?limit=100")
  ).items.sort((one, other) => other.counts.events - one.counts.events)[0]?.id;
  const { id } = (await server
    .inject({
      method: "POST",
      url: "/api/watches",
      headers: { "content-type": "application/json", host: "localhost" },
      payload: { name: "measured", dyad: { a, b } },
    })
    .then((answer) => answer.json())) as { id: number };
  const help: Step[] = [{ key: "?" }, { key: "Escape" }];
  const visits: Visit[] = [
    { name: "Today", path: "/", content: ".latest li", steps: help },
    {
      name: "Stories",
      path: "/stories",
      content: ".stories ol li",
      steps: [
        { key: "j" },
        { key: "j" },
        { type: "minister", into: "input[type=search]" },
        { click: ".more button" },
        { key: "k" },
      ],
    },
    {
      name: "Story",
      path: `/stories/${story}`,
      content: ".edition .note",
      steps: [{ key: "j" }, { key: "j" }, { click: ".note button" }, { key: "Escape" }, { key: "k" }],
    },
    {
      name: "Statements",
      path: "/statements",
      content: ".statement",
      steps: [
        { key: "j" },
        { type: "countries", into: "input[type=search]" },
        { click: ".facets button" },
        { click: ".more button" },
        { key: "k" },
        { key: "x" },
      ],
    },
    {
      name: "Wording",
      path: `/wording?country=${a}&about=${b}`,
      content: ".wording tbody tr",
      steps: [{ choose: ".wording label:last-child select", nth: 3 }, { click: ".choices button:nth-child(2)" }],
    },
    {
      name: "Map",
      path: "/map",
      content: ".world path, .map tbody tr",
      steps: [
        { click: ".choices button:nth-child(2)" },
        { choose: ".head-fields select", nth: 2 },
        { type: "fran", into: "input[type=search]" },
      ],
    },
    {
      name: "Country",
      path: `/countries/${a}`,
      content: ".timeline svg",
      steps: [
        { click: "button:text-is('received')" },
        { click: "button:text-is('by year')" },
        { click: ".more button" },
        { click: ".timeline summary" },
        { click: ".timeline table button" },
      ],
    },
    {
      name: "Dyad",
      path: `/dyads/${a}/${b}`,
      content: ".timeline svg",
      steps: [
        { click: "button:text-is('by year')" },
        { click: "button:text-is('by month')" },
        { click: ".timeline summary" },
        { click: ".timeline table button" },
        { click: "button:text-is('conflict in deed')" },
      ],
    },
    {
      name: "Calendar",
      path: "/calendar?year=2014",
      content: ".dates li",
      steps: [{ key: "n" }, { key: "p" }, { choose: ".head-fields select", nth: 5 }],
    },
    {
      name: "Review",
      path: "/review",
      content: ".card blockquote",
      steps: [
        { key: "s" },
        { key: "b" },
        { key: "r" },
        { key: "u" },
        { key: "c" },
        { click: ".correct-form button[type=button]" },
      ],
    },
    {
      name: "Paste",
      path: "/paste",
      content: ".paste textarea",
      steps: [
        { type: "Norway thanked Chad on Tuesday.", into: "textarea" },
        { click: ".paste button[type=submit]" },
        { click: ".note button" },
      ],
    },
    {
      name: "Sources",
      path: "/sources",
      content: ".sources form",
      steps: [{ type: "https://", into: "input[type=url]" }],
    },
    { name: "Watched", path: `/watched/${id}`, content: ".events li", steps: help },
    {
      name: "API",
      path: "/reference",
      content: ".reference section",
      steps: [{ click: ".reference a[href^='#']" }, ...help],
    },
  ];
  return { visits, watching: id };
}

async function get<T>(url: string): Promise<T> {
  return (await server.inject({ url, headers: { host: "localhost" } })).json() as T;
}
