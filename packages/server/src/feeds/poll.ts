import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type Archive, addArrival, isSettled, knows, noteAsked, putRecords, type Source } from "@chancery/archive";
import type { Record, Story } from "@chancery/reader";
import { openArticles, takeIn } from "@chancery/reader/intake";
import type { Allowed } from "./addresses.ts";
import { fetchPublic } from "./fetch.ts";
import { type FeedItem, itemsOf } from "./items.ts";
import type { Politeness } from "./robots.ts";

/** What polling needs: who reads, who may be fetched, and what time it is. */
export interface Polling {
  archive: Archive;
  read: (story: Story) => Record;
  allowed: Allowed;
  may: Politeness;
  now: () => Date;
}

/** What came of asking a source once. */
export interface Polled {
  readonly came: number;
  readonly failed: number;
  /** Why the source itself could not be had; null where it was. */
  readonly trouble: string | null;
}

const MINUTE = 60_000;
/** Between two polls of a feed or looks into a folder, where nothing else is asked. */
const INTERVAL = { feed: 15 * MINUTE, folder: MINUTE };
/** The longest wait after failures. */
const LONGEST = 24 * 60 * MINUTE;

/** Asks a source for what is new, reads it into the archive, and keeps what came and what failed. Never throws for what a source does. */
export async function poll(source: Source, polling: Polling): Promise<Polled> {
  try {
    await openArticles();
    return source.kind === "feed" ? await pollFeed(source, polling) : await pollFolder(source, polling);
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    const wait = error instanceof Later ? error.wait : INTERVAL[source.kind] * 2 ** Math.min(source.failures + 1, 12);
    note(source, polling, Math.min(LONGEST, wait), { failure: trouble });
    return { came: 0, failed: 0, trouble };
  }
}

function note(
  source: Source,
  { archive, now }: Polling,
  wait: number,
  outcome: { failure: string | null; name?: string | null; etag?: string | null; modified?: string | null },
): void {
  const at = now();
  noteAsked(archive, source.id, {
    at: at.toISOString(),
    next: new Date(at.getTime() + wait).toISOString(),
    ...outcome,
  });
}

/** A server that names the time to come back. */
class Later extends Error {
  readonly wait: number;
  constructor(message: string, wait: number) {
    super(message);
    this.wait = wait;
  }
}

async function pollFeed(source: Source, polling: Polling): Promise<Polled> {
  const { allowed, may } = polling;
  const answer = await fetchPublic(source.address, {
    allowed,
    may,
    headers: {
      accept: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
      ...(source.etag !== null && { "if-none-match": source.etag }),
      ...(source.modified !== null && { "if-modified-since": source.modified }),
    },
  });
  const interval = Math.min(LONGEST, Math.max(INTERVAL.feed, freshFor(answer.headers["cache-control"])));
  if (answer.status === 304) {
    note(source, polling, interval, { failure: null });
    return { came: 0, failed: 0, trouble: null };
  }
  if (answer.status === 429 || answer.status === 503)
    throw new Later(
      `the server asks to come back later (${answer.status})`,
      retryAfter(answer.headers["retry-after"], polling.now()),
    );
  if (answer.status === 404 || answer.status === 410)
    throw new Error(`there is no feed at this address (${answer.status})`);
  if (answer.status !== 200) throw new Error(`the server answered ${answer.status}`);
  const feed = itemsOf(answer.body, answer.headers["content-type"] ?? null, answer.url);
  let came = 0;
  let failed = 0;
  // The oldest first, so that of two versions the newer is taken for the newer.
  for (const item of feed.items.toReversed()) {
    const key = item.id.length > 200 ? createHash("sha256").update(item.id).digest("hex") : item.id;
    if (isSettled(polling.archive, source.id, key)) continue;
    const stories = await storiesOf(item, source, polling, feed.title);
    for (const one of stories) {
      const done = keep(polling, source.id, key, one, item.title);
      if (done === "failed") failed++;
      else if (done === "new" || done === "version") came++;
    }
  }
  note(source, polling, interval, {
    failure: null,
    name: feed.title,
    etag: answer.headers.etag ?? null,
    modified: answer.headers["last-modified"] ?? null,
  });
  return { came, failed, trouble: null };
}

type Kept = { story: Story } | { reason: string };

