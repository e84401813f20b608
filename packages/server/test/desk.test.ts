import { putRecords } from "@chancery/archive";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Desk, openDesk, visit } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk([visit("one", "2024-01-29"), visit("two", "2024-02-03", "FRA", "DEU")], {
    today: () => "2024-02-10",
  });
});
afterEach(() => desk.close());

const headers = { host: "localhost" };
const get = async (url: string) => desk.server.inject({ url, headers });
const send = async (method: "POST" | "DELETE", url: string, payload?: object) =>
  desk.server.inject({
    method,
    url,
    headers: { ...headers, "content-type": "application/json" },
    payload: payload ?? {},
  });

describe("watches", () => {
  it("tell what is new since the last visit, on the page and as an Atom feed", async () => {
    const made = (await send("POST", "/api/watches", { name: "Sino-French", dyad: { a: "CHN", b: "FRA" } })).json();
    expect(made).toMatchObject({ name: "Sino-French", news: 0, dyad: { a: "CHN", b: "FRA" } });
    const said = (
      await send("POST", "/api/watches", { name: "ties", statements: { words: "ties", country: "CHN" } })
    ).json();
    putRecords(desk.archive, [visit("three", "2023-05-01", "FRA", "CHN"), visit("four", "2024-02-09", "CHN", "USA")]);
    const watches = (await get("/api/watches")).json().items;
    expect(watches.map(({ news }: { news: number }) => news)).toEqual([1, 1]);
    const { items } = (await get(`/api/watches/${made.id}/items`)).json();
    expect(items.map((item: { isNew: boolean; event: { story: string } }) => [item.event.story, item.isNew])).toEqual([
      ["three", true],
      ["one", false],
    ]);
    const atom = await get(made.path);
    expect(atom.headers["content-type"]).toMatch("application/atom+xml");
    expect(atom.body).toContain("/stories/three?at=e1");
    expect(atom.body).toMatch(/<title[^>]*>Sino-French/);
    await send("POST", `/api/watches/${made.id}/visits`);
    expect((await get("/api/watches")).json().items[0].news).toBe(0);
    expect((await send("DELETE", `/api/watches/${said.id}`)).json()).toEqual({ done: true });
    expect((await get(said.path)).statusCode).toBe(404);
  });

  it("are of one thing", async () => {
    expect((await send("POST", "/api/watches", { name: "x" })).statusCode).toBe(400);
    expect(
      (await send("POST", "/api/watches", { name: "x", statements: {}, dyad: { a: "CHN", b: "FRA" } })).statusCode,
    ).toBe(400);
  });
});

describe("calendars", () => {
  it("are given by an address that can be taken back, to other machines too", async () => {
    const made = (await send("POST", "/api/calendars", { name: "China", country: "CHN", other: null })).json();
    const file = await desk.server.inject({ url: made.path, headers, remoteAddress: "203.0.113.9" });
    expect(file.statusCode).toBe(200);
    expect(file.headers["content-type"]).toMatch("text/calendar");
    expect(file.body).toContain("BEGIN:VCALENDAR");
    expect(file.body).toMatch(/DTSTART;VALUE=DATE:20240127\r\n/);
    expect(file.body).toMatch(/SUMMARY:.*60 years of diplomatic relations/);
    expect(
      (await desk.server.inject({ url: "/api/calendars", headers, remoteAddress: "203.0.113.9" })).statusCode,
    ).toBe(401);
    await send("DELETE", `/api/calendars/${made.id}`);
    expect((await get(made.path)).statusCode).toBe(404);
  });
});

