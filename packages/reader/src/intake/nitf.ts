import { dateValue } from "./dates.ts";
import type { Item } from "./item.ts";
import { all, type Element, one, paragraphsIn, words } from "./xml.ts";

/**
 * Reads NITF 3.
 *
 *     <nitf><head><docdata><doc-id id-string="…"/><date.issue norm="20240129T080000Z"/><doc.copyright holder="Meridian"/></docdata></head>
 *     <body><body.head><hedline><hl1>Envoys meet in Oslo</hl1></hedline><byline>By Karin Lund</byline>
 *       <dateline><location>OSLO</location></dateline></body.head>
 *     <body.content><p>Envoys of …</p></body.content></body></nitf>
 */
export function readNitf(nitf: Element): Item {
  const head = one(nitf, "body.head");
  const content = one(nitf, "body.content") ?? one(nitf, "body");
  const given = (name: string, attribute: string) => one(nitf, name)?.attributes[attribute] ?? null;
  const date = given("date.issue", "norm") ?? given("story.date", "norm") ?? given("date.release", "norm");
  return {
    sourceId: given("doc-id", "id-string"),
    headline: words(one(nitf, "hl1")) ?? words(head && one(head, "hedline")) ?? words(one(nitf, "title")),
    byline: words(head && one(head, "byline")),
    dateline: words(head && (one(head, "dateline", "location") ?? one(head, "dateline"))),
    source: words(head && one(head, "distributor")) ?? given("doc.copyright", "holder") ?? given("pubdata", "name"),
    date: date === null ? null : dateValue(date),
    url: given("pubdata", "ex-ref"),
    language: one(nitf, "body")?.attributes.lang ?? null,
    paragraphs: content ? paragraphsIn(content).concat(noParagraphs(content, nitf)) : [],
  };
}

/** An abstract where there is nothing else to read. */
function noParagraphs(content: Element, nitf: Element): string[] {
  return paragraphsIn(content).length > 0 ? [] : all(nitf, "abstract").flatMap(paragraphsIn);
}