/** The story of an item: from its page where the feed has but a summary, otherwise from the feed itself. */
async function storiesOf(
  item: FeedItem,
  source: Source,
  { allowed, may }: Polling,
  feedTitle: string | null,
): Promise<Kept[]> {
  const options = {
    ...(item.date !== null && { date: item.date }),
    ...(item.url !== null && { url: item.url }),
  };
  const complete = (story: Story): Story => ({
    ...story,
    format: "feed",
    url: item.url ?? story.url,
    headline: story.headline ?? item.title,
    agency: story.agency ?? feedTitle,
    published: story.published ?? item.date,
  });
  if (source.fulltext && !item.full && item.url !== null) {
    try {
      const page = await fetchPublic(item.url, { allowed, may, headers: { accept: "text/html, text/plain;q=0.8" } });
      if (page.status !== 200) return [{ reason: `its page answered ${page.status}` }];
      return [...takeIn(page.body, options)].map(
        (taken): Kept => (taken.kind === "story" ? { story: complete(taken.story) } : { reason: taken.reason }),
      );
    } catch (error) {
      return [{ reason: error instanceof Error ? error.message : String(error) }];
    }
  }
  if (!item.html.trim()) return [{ reason: "the feed has no text of it, and no address" }];
  const page = `<!doctype html><html><head><title>${escaped(item.title ?? "")}</title></head><body><article><h1>${escaped(item.title ?? "")}</h1>${item.html}</article></body></html>`;
  return [...takeIn(new TextEncoder().encode(page), { ...options, as: "article" })].map(
    (taken): Kept => (taken.kind === "story" ? { story: complete(taken.story) } : { reason: taken.reason }),
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}

/** Reads a story into the archive and notes what became of it. */
function keep({ archive, read, now }: Polling, source: number, item: string, one: Kept, title: string | null): string {
  const at = now().toISOString();
  if ("reason" in one) {
    addArrival(archive, source, { item, at, outcome: "failed", title, reason: one.reason });
    return "failed";
  }
  try {
    const { story } = one;
    const [put] = knows(archive, story)
      ? [{ key: story.id, outcome: "known" as const }]
      : putRecords(archive, [read(story)]);
    addArrival(archive, source, {
      item,
      at,
      outcome: put?.outcome ?? "failed",
      story: put?.key ?? null,
      title: story.headline ?? title,
    });
    return put?.outcome ?? "failed";
  } catch (error) {
    addArrival(archive, source, {
      item,
      at,
      outcome: "failed",
      title,
      reason: error instanceof Error ? error.message : String(error),
    });
    return "failed";
  }
}

/** A file that was written to this short a while ago may not be whole yet. */
const SETTLING = 2000;

/** Reads what is new in a folder: files that it has not seen with this size and this time. */
async function pollFolder(source: Source, polling: Polling): Promise<Polled> {
  let came = 0;
  let failed = 0;
  const now = polling.now().getTime();
  for (const path of filesIn(source.address)) {
    const name = relative(source.address, path);
    const { size, mtimeMs } = statSync(path);
    if (now - mtimeMs < SETTLING) continue;
    const item = createHash("sha256")
      .update(`${name}\0${size}\0${Math.round(mtimeMs)}`)
      .digest("hex");
    if (isSettled(polling.archive, source.id, item)) continue;
    let taken: Kept[];
    try {
      const bytes = readFileSync(path);
      taken = [...takeIn(bytes)].map(
        (one): Kept =>
          one.kind === "story" ? { story: one.story } : { reason: [one.place, one.reason].filter(Boolean).join(": ") },
      );
    } catch (error) {
      taken = [{ reason: error instanceof Error ? error.message : String(error) }];
    }
    for (const one of taken) {
      const done = keep(polling, source.id, item, one, name);
      if (done === "failed") failed++;
      else if (done === "new" || done === "version") came++;
    }
  }
  note(source, polling, INTERVAL.folder, { failure: null });
  return { came, failed, trouble: null };
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile()) yield path;
  }
}

/** How long an answer stays fresh by its Cache-Control, in milliseconds. */
function freshFor(header: string | undefined): number {
  const seconds = /(?:^|[\s,])max-age=(\d{1,9})/i.exec(header ?? "")?.[1];
  return seconds === undefined ? 0 : Number(seconds) * 1000;
}

/** How long a Retry-After asks to wait: seconds or a date. */
function retryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 60 * MINUTE;
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(wait) ? Math.max(MINUTE, wait) : 60 * MINUTE;
}
