import { sha256Text } from "../hash.ts";
import type { Block, DateValue, Format, Story } from "../record.ts";
import { agencyNamed, datelineAt } from "./dateline.ts";
import { languageOf } from "./language.ts";
import { readWire, type WireOptions } from "./wire.ts";

/** A news item as a format with fields of its own gives it. */
export interface Item {
  sourceId: string | null;
  headline: string | null;
  byline: string | null;
  /** As it is written: "OSLO, Norway". */
  dateline: string | null;
  source: string | null;
  date: DateValue | null;
  url: string | null;
  /** The language that the format gives: `en-US`, `zh`. */
  language: string | null;
  paragraphs: readonly string[];
}

/**
 * Makes the story of a news item. Its text is the headline, then the paragraphs, an empty line between them. Throws where
 * the item has no words.
 */
export function storyOf(item: Item, format: Format, options: WireOptions): Story {
  const body = item.paragraphs.join("\n\n");
  if (body === "") throw new Error("it has no text");
  const headline = item.headline ?? "";
  const text = headline === "" ? body : `${headline}\n\n${body}`;
  const from = text.length - body.length;
  const wire = readWire(body, item.date === null ? options : { ...options, date: item.date });
  const blocks = wire.blocks.map((block): Block => {
    // The item has a headline of its own: a short first paragraph is none.
    const kind = headline !== "" && block.kind === "headline" ? "paragraph" : block.kind;
    return { ...block, kind, start: block.start + from, end: block.end + from };
  });
  if (headline !== "") blocks.unshift({ kind: "headline", start: 0, end: headline.length, speaker: null });
  const source = item.source === null ? null : (agencyNamed(item.source) ?? item.source);
  return {
    ...wire,
    language: languageGiven(item.language) ?? languageOf(text),
    id: options.id ?? `sha256:${sha256Text(text)}`,
    sourceId: item.sourceId ?? wire.sourceId,
    format,
    agency: source ?? wire.agency ?? options.agency ?? siteOf(item.url) ?? siteOf(item.sourceId),
    url: options.url ?? item.url,
    headline: headline === "" ? wire.headline : headline,
    byline: item.byline?.replace(/^by\s+/i, "") ?? wire.byline,
    published: item.date ?? wire.published,
    text,
    dateline: wire.dateline ?? datelineOf(item.dateline),
    blocks,
  };
}

function datelineOf(given: string | null): Story["dateline"] {
  if (given === null) return null;
  const read = datelineAt(given, 0, given.length);
  const place = read?.place ?? given.replace(/\s*[(,](?:\s*\p{Lu}\p{Ll}+day\b|[^,]*\d|[^(]*\)).*$/u, "").trim();
  return { place: place === "" ? null : place, date: null, agency: read?.agency ?? null };
}

/** ISO 639-1 of a language tag; null for one of three letters or none. Both Norwegians are Norwegian. */
function languageGiven(tag: string | null): string | null {
  const two = /^([a-z]{2})(?:[-_]|$)/i.exec(tag ?? "")?.[1]?.toLowerCase() ?? null;
  return two === "nb" || two === "nn" ? "no" : two;
}

/** The site of an address or the issuer of a name: `https://www.meridian.example/a`, `urn:newsml:meridian.example:20240129:a`. */
export function siteOf(address: string | null): string | null {
  const found =
    /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(address ?? "") ?? /^(?:urn:newsml|tag):([^:,]+)/i.exec(address ?? "");
  return found?.[1] ?? null;
}
