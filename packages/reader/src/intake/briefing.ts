import type { Story } from "../record.ts";
import { KNOWN } from "./known.ts";
import { around, type Page, type PageLine, within } from "./page.ts";
import { hostOf, labelAt, readTranscript } from "./transcript.ts";
import type { WireOptions } from "./wire.ts";

/** Whether a page is a briefing: its title says so, or it asks and answers with labels. */
export function isBriefingPage(page: Page): boolean {
  const labels = labelLines(page);
  if (labels.length < 2) return false;
  const turns = new Set(labels.map(({ turn }) => turn));
  if (turns.has("question") && turns.has("answer")) return true;
  const title = titleOf(page).toLowerCase();
  return labels.length >= 4 && KNOWN.briefingWords.some((words) => title.includes(words));
}

/**
 * Reads a ministry's page of a briefing. The text taken out is its title, then the paragraphs of the element that holds
 * all turns; menus, links and what else the page shows are left out.
 *
 *     <h2 class="title">Foreign Ministry Spokesperson Gao Wenli's Regular Press Conference on January 15, 2024</h2>
 *     <div class="content">
 *       <P><STRONG>Q: When will relations be resumed?</STRONG></P>
 *       <P>A: Both sides are in contact.</P>
 */
export function readBriefingPage(page: Page, html: string, options: WireOptions): Story {
  const labels = labelLines(page);
  const first = labels[0]?.line;
  const last = labels.at(-1)?.line;
  let holder = first && last ? around(page, first.holder, last.holder) : 0;
  // One paragraph may hold a single labelled turn: its neighbours are the rest of it.
  if (first && holder === first.holder && isParagraph(first)) holder = page.parents[holder] ?? 0;
  const title = titleOf(page);
  const body = page.lines.filter(
    (line) =>
      within(page, line.holder, holder) &&
      line.linked * 2 <= line.text.length &&
      line.text !== title &&
      !isHeading(line, page, labels[0]?.index ?? 0),
  );
  const text = [title, ...body.map((line) => line.text)].filter((line) => line !== "").join("\n\n");
  const story = readTranscript(text, options);
  const found = hostOf(title);
  return {
    ...story,
    url: options.url ?? page.canonical,
    headline: title === "" ? story.headline : title,
    byline: found ?? story.byline,
    published: story.published ?? dateOfPage(page, html, title) ?? options.date ?? null,
  };
}

interface LabelLine {
  line: PageLine;
  index: number;
  turn: "question" | "answer" | null;
}

/** The lines that begin with the label of a turn, outside menus and lists of links. */
function labelLines(page: Page): LabelLine[] {
  const found: LabelLine[] = [];
  page.lines.forEach((line, index) => {
    if (line.linked > 0 && line.linked * 2 > line.text.length) return;
    const label = labelAt(line.text, 0, line.text.length);
    if (label && (label.turn !== null || line.text.length > label.name.length + 20))
      found.push({ line, index, turn: label.turn });
  });
  // A name with a colon behind it stands in page furniture too ("Address: …"): named labels count where turns ask or answer.
  const plain = found.filter(({ turn }) => turn !== null);
  return plain.length >= 2 && found.length > plain.length
    ? found.filter(
        ({ turn, line }) =>
          turn !== null || plain.some((other) => page.parents[other.line.holder] === page.parents[line.holder]),
      )
    : plain.length >= 2
      ? plain
      : found.filter(({ line }) => isParagraph(line));
}

function isParagraph(line: PageLine): boolean {
  return (
    line.tag === "p" || line.tag === "div" || line.tag === "td" || line.tag === "section" || line.tag === "article"
  );
}

/** A heading above the turns is the title again. */
function isHeading(line: PageLine, page: Page, first: number): boolean {
  return /^h[1-6]$/.test(line.tag) && page.lines.indexOf(line) < first;
}

/** The title that tells of the briefing: a heading, or the page's own. */
function titleOf(page: Page): string {
  const headings = page.lines.filter((line) => /^h[1-4]$/.test(line.tag));
  const tells = (words: string) => KNOWN.briefingWords.some((briefing) => words.toLowerCase().includes(briefing));
  return (
    headings.find((line) => tells(line.text))?.text ??
    (tells(page.title) ? page.title : (headings[0]?.text ?? page.title))
  );
}

/**
 * The date of a page whose title gives no full one: what it says of itself; the title's day with the year in the names of
 * the page's pictures ("W020180910…jpg"); at the least the month that its words name, in the year of the pages it links to.
 */
function dateOfPage(page: Page, html: string, title: string): string | null {
  for (const name of ["article:published_time", "pubdate", "publishdate", "date", "dc.date", "datepublished"]) {
    const value = page.meta.get(name)?.slice(0, 10);
    if (value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  }
  const named = monthDay(title);
  if (named) {
    const stamp = new RegExp(`\\D0?(20\\d{2}|19\\d{2})${two(named.month)}${two(named.day)}`).exec(html);
    const year = stamp?.[1] ?? yearOfLinks(page);
    return year === null || year === undefined ? null : `${year}-${two(named.month)}-${two(named.day)}`;
  }
  const year = yearOfLinks(page);
  const words = page.lines.filter((line) => line.linked === 0).map((line) => monthDay(line.text));
  const told = words.find((date) => date !== null);
  return year !== null && told ? `${year}-${two(told.month)}` : null;
}

function monthDay(words: string): { month: number; day: number } | null {
  const found = /\b(\p{Lu}\p{Ll}{2,8})\.? ?(\d{1,2})\b/u.exec(words);
  const month = KNOWN.months.get((found?.[1] ?? "").toLowerCase());
  return found && month !== undefined && Number(found[2]) <= 31 ? { month, day: Number(found[2]) } : null;
}

/** The year that the dates of linked pages have, where they have one and the same. */
function yearOfLinks(page: Page): string | null {
  const years = new Set<string>();
  for (const line of page.lines)
    if (line.linked > 0) for (const [year] of line.text.matchAll(/\b(?:19|20)\d{2}$/g)) years.add(year);
  return years.size === 1 ? ([...years][0] ?? null) : null;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
