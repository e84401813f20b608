import { sha256Text } from "../hash.ts";
import type { Block, Story } from "../record.ts";
import { dateAt, dateValue, isoDate } from "./dates.ts";
import { KNOWN } from "./known.ts";
import { isFurniture, type Page, tidy } from "./page.ts";
import { readWire, type WireOptions } from "./wire.ts";

/** What a library for main texts finds in a page; null where it finds none or the page defeats it. */
type MainTextFinder = typeof import("./main-text.ts").mainText;

let mainText: MainTextFinder | null = null;

/**
 * Loads the library that finds the main text of articles' pages. It is large, so that it is loaded only where pages are
 * read: without it `takeIn` refuses articles' pages, and reads everything else.
 */
export async function openArticles(): Promise<void> {
  mainText ??= (await import("./main-text.ts")).mainText;
}

/**
 * Reads the page of an article: the main text (Mozilla's Readability finds it), its title, date, author and address.
 * The text taken out is the title, then the paragraphs, an empty line between them.
 *
 *     <title>Envoys meet in Oslo | Meridian</title>
 *     <meta property="article:published_time" content="2024-01-29T08:00:00Z">
 *     <nav>…</nav> <article> <h1>Envoys meet in Oslo</h1> <p>OSLO — Envoys of two countries met …</p> </article>
 */
export function readArticle(page: Page, html: string, options: WireOptions): Story {
  if (mainText === null) throw new Error("a page of an article: openArticles() must come first");
  const main = mainText(html);
  const title = titleOf(page, main?.title ?? null);
  const lines = (main?.lines ?? readableLines(page)).filter((line) => line !== title);
  const text = [title, ...lines].filter((line) => line !== "").join("\n\n");
  const body = lines.join("\n\n");
  const from = text.length - body.length;
  const wire = readWire(body, options);
  const blocks: Block[] = wire.blocks.map((block) => ({ ...block, start: block.start + from, end: block.end + from }));
  if (title !== "") blocks.unshift({ kind: "headline", start: 0, end: title.length, speaker: null });
  return {
    ...wire,
    id: options.id ?? `sha256:${sha256Text(text)}`,
    format: "article",
    text,
    headline: title === "" ? wire.headline : title,
    byline: wire.byline ?? main?.byline ?? nullIfEmpty(page.meta.get("author")),
    agency: wire.agency ?? nullIfEmpty(page.meta.get("og:site_name")) ?? options.agency ?? null,
    url: options.url ?? page.canonical ?? nullIfEmpty(page.meta.get("og:url")),
    published: publishedOf(page, html) ?? wire.published,
    blocks:
      title === ""
        ? blocks
        : blocks.map((block, b) => (b > 0 && block.kind === "headline" ? { ...block, kind: "paragraph" } : block)),
  };
}

/** Without the library: paragraphs, and other lines that are sentences rather than links. */
function readableLines(page: Page): string[] {
  const paragraphs = page.lines.filter((line) => !isFurniture(line) && (line.tag === "p" || line.text.length > 80));
  return (paragraphs.length > 0 ? paragraphs : page.lines.filter((line) => !isFurniture(line))).map(
    (line) => line.text,
  );
}

/** The article's title without the site's name behind it. */
function titleOf(page: Page, found: string | null): string {
  const heading = page.lines.find((line) => line.tag === "h1" && line.linked * 2 <= line.text.length)?.text;
  const given = tidy(page.meta.get("og:title") ?? found ?? "") || page.title;
  if (
    heading !== undefined &&
    (given === "" || page.title.includes(heading) || given.includes(heading) || heading.includes(given))
  )
    return heading;
  const site = page.meta.get("og:site_name");
  const tail = /\s+[|–—-]\s+([^|–—]{2,40})$/.exec(given);
  return tail && (tail[1] === site || /\s\|\s/.test(tail[0])) ? given.slice(0, tail.index) : given;
}

/** When the article was published: its meta data, JSON-LD, a time element, the address. */
function publishedOf(page: Page, html: string): string | null {
  for (const name of [
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
  ]) {
    const given = page.meta.get(name);
    const value = given === undefined ? null : (dateValue(given) ?? writtenDate(given));
    if (value !== null) return value;
  }
  const data =
    /"datePublished"\s*:\s*"([^"]{4,40})"/.exec(html)?.[1] ??
    /<time[^>]{0,200}datetime\s*=\s*["']([^"']{4,40})["']/i.exec(html)?.[1];
  const value = data === undefined ? null : dateValue(data);
  if (value !== null) return value;
  const address = page.canonical ?? page.meta.get("og:url") ?? "";
  const path = /\/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=\D)/.exec(address);
  if (path) return dateValue(`${path[1]}-${path[2]}-${path[3]}`);
  for (const line of page.lines.slice(0, 400)) {
    if (line.text.length > 60) continue;
    const at = line.text.search(/\p{Lu}\p{Ll}{2,8}\.? \d|\d/u);
    const date = at < 0 ? null : dateAt(line.text.slice(at), KNOWN.months);
    if (date && date.year !== null) return isoDate(date.year, date.month, date.day);
  }
  return null;
}

function writtenDate(given: string): string | null {
  const date = dateAt(given.replace(/^\p{L}+,\s*/u, ""), KNOWN.months);
  return date && date.year !== null ? isoDate(date.year, date.month, date.day) : null;
}

function nullIfEmpty(words: string | undefined): string | null {
  const bare = tidy(words ?? "");
  return bare === "" ? null : bare;
}