describe("review", () => {
  it("asks for what nobody judged, counts what was, and gives it out as gold data", async () => {
    const queue = (await get("/api/review?kind=event")).json();
    expect(queue.items.map(({ story, entry }: { story: string; entry: string }) => `${story} ${entry}`)).toEqual([
      "two e1",
      "one e1",
    ]);
    expect(queue.records).toHaveLength(2);
    await send("POST", "/api/corrections", { story: "one", entry: "e1", verdict: "right" });
    const wrong = (
      await send("POST", "/api/corrections", {
        story: "two",
        entry: "e1",
        verdict: "correct",
        value: { type: "AGREE" },
        note: "a plan",
      })
    ).json();
    expect(wrong).toMatchObject({ kind: "event", value: { type: "AGREE" }, note: "a plan" });
    expect((await get("/api/review?kind=event")).json().items).toEqual([]);
    const [whole] = (await get("/api/review/precision")).json().items;
    expect(whole).toMatchObject({ kind: "event", type: "all", right: 1, judged: 2, share: 0.5 });
    // Wilson's interval for 1 of 2, as the formula gives it.
    expect(whole.low).toBeCloseTo(0.0945, 3);
    expect(whole.high).toBeCloseTo(0.9055, 3);
    const gold = (await get("/api/review/gold.jsonl")).body
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(gold.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(gold[1].judgements).toEqual([
      expect.objectContaining({
        kind: "event",
        verdict: "correct",
        value: { type: "AGREE" },
        read: expect.objectContaining({ type: "CONSULT" }),
      }),
    ]);
    const [start, end] = gold[0].judgements[0].span;
    expect(gold[0].text.slice(start, end)).toBe("visit");
    // The reading itself stays as it was.
    expect((await get("/api/stories/two/record")).json().events[0].type).toBe("CONSULT");
    await send("DELETE", `/api/corrections/${wrong.id}`);
    expect((await get("/api/review?kind=event")).json().items).toHaveLength(1);
    expect((await send("POST", "/api/corrections", { story: "one", entry: "e9", verdict: "right" })).statusCode).toBe(
      404,
    );
  });
});

describe("countries, pairs and what lies behind every count", () => {
  it("opens a count to exactly its events", async () => {
    const { points } = (await get("/api/dyads/CHN/FRA/timeline?by=month")).json();
    for (const { period, events } of points as { period: string; events: number }[]) {
      const { items } = (await get(`/api/events?source=CHN&target=FRA&period=${period}`)).json();
      expect(items).toHaveLength(events);
      for (const { sentence, trigger, evidence } of items)
        expect(sentence.slice(trigger[0] - evidence[0], trigger[1] - evidence[0])).toBe("visit");
    }
    expect(points).toHaveLength(1);
  });

  it("turns lists over without losing or doubling", async () => {
    putRecords(
      desk.archive,
      Array.from({ length: 30 }, (_, i) => visit(`more-${i}`, `2024-01-${String(1 + (i % 28)).padStart(2, "0")}`)),
    );
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { items: { id: string }[]; next: string | null } = (
        await get(`/api/stories?limit=7${cursor && `&cursor=${cursor}`}`)
      ).json();
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(32);
    expect(seen).toHaveLength(32);
  });

  it("lists partners, ties, promises and anniversaries", async () => {
    expect(
      (await get("/api/countries/FRA/partners"))
        .json()
        .items.map(({ country }: { country: string }) => country)
        .sort(),
    ).toEqual(["CHN", "DEU"]);
    const ties = (await get("/api/ties?a=CHN&b=FRA")).json().items;
    expect(ties).toEqual([
      expect.objectContaining({
        kind: "diplomatic-relations",
        since: "1964-01-27",
        told: 1,
        words: "60th anniversary of ties",
      }),
    ]);
    const due = (await get("/api/commitments?from=2024-06-01&to=2024-06-30")).json().items;
    expect(due.map(({ words }: { words: string }) => words)).toEqual([
      "restore full ties by June",
      "restore full ties by June",
    ]);
    const coming = (await get("/api/anniversaries?a=CHN")).json().items;
    expect(
      coming.map(({ date, nth, round }: { date: string; nth: number; round: boolean }) => [date, nth, round]),
    ).toEqual([
      ["2024-01-27", 60, true],
      ["2025-01-27", 61, false],
    ]);
  });
});
