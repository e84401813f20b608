import { dateValue } from "./dates.ts";
import type { Item } from "./item.ts";
import { readNitf } from "./nitf.ts";
import { readPage } from "./page.ts";
import { all, type Element, one, paragraphsIn, words } from "./xml.ts";

/**
 * Reads the text items of NewsML 1.
 *
 *     <NewsML><NewsEnvelope><SentFrom><Party FormalName="Meridian"/></SentFrom></NewsEnvelope>
 *     <NewsItem><Identification>… <NewsManagement><FirstCreated>20240129T080000+0000</FirstCreated> …
 *     <NewsComponent><NewsLines><HeadLine>Envoys meet in Oslo</HeadLine><DateLine>OSLO</DateLine></NewsLines>
 *       <NewsComponent><Role FormalName="Body"/><ContentItem><DataContent><html>…</html></DataContent></ContentItem>
 */
export function readNewsml(root: Element): Item[] {
  const sender = one(root, "newsenvelope", "sentfrom", "party")?.attributes.formalname ?? null;
  return all(root, "newsitem").map((item) => {
    const created = words(one(item, "newsmanagement", "firstcreated")) ?? words(one(item, "dateid"));
    const provider = one(item, "administrativemetadata", "provider", "party")?.attributes.formalname ?? sender;
    const nitf = one(item, "datacontent", "nitf");
    const inside = nitf ? readNitf(nitf) : null;
    return {
      sourceId: words(one(item, "publicidentifier")) ?? words(one(item, "newsitemid")),
      headline: words(one(item, "newslines", "headline")) ?? inside?.headline ?? null,
      byline: words(one(item, "newslines", "byline")) ?? inside?.byline ?? null,
      dateline: words(one(item, "newslines", "dateline")) ?? inside?.dateline ?? null,
      source: provider ?? words(one(item, "providerid")) ?? inside?.source ?? null,
      date: created === null ? null : dateValue(created),
      url: null,
      language: one(item, "descriptivemetadata", "language")?.attributes.formalname ?? null,
      paragraphs: inside?.paragraphs ?? bodyOf(item),
    };
  });
}

/** The content of the component whose role is the body; without roles, all content that is text. */
function bodyOf(item: Element): string[] {
  const components = all(item, "newscomponent");
  const roles = new Set(["body", "main", "main text", "text"]);
  const body = components.find((component) => {
    const role = component.children.find(
      (child): child is Element => typeof child !== "string" && child.name === "role",
    );
    return roles.has(role?.attributes.formalname?.toLowerCase() ?? "");
  });
  const contents = all(body ?? item, "contentitem").filter(
    (content) => !/css|image|video|audio/i.test(one(content, "mimetype")?.attributes.formalname ?? ""),
  );
  return contents.flatMap((content) => {
    const data = one(content, "datacontent");
    if (!data) return [];
    const found = paragraphsIn(data);
    // Some send the page as text: "&lt;p&gt;Envoys …".
    return found.length === 1 && /<p\b/i.test(found[0] ?? "")
      ? readPage(found[0] ?? "").lines.map((line) => line.text)
      : found;
  });
}
