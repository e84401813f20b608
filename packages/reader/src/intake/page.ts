import { Parser } from "htmlparser2";

/** A line of text that a page shows, with the element that holds it. */
export interface PageLine {
  text: string;
  /** Tag of the element whose text it is: `p`, `h1`, `li`, `td`, `div`. */
  tag: string;
  /** Index in `Page.parents` of the element around it. */
  holder: number;
  /** Code units of the text that are links. */
  linked: number;
}

/** What a page shows, as lines in page order, and what it says of itself. */
export interface Page {
  title: string;
  /** Lower-case `name`, `property` or `itemprop` → content of the page's meta elements; the first of a name counts. */
  meta: Map<string, string>;
  /** `href` of the canonical link. */
  canonical: string | null;
  /** `lang` of the page. */
  lang: string | null;
  lines: PageLine[];
  /** Element → the element around it; element 0 is the page. */
  parents: number[];
}

const HIDDEN = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "select",
  "option",
  "svg",
  "iframe",
  "object",
  "button",
  "textarea",
  "head",
]);
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p q s samp small span strike strong sub sup time tt u var wbr img input st1:place st1:country-region st1:city".split(
    " ",
  ),
);
/** Elements nested deeper than this are taken to stand at this depth, so that a page of a million open elements is read in time. */
const DEEPEST = 400;

/** Reads a page's lines. Broken markup is read as far as it goes; never throws. */
export function readPage(html: string): Page {
  if (deepest(html) > DEEPEST_PARSED) return readFlat(html);
  const page: Page = { title: "", meta: new Map(), canonical: null, lang: null, lines: [], parents: [-1] };
  const open: { tag: string; element: number }[] = [];
  let element = 0;
  let depth = 0;
  let hidden = 0;
  let inTitle = false;
  let links = 0;
  let words = "";
  let linked = 0;
  let tag = "body";

  function flush(): void {
    const text = tidy(words);
    if (text !== "") page.lines.push({ text, tag, holder: element, linked: Math.min(linked, text.length) });
    words = "";
    linked = 0;
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "html") page.lang = attributes.lang ?? attributes["xml:lang"] ?? null;
        if (name === "title" && page.title === "") inTitle = true;
        if (name === "meta") {
          const key = (attributes.property ?? attributes.name ?? attributes.itemprop ?? "").toLowerCase();
          if (key !== "" && attributes.content !== undefined && !page.meta.has(key))
            page.meta.set(key, attributes.content);
        }
        if (name === "link" && attributes.rel === "canonical") page.canonical ??= attributes.href ?? null;
        if (HIDDEN.has(name)) hidden++;
        if (name === "a") links++;
        if (name === "br") flush();
        if (INLINE.has(name) || name === "br" || name === "meta" || name === "link") return;
        flush();
        tag = name;
        depth++;
        if (depth < DEEPEST) {
          page.parents.push(element);
          element = page.parents.length - 1;
          open.push({ tag: name, element });
        }
      },
      ontext(text) {
        if (inTitle) page.title += text;
        if (hidden > 0) return;
        words += text;
        if (links > 0) linked += text.trim().length;
      },
      onclosetag(name) {
        if (name === "title") inTitle = false;
        if (HIDDEN.has(name)) hidden = Math.max(0, hidden - 1);
        if (name === "a") links = Math.max(0, links - 1);
        if (INLINE.has(name) || name === "br" || name === "meta" || name === "link") return;
        flush();
        depth = Math.max(0, depth - 1);
        if (depth < DEEPEST - 1) {
          open.pop();
          element = open.at(-1)?.element ?? 0;
          tag = open.at(-1)?.tag ?? "body";
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  flush();
  page.title = tidy(page.title);
  return page;
}

/** Deepest page that is parsed: the parser's work grows with the depth of what is open. */
const DEEPEST_PARSED = 2000;

/** The lines of a page whose tags are nested beyond all sense: its text with the tags taken away. */
function readFlat(html: string): Page {
  const lines = html
    .replace(/<(script|style)\b[^>]*>[^<]*<\/\1>/gi, " ")
    .replace(/<[^<>]*>?/g, "\n")
    .split("\n")
    .map(tidy)
    .filter((text) => text !== "")
    .map((text): PageLine => ({ text, tag: "p", holder: 0, linked: 0 }));
  return { title: "", meta: new Map(), canonical: null, lang: null, lines, parents: [-1] };
}

/** How deep tags are nested, roughly: open tags less closing ones. */
export function deepest(html: string): number {
  let depth = 0;
  let most = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    const next = html.charCodeAt(at + 1) | 0x20;
    if (next === 0x2f) depth--;
    else if (
      next >= 0x61 &&
      next <= 0x7a &&
      !/^<(?:br|img|p|li|meta|link|input|hr|td|tr|th|option|dd|dt)\b/i.test(html.slice(at, at + 8))
    )
      depth++;
    if (depth > most) most = depth;
  }
  return most;
}

/** One line: white space, no-break spaces among it, to single spaces; what shows nothing is dropped. */
export function tidy(words: string): string {
  return words
    .replace(/[\u200B\uFEFF\u00AD]/g, "")
    .replace(/[\s\u00A0]+/g, " ")
    .trim();
}

/** Whether an element is, or stands in, another. */
export function within(page: Page, element: number, around: number): boolean {
  for (let at = element; at >= 0; at = page.parents[at] ?? -1) if (at === around) return true;
  return false;
}

/** The innermost element around both. */
export function around(page: Page, a: number, b: number): number {
  const above = new Set<number>();
  for (let at = a; at >= 0; at = page.parents[at] ?? -1) above.add(at);
  for (let at = b; at >= 0; at = page.parents[at] ?? -1) if (above.has(at)) return at;
  return 0;
}

/** Lines that are links for the most part, captions and footers. */
export function isFurniture(line: PageLine): boolean {
  return line.linked * 2 > line.text.length || line.tag === "figcaption" || line.tag === "nav" || line.tag === "footer";
}
