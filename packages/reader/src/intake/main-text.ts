import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { deepest, isFurniture, readPage, tidy } from "./page.ts";

/** Pages that the library for main texts is asked about: its work grows with the square of what is within what. */
const MOST_TAGS = 15_000;
const DEEPEST = 100;
const MOST_WITHIN = 300_000;
const LARGEST = 2_000_000;

export interface MainText {
  title: string;
  byline: string | null;
  lines: string[];
}

/** The main text of a page as Mozilla's Readability finds it; null where it finds none or the page defeats it. Never throws. */
export function mainText(html: string): MainText | null {
  const count = tags(html);
  const depth = deepest(html);
  if (html.length > LARGEST || count > MOST_TAGS || depth > DEEPEST || count * depth > MOST_WITHIN) return null;
  try {
    const { document } = parseHTML(
      html.includes("<html") || html.includes("<HTML")
        ? html
        : `<!doctype html><html><head></head><body>${html}</body></html>`,
    );
    const found = new Readability(document as unknown as Document).parse();
    if (!found?.content) return null;
    const lines = readPage(found.content)
      .lines.filter((line) => !isFurniture(line))
      .map((line) => line.text);
    if (lines.length === 0) return null;
    return { title: tidy(found.title ?? ""), byline: found.byline ? tidy(found.byline) : null, lines };
  } catch {
    return null; // a page that the library cannot take: its readable lines are read instead
  }
}

function tags(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) count++;
  return count;
}
