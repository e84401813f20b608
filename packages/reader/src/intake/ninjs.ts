import { dateValue } from "./dates.ts";
import type { Item } from "./item.ts";
import { readNitf } from "./nitf.ts";
import { readPage } from "./page.ts";
import { one, readXml } from "./xml.ts";

type Fields = ReadonlyMap<string, unknown>;

/** Whether parsed JSON is a ninjs item: it has an address and the fields of one. */
export function isNinjs(given: unknown): boolean {
  const fields = fieldsOf(given);
  return (
    fields.has("uri") &&
    ["headline", "headlines", "bodies", "body_text", "body_xhtml", "versioncreated", "title", "descriptions"].some(
      (name) => fields.has(name),
    )
  );
}

/**
 * Reads ninjs of versions 1 to 3; throws where the item is no text.
 *
 *     {"uri": "…", "type": "text", "versioncreated": "2024-01-29T08:00:00Z", "headline": "Envoys meet in Oslo", "body_text": "OSLO (Meridian) -- …"}
 *     {"uri": "…", "versionCreated": "…", "headlines": [{"value": "…"}], "bodies": [{"contentType": "text/html", "value": "<p>…"}]}
 */
export function readNinjs(given: unknown): Item {
  const fields = fieldsOf(given);
  const type = word(fields, "type");
  if (type !== null && type !== "text" && type !== "composite")
    throw new Error(`no text but ${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`);
  const date = word(fields, "contentcreated") ?? word(fields, "firstcreated") ?? word(fields, "versioncreated");
  const [source] = list(fields, "infosources");
  return {
    sourceId: word(fields, "uri"),
    headline: word(fields, "headline") ?? valueOfRole(list(fields, "headlines"), "main") ?? word(fields, "title"),
    byline: word(fields, "byline") ?? word(fields, "by"),
    dateline: word(fields, "dateline"),
    source: (source ? word(source, "name") : null) ?? word(fields, "copyrightholder") ?? word(fields, "provider"),
    date: date === null ? null : dateValue(date),
    url: /^https?:/.test(word(fields, "uri") ?? "") ? word(fields, "uri") : null,
    language: word(fields, "language"),
    paragraphs: bodyOf(fields),
  };
}

function bodyOf(fields: Fields): string[] {
  const plain = word(fields, "body_text");
  if (plain !== null) return [plain];
  const marked = word(fields, "body_xhtml") ?? word(fields, "body_html");
  if (marked !== null) return linesOf(marked);
  for (const body of list(fields, "bodies")) {
    const value = word(body, "value");
    const type = (word(body, "contenttype") ?? word(body, "role") ?? "").toLowerCase();
    if (value === null) continue;
    if (type.includes("nitf")) {
      const nitf = one(readXml(value), "nitf");
      const paragraphs = nitf ? readNitf(nitf).paragraphs : [];
      if (paragraphs.length > 0) return [...paragraphs];
    } else return type.includes("html") ? linesOf(value) : [value];
  }
  const description = word(fields, "description_text") ?? valueOfRole(list(fields, "descriptions"), "text");
  return description === null ? [] : [description];
}

function linesOf(html: string): string[] {
  return readPage(`<body>${html}</body>`).lines.map((line) => line.text);
}

/** Names are compared in lower case: version 3 writes `versionCreated` where version 1 wrote `versioncreated`. */
function fieldsOf(given: unknown): Fields {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return new Map();
  return new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
}

function list(fields: Fields, name: string): Fields[] {
  const value = fields.get(name);
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function word(fields: Fields, name: string): string | null {
  const value = fields.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** The value of the given role, or the first. */
function valueOfRole(values: readonly Fields[], role: string): string | null {
  const found = values.find((value) => value.get("role") === role) ?? values[0];
  return found ? word(found, "value") : null;
}
