import { parseFeed } from "feedsmith";

/** An item of a feed, of whichever kind. */
export interface FeedItem {
  /** What tells it from others: the feed's own id, otherwise its address or its title. */
  readonly id: string;
  readonly title: string | null;
  readonly url: string | null;
  /** The day it was published, `2024-01-29`. */
  readonly date: string | null;
  /** Its text as HTML: all of it, or a summary. */
  readonly html: string;
  /** Whether the feed has the whole text. */
  readonly full: boolean;
}

export interface FeedItems {
  readonly title: string | null;
  readonly items: readonly FeedItem[];
}

/** A text of so many characters is taken for the whole, whatever element it stands in. */
const WHOLE = 1200;

/**
 * The items of an RSS, RDF, Atom or JSON feed. XML with a document type is refused: feeds have none, and it is there that
 * entities are declared which would be expanded without end. Throws a sentence that can be shown.
 */
export function itemsOf(body: Uint8Array, contentType: string | null, address: string): FeedItems {
  const text = decoded(body, contentType);
  if (/<!DOCTYPE|<!ENTITY/i.test(text.slice(0, 4096).replace(/<!DOCTYPE html/i, "<html")) || /<!ENTITY/i.test(text))
    throw new Error("the feed declares entities of its own, which are not expanded");
  let parsed: ReturnType<typeof parseFeed<string>>;
  try {
    parsed = parseFeed(text);
  } catch {
    throw new Error("there is no RSS, Atom or JSON feed at this address");
  }
  const absolute = (link: string | undefined): string | null => {
    try {
      const url = link ? new URL(link, address) : null;
      return url && /^https?:$/.test(url.protocol) ? url.href : null;
    } catch {
      return null;
    }
  };
  const item = (given: {
    id: string | undefined;
    title: string | undefined;
    link: string | undefined;
    date: string | undefined;
    content: string | undefined;
    summary: string | undefined;
  }): FeedItem[] => {
    const url = absolute(given.link);
    const id = given.id ?? url ?? given.title;
    if (!id) return [];
    const html = given.content ?? given.summary ?? "";
    return [
      {
        id,
        title: given.title?.replace(/<[^>]{0,200}>/g, "").trim() || null,
        url,
        date: dayOf(given.date),
        html,
        full: (given.content?.length ?? 0) > 0 ? (given.content ?? "").length > 400 : html.length > WHOLE,
      },
    ];
  };
  const { format, feed } = parsed;
  switch (format) {
    case "rss":
      return {
        title: feed.title ?? null,
        items: (feed.items ?? []).flatMap((one) =>
          item({
            id: one.guid?.value,
            title: one.title,
            link: one.link ?? (one.guid?.isPermaLink !== false ? one.guid?.value : undefined),
            date: one.pubDate ?? one.dc?.dates?.[0],
            content: one.content?.encoded,
            summary: one.description,
          }),
        ),
      };
    case "rdf":
      return {
        title: feed.title ?? null,
        items: (feed.items ?? []).flatMap((one) =>
          item({
            id: one.link,
            title: one.title,
            link: one.link,
            date: one.dc?.dates?.[0],
            content: one.content?.encoded,
            summary: one.description,
          }),
        ),
      };
    case "atom":
      return {
        title: feed.title?.value ?? null,
        items: (feed.entries ?? []).flatMap((one) =>
          item({
            id: one.id,
            title: one.title?.value,
            link: one.links?.find(({ rel }) => rel === undefined || rel === "alternate")?.href,
            date: one.published ?? one.updated,
            content: one.content?.value,
            summary: one.summary?.value,
          }),
        ),
      };
    case "json":
      return {
        title: feed.title ?? null,
        items: (feed.items ?? []).flatMap((one) =>
          item({
            id: one.id,
            title: one.title,
            link: one.url ?? one.external_url,
            date: one.date_published ?? one.date_modified,
            content: one.content_html ?? (one.content_text && paragraphs(one.content_text)),
            summary: one.summary,
          }),
        ),
      };
  }
}

function paragraphs(text: string): string {
  const safe = (part: string) => part.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return text
    .split(/\n\s*\n/)
    .map((part) => `<p>${safe(part)}</p>`)
    .join("");
}

/** The day of an RFC 822 or ISO 8601 date, on the calendar of the place that wrote it. */
export function dayOf(date: string | undefined): string | null {
  if (!date) return null;
  const iso = /^\s*(\d{4}-\d{2}-\d{2})/.exec(date);
  if (iso?.[1]) return iso[1];
  const rfc = /(\d{1,2})\s+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s+(\d{4})/i.exec(date);
  if (!rfc) return null;
  const month = "janfebmaraprmayjunjulaugsepoctnovdec".indexOf((rfc[2] ?? "").toLowerCase()) / 3 + 1;
  return `${rfc[3]}-${String(month).padStart(2, "0")}-${String(rfc[1]).padStart(2, "0")}`;
}

/** The text of a feed: in the encoding that the server or the XML declaration names, otherwise UTF-8. */
function decoded(body: Uint8Array, contentType: string | null): string {
  const head = new TextDecoder("latin1").decode(body.subarray(0, 200));
  const named =
    /charset=["']?([\w-]{1,40})/i.exec(contentType ?? "")?.[1] ??
    /^\s*<\?xml[^>]{0,100}encoding=["']([\w-]{1,40})/.exec(head)?.[1];
  try {
    return new TextDecoder(named ?? "utf-8").decode(body);
  } catch {
    return new TextDecoder("utf-8").decode(body);
  }
}
