import { dateValue } from "./dates.ts";
import { type Item, siteOf } from "./item.ts";
import { readNitf } from "./nitf.ts";
import { all, type Element, one, paragraphsIn, words } from "./xml.ts";

/**
 * Reads the text items of NewsML-G2: a news item, those of a news message, or content that was taken out of one.
 *
 *     <newsItem guid="urn:newsml:meridian.example:20240129:oslo"><itemMeta><itemClass qcode="ninat:text"/>
 *       <provider literal="Meridian"/><versionCreated>2024-01-29T08:00:00Z</versionCreated></itemMeta>
 *     <contentMeta><contentCreated>…</contentCreated><infoSource><name>Meridian</name></infoSource><headline>Envoys meet in Oslo</headline></contentMeta>
 *     <contentSet><inlineXML contenttype="application/nitf+xml"><nitf>…</nitf></inlineXML></contentSet></newsItem>
 */
export function readNewsmlG2(root: Element): Item[] {
  const found = all(root, "newsitem");
  return (found.length > 0 ? found : [root]).filter(isText).map((item) => {
    const nitf = one(item, "nitf");
    const inside = nitf ? readNitf(nitf) : null;
    const date =
      words(one(item, "contentmeta", "contentcreated")) ??
      words(one(item, "itemmeta", "firstcreated")) ??
      words(one(item, "itemmeta", "versioncreated"));
    const content = one(item, "inlinexml") ?? one(item, "inlinedata");
    return {
      sourceId: item.attributes.guid ?? inside?.sourceId ?? null,
      headline: words(one(item, "contentmeta", "headline")) ?? inside?.headline ?? null,
      byline: words(one(item, "contentmeta", "by")) ?? inside?.byline ?? null,
      dateline: words(one(item, "contentmeta", "dateline")) ?? inside?.dateline ?? null,
      source:
        words(one(item, "contentmeta", "infosource", "name")) ??
        words(one(item, "itemmeta", "provider", "name")) ??
        one(item, "itemmeta", "provider")?.attributes.literal ??
        words(one(item, "contentmeta", "creator", "name")) ??
        coded(one(item, "itemmeta", "provider")) ??
        inside?.source ??
        null,
      date: date === null ? (inside?.date ?? null) : dateValue(date),
      url: null,
      language: one(item, "contentmeta", "language")?.attributes.tag ?? item.attributes.lang ?? null,
      paragraphs: inside?.paragraphs ?? (content ? paragraphsIn(content) : []),
    };
  });
}

function isText(item: Element): boolean {
  const kind = one(item, "itemclass")?.attributes.qcode ?? "ninat:text";
  return kind.endsWith(":text") || kind.endsWith(":composite");
}

/** A party by the last part of its code, or its site: `nprov:REUTERS`, `http://www.meridian.example/about/`. */
function coded(party: Element | null): string | null {
  const { qcode, uri } = party?.attributes ?? {};
  return qcode?.slice(qcode.indexOf(":") + 1) ?? siteOf(uri ?? null);
}
