import { Parser } from "htmlparser2";
import { deepest, tidy } from "./page.ts";

/** An element of an XML document; its names are without prefix, in lower case. */
export interface Element {
  name: string;
  attributes: { readonly [name: string]: string };
  children: (Element | string)[];
}

/** Deepest document that is read. */
const DEEPEST = 500;

/**
 * Reads XML into its elements, as far as it is well formed. Entities are the five of XML and character references: what a
 * document declares is not expanded, and its DTD is not looked at. Throws where elements are nested too deep.
 */
export function readXml(xml: string): Element {
  if (deepest(xml) > DEEPEST) throw new Error("its elements are nested too deep");
  const root: Element = { name: "", attributes: {}, children: [] };
  const open: Element[] = [root];
  const parser = new Parser(
    {
      onopentag(name, given) {
        const attributes: { [name: string]: string } = {};
        for (const [key, value] of Object.entries(given)) attributes[local(key)] = value;
        const element: Element = { name: local(name), attributes, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
      ontext(text) {
        open.at(-1)?.children.push(text);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
  return root;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}

/** Every element of a name under another, in document order; `within` leaves out what stands in elements of these names. */
export function all(under: Element, name: string, ...without: string[]): Element[] {
  return under.children.flatMap((child) =>
    typeof child === "string" || without.includes(child.name)
      ? []
      : [...(child.name === name ? [child] : []), ...all(child, name, ...without)],
  );
}

/** The first element on a path of names, each anywhere under the one before: `one(item, "contentmeta", "headline")`. */
export function one(under: Element, ...path: string[]): Element | null {
  const [name, ...rest] = path;
  if (name === undefined) return under;
  for (const found of all(under, name)) {
    const deeper = one(found, ...rest);
    if (deeper) return deeper;
  }
  return null;
}

/** The words of an element on one line; null where it has none or is not there. */
export function words(element: Element | null): string | null {
  const line = element === null ? "" : tidy(textOf(element));
  return line === "" ? null : line;
}

function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

const BREAKS = new Set(
  "p br hl1 hl2 h1 h2 h3 h4 h5 h6 li td th tr dt dd div block section article blockquote bq pre table ul ol dl body.content body".split(
    " ",
  ),
);
const LEFT_OUT = new Set(["media", "script", "style", "figure", "figcaption", "title", "head"]);

/** The paragraphs of an element that holds NITF or XHTML. */
export function paragraphsIn(element: Element): string[] {
  const paragraphs: string[] = [];
  let line = "";
  const flush = () => {
    const found = tidy(line);
    if (found !== "") paragraphs.push(found);
    line = "";
  };
  const walk = (at: Element) => {
    if (LEFT_OUT.has(at.name)) return;
    if (BREAKS.has(at.name)) flush();
    for (const child of at.children) {
      if (typeof child === "string") line += child;
      else walk(child);
    }
    if (BREAKS.has(at.name)) flush();
  };
  walk(element);
  flush();
  return paragraphs;
}
