import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { addSource, listArrivals, listSources, listStories, sourceOf } from "@chancery/archive";
import type { Story } from "@chancery/reader";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPublicAddress, publicAddressOf } from "../src/feeds/addresses.ts";
import { fetchPublic } from "../src/feeds/fetch.ts";
import { dayOf, itemsOf } from "../src/feeds/items.ts";
import { type Polling, poll } from "../src/feeds/poll.ts";
import { politeness } from "../src/feeds/robots.ts";
import { type Desk, openDesk, visit } from "./desk.ts";

const NOW = new Date("2024-03-01T12:00:00Z");

describe("addresses inside", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "no address",
  ])("%s is not public", (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111"])("%s is public", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it("are refused by any spelling, unless allowed by name", async () => {
    const none = new Set<string>();
    for (const host of ["127.0.0.1", "localhost", "[::1]"])
      await expect(publicAddressOf(host, none)).rejects.toThrow("own network");
    // A URL brings every spelling of an address into one.
    for (const spelling of ["http://0x7f000001/", "http://2130706433/", "http://127.1/", "http://[::ffff:7f00:1]/"])
      await expect(publicAddressOf(new URL(spelling).hostname, none)).rejects.toThrow("own network");
    expect(await publicAddressOf("127.0.0.1", new Set(["127.0.0.1"]))).toEqual({ address: "127.0.0.1", family: 4 });
  });
});

describe("with a server of feeds", () => {
  let http: Server;
  let base: string;
  let desk: Desk;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let asked: IncomingMessage[];
  beforeEach(async () => {
    asked = [];
    answer = (_request, response) => response.writeHead(404).end();
    http = createHttp((request, response) => {
      if (request.url === "/robots.txt") {
        response.end("User-agent: *\nDisallow: /closed/\n");
        return;
      }
      asked.push(request);
      answer(request, response);
    });
    await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
    base = `http://localhost:${(http.address() as AddressInfo).port}`;
    desk = await openDesk();
  });
  afterEach(async () => {
    http.closeAllConnections();
    await new Promise((done) => http.close(done));
    await desk.close();
  });
  const allowed = new Set(["localhost"]);
  const polling = (more: Partial<Polling> = {}): Polling => ({
    archive: desk.archive,
    read: (story: Story) => ({
      ...visit(story.id, story.published ?? "2024-01-01"),
      story,
      actors: [],
      times: [],
      statements: [],
      events: [],
      ties: [],
      anniversaries: [],
      commitments: [],
    }),
    allowed,
    may: politeness(
      allowed,
      () => 0,
      async () => {},
    ),
    now: () => NOW,
    ...more,
  });
  const feed = (path: string, fulltext = true) =>
    addSource(desk.archive, { kind: "feed", address: base + path, fulltext, made: NOW.toISOString() });
  const headlines = () => listStories(desk.archive).rows.map(({ headline }) => headline);
  const LONG = "<p>The two governments restored full diplomatic relations on Monday, officials said. </p>".repeat(8);
  const rss = (items: string) =>
    `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Meridian</title>${items}</channel></rss>`;

  it("goes nowhere inside, at no redirect either", async () => {
    await expect(fetchPublic(base, { allowed: new Set() })).rejects.toThrow("own network");
    answer = (_request, response) =>
      response.writeHead(302, { location: base.replace("localhost", "127.0.0.1") }).end();
    await expect(fetchPublic(`${base}/a`, { allowed })).rejects.toThrow("127.0.0.1 is inside");
    answer = (_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end();
    await expect(fetchPublic(`${base}/a`, { allowed })).rejects.toThrow("only http");
    answer = (_request, response) => response.writeHead(302, { location: "/again" }).end();
    await expect(fetchPublic(`${base}/a`, { allowed })).rejects.toThrow("redirects without end");
  });

  it("takes no more than its fill, compressed or not, and waits no longer than it may", async () => {
    answer = (_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(20_000_000)));
    await expect(fetchPublic(`${base}/bomb`, { allowed, largest: 1_000_000 })).rejects.toThrow("sends more than 1 MB");
    answer = (_request, response) => void response.writeHead(200).write("a");
    await expect(fetchPublic(`${base}/slow`, { allowed, timeout: 200 })).rejects.toThrow("took too long");
    answer = (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("whole"));
    expect(new TextDecoder().decode((await fetchPublic(`${base}/good`, { allowed })).body)).toBe("whole");
  });

  it("reads items with their whole text, asks again only for what changed, and doubles nothing", async () => {
    answer = (request, response) => {
      if (request.headers["if-none-match"] === '"one"') response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: '"one"', "content-type": "application/rss+xml" })
          .end(
            rss(
              `<item><title>Relations restored</title><link>${base}/1</link><guid>1</guid><pubDate>Mon, 05 Feb 2024 23:30:00 +0800</pubDate><content:encoded><![CDATA[${LONG}]]></content:encoded></item>`,
            ),
          );
    };
    const source = feed("/rss");
    expect(await poll(source, polling())).toEqual({ came: 1, failed: 0, trouble: null });
    expect(headlines()).toEqual(["Relations restored"]);
    const [story] = listStories(desk.archive).rows;
    expect(story).toMatchObject({ published: "2024-02-05", agency: "Meridian", url: `${base}/1`, format: "feed" });
    expect(asked.map(({ url }) => url)).toEqual(["/rss"]);
    expect(await poll(sourceOf(desk.archive, source.id) ?? source, polling())).toEqual({
      came: 0,
      failed: 0,
      trouble: null,
    });
    expect(asked[1]?.headers["if-none-match"]).toBe('"one"');
    expect(await poll({ ...source, etag: null }, polling())).toEqual({ came: 0, failed: 0, trouble: null });
    expect(listSources(desk.archive)[0]).toMatchObject({ name: "Meridian", stories: 1, failures: 0 });
  });

  it("fetches the item's page where the feed has but a summary, and keeps away from what robots.txt closes", async () => {
    answer = (request, response) => {
      if (request.url === "/atom")
        response.end(
          `<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>${["open", "closed"].map((place) => `<entry><id>${place}</id><title>An ${place} story</title><link href="/${place}/1"/><updated>2024-02-06T01:00:00Z</updated><summary>In short.</summary></entry>`).join("")}</feed>`,
        );
      else
        response.end(
          `<html><head><title>An open story</title></head><body><article><h1>An open story</h1>${LONG}</article></body></html>`,
        );
    };
    const source = feed("/atom");
    expect(await poll(source, polling())).toEqual({ came: 1, failed: 1, trouble: null });
    expect(headlines()).toEqual(["An open story"]);
    expect(asked.map(({ url }) => url)).toEqual(["/atom", "/open/1"]);
    const failed = listArrivals(desk.archive, source.id, 10).rows.find(({ outcome }) => outcome === "failed");
    expect(failed?.reason).toContain("robots.txt");
  });

  it("stays away longer after each failure, and as long as it is asked to", async () => {
    const source = feed("/gone");
    const wait = () => {
      const { next, asked: at } = sourceOf(desk.archive, source.id) ?? source;
      return (Date.parse(next ?? "") - Date.parse(at ?? "")) / 60_000;
    };
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      expect((await poll(sourceOf(desk.archive, source.id) ?? source, polling())).trouble).toContain("404");
      waits.push(wait());
    }
    expect(waits).toEqual([30, 60, 120, 240]);
    expect(sourceOf(desk.archive, source.id)).toMatchObject({
      failures: 4,
      trouble: "there is no feed at this address (404)",
    });
    answer = (_request, response) => response.writeHead(503, { "retry-after": "7200" }).end();
    await poll(sourceOf(desk.archive, source.id) ?? source, polling());
    expect(wait()).toBe(120);
    answer = (_request, response) => response.end(rss(""));
    await poll(sourceOf(desk.archive, source.id) ?? source, polling());
    expect(sourceOf(desk.archive, source.id)).toMatchObject({ failures: 0, trouble: null });
  });

  it("refuses entities of a feed's own, and what is no feed", async () => {
    const lol = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>`;
    answer = (_request, response) => response.end(lol);
    expect((await poll(feed("/lol"), polling())).trouble).toContain("entities");
    answer = (_request, response) => response.end("<html><body>hello</body></html>");
    expect((await poll(feed("/page"), polling())).trouble).toContain("no RSS, Atom or JSON feed");
  });

  it("reads what comes into a folder, each file once, and says what it could not read", async () => {
    const folder = join(desk.folder, "in");
    mkdirSync(join(folder, "deep"), { recursive: true });
    const put = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content);
      utimesSync(join(folder, name), NOW, new Date(NOW.getTime() - 10_000));
    };
    put("one.txt", "A headline here\n\nBEIJING, Jan. 29 (Meridian) -- China and France restored ties on Monday.\n");
    put(
      "deep/two.txt",
      "Another headline\n\nPARIS, Jan. 30 (Meridian) -- France thanked China on Tuesday for its help.\n",
    );
    put("image.txt", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
    const source = addSource(desk.archive, {
      kind: "folder",
      address: folder,
      fulltext: true,
      made: NOW.toISOString(),
    });
    expect(await poll(source, polling())).toEqual({ came: 2, failed: 1, trouble: null });
    expect(await poll(source, polling())).toMatchObject({ came: 0 });
    writeFileSync(join(folder, "growing.txt"), "A third headline\n\nNot yet whole.");
    utimesSync(join(folder, "growing.txt"), NOW, NOW);
    expect(await poll(source, polling())).toMatchObject({ came: 0 });
    expect((await poll({ ...source, address: join(folder, "none") }, polling())).trouble).toContain("ENOENT");
  });
});

describe("feeds of every kind", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  it("JSON feeds", () => {
    const { title, items } = itemsOf(
      bytes(
        JSON.stringify({
          version: "https://jsonfeed.org/version/1.1",
          title: "J",
          items: [
            { id: "1", url: "/x", title: "T", content_text: "a < b\n\nc", date_published: "2024-02-06T00:00:00+08:00" },
          ],
        }),
      ),
      "application/feed+json",
      "https://example.org/feed.json",
    );
    expect(title).toBe("J");
    expect(items[0]).toMatchObject({
      id: "1",
      url: "https://example.org/x",
      title: "T",
      date: "2024-02-06",
      html: "<p>a &lt; b</p><p>c</p>",
    });
  });

  it("days in either way of writing them", () => {
    expect(
      ["Mon, 05 Feb 2024 23:30:00 +0800", "2024-02-05T23:30:00Z", "5 Sept 2024 00:00 GMT", "soon", undefined].map(
        dayOf,
      ),
    ).toEqual(["2024-02-05", "2024-02-05", "2024-09-05", null, null]);
  });

  it("never throw anything but a sentence, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string().map((text) => bytes(`<rss version="2.0"><channel>${text}</channel></rss>`)),
        ),
        (body) => {
          try {
            itemsOf(body, null, "https://example.org/");
          } catch (error) {
            expect((error as Error).message).toMatch(/feed/);
          }
        },
      ),
    );
  });
});
