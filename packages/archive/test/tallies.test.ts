import { join } from "node:path";
import type { Record } from "@chancery/reader";
import { EVENT_TYPES } from "@chancery/reader";
import { describe, expect, it } from "vitest";
import {
  type Archive,
  beginReread,
  examine,
  forgetStory,
  openArchive,
  openEvents,
  periodBefore,
  putRecords,
  storyToReread,
  timeline,
  topDyads,
  topSubjects,
} from "../src/index.ts";
import { storyId } from "../src/stories.ts";
import { folder, recordOf } from "./build.ts";

const at = folder();
let n = 0;
const fresh = (): Archive => openArchive(join(at, `${n++}.chancery`));

const PLACES = { France: "FRA", China: "CHN", Iran: "IRN", Japan: "JPN" };
const NAMES = Object.keys(PLACES) as (keyof typeof PLACES)[];
const BASE =
  "France and China and Iran and Japan were named when Wang Yi spoke of the harbour works that had been agreed upon in spring";

/** Mulberry32. */
function randomOf(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  };
}

/** A story at random, of which some are near enough to others to be the same dispatch. */
function someStory(random: (n: number) => number, id: string): Record {
  const theme = random(4);
  const text = `${BASE} ${Array.from({ length: 30 }, (_, i) => `t${theme}w${i}`).join(" ")} ${random(3) === 0 ? "more" : ""}`;
  const dates = ["2023-12-30", "2024-01-02", "2024-01-09", "2024-02", "2024", null];
  return recordOf({
    id,
    text,
    published: dates[random(dates.length)] as string | null,
    actors: {
      ...Object.fromEntries(NAMES.map((name) => [name, { kind: "state" as const, country: PLACES[name] }])),
      "Wang Yi": { country: "CHN", role: "foreign minister" },
    },
    said: [{ who: "Wang Yi", words: "the harbour works" }],
    did: Array.from({ length: random(4) }, () => ({
      type: EVENT_TYPES[random(16)] as (typeof EVENT_TYPES)[number],
      who: [NAMES[random(4)] as string, ...(random(4) === 0 ? [NAMES[random(4)] as string] : [])],
      whom: random(4) === 0 ? [] : [NAMES[random(4)] as string],
      words: "agreed",
      score: random(20) / 2 - 5,
      ...(random(4) === 0 ? { aux: ["historical" as const] } : {}),
      ...(random(3) === 0 ? { date: "1964-01-27" } : {}),
      ...(random(2) === 0 ? { told: 0 } : {}),
    })),
  });
}

/** Every row of the tallies, in order. */
function tallies(archive: Archive): unknown[] {
  return ["month_subject", "month_country", "month_dyad", "year_dyad"].flatMap((table) =>
    archive.db.prepare(`SELECT '${table}', * FROM ${table} ORDER BY 2, 3, 4, 5`).all(),
  );
}

describe("tallies", () => {
  it("stay as if counted anew, whatever comes, changes and goes", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = randomOf(seed);
      const archive = fresh();
      for (let step = 0; step < 40; step++) {
        const id = `s${random(12)}`;
        const dice = random(10);
        if (dice < 6) {
          putRecords(archive, [someStory(random, id)]);
        } else if (dice < 8) forgetStory(archive, id);
        else {
          const row = storyId(archive, id);
          if (row === null) continue;
          const story = storyToReread(archive, row);
          const reader = { version: "2", lexicon: "sha256:2", model: null };
          if (story)
            beginReread(archive, reader, "2024-01-01T00:00:00Z").replace([
              { id: row, record: { ...someStory(random, id), reader, story } },
            ]);
        }
      }
      expect(examine(archive).filter(({ ok }) => !ok)).toEqual([]);
      everyCountOpens(archive);
      everyPeriodAddsUp(archive);
    }
  });

  it("fall to nothing when every story is forgotten", () => {
    const archive = fresh();
    const random = randomOf(99);
    const ids = Array.from({ length: 20 }, (_, i) => `s${i}`);
    for (const id of ids) putRecords(archive, [someStory(random, id)]);
    expect(tallies(archive).length).toBeGreaterThan(0);
    for (const id of ids) forgetStory(archive, id);
    expect(tallies(archive)).toEqual([]);
    for (const table of [
      "story",
      "record",
      "statement",
      "event",
      "story_subject",
      "event_subject",
      "event_dyad",
      "sketch",
      "actor",
      "term",
      "statement_about",
    ])
      expect([table, archive.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
  });

  it("count what duplicates tell once, and pass the count on when its story goes", () => {
    const archive = fresh();
    const tale = {
      text: "The president of France arrived in China on Monday for a visit of three days at the invitation of his host, officials said.",
      actors: { France: { kind: "state" as const, country: "FRA" }, China: { kind: "state" as const, country: "CHN" } },
      did: [{ type: "CONSULT" as const, who: ["France"], whom: ["China"], words: "visit", score: 4 }],
    };
    putRecords(archive, [
      recordOf({ ...tale, id: "first", agency: "AFP" }),
      recordOf({
        ...tale,
        id: "reprint",
        agency: "Xinhua",
        text: `${tale.text} It was reported by others.`,
        published: "2024-01-30",
      }),
    ]);
    const pair = { source: "FRA", target: "CHN" };
    expect(timeline(archive, pair).total).toMatchObject({ events: 1, score: 4, quads: [1, 0, 0, 0] });
    expect(openEvents(archive, { subject: pair }).rows).toMatchObject([{ story: "first", outlets: ["AFP", "Xinhua"] }]);
    expect(openEvents(archive, { subject: pair, counted: false }).rows).toHaveLength(2);
    forgetStory(archive, "first");
    expect(timeline(archive, pair).total.events).toBe(1);
    expect(openEvents(archive, { subject: pair }).rows).toMatchObject([{ story: "reprint", outlets: ["Xinhua"] }]);
  });

  it("rank dyads and subjects, with the period before", () => {
    const archive = fresh();
    const tell = (id: string, published: string, type: "ACCUSE" | "AID", who: string, whom: string, score: number) =>
      recordOf({
        id,
        published,
        text: `${who} and ${whom} did what number ${id} tells, in words of its own: ${id.repeat(9)} ${[...id].join(" thing ")}.`,
        actors: {
          [who]: { kind: "state", country: PLACES[who as "France"] },
          [whom]: { kind: "state", country: PLACES[whom as "France"] },
        },
        did: [{ type, who: [who], whom: [whom], words: "did", score }],
      });
    putRecords(archive, [
      tell("abc", "2023-05-01", "ACCUSE", "Iran", "France", -3),
      tell("bcd", "2024-03-01", "ACCUSE", "Iran", "France", -3),
      tell("cde", "2024-04-01", "AID", "Iran", "France", 10),
      tell("def", "2024-04-01", "AID", "Japan", "China", 10),
    ]);
    expect(topDyads(archive, { from: "2024", to: "2024" })).toMatchObject([
      { source: "IRN", target: "FRA", events: 2, score: 3.5, quads: [0, 1, 1, 0], before: { events: 1, score: -3 } },
      { source: "JPN", target: "CHN", events: 1, before: { events: 0, score: null } },
    ]);
    expect(topDyads(archive, { from: "2024-04", to: "2024-04", quad: "material-cooperation", limit: 1 })).toMatchObject(
      [{ events: 1, before: { events: 0 } }],
    );
    expect(topSubjects(archive, "recipient", { countries: true })).toMatchObject([
      { country: "FRA", events: 3, before: null },
      { country: "CHN", events: 1 },
    ]);
    expect(topSubjects(archive, "actor", { from: "2024", to: "2024", order: "change" })).toMatchObject([
      { name: "Iran", country: "IRN", events: 2 },
      { name: "Japan", events: 1 },
    ]);
  });

  it("know the period before", () => {
    expect(periodBefore("2024", "2024")).toEqual({ from: "2023", to: "2023" });
    expect(periodBefore("2024-03", "2024-04")).toEqual({ from: "2024-01", to: "2024-02" });
    expect(periodBefore("2024-01-15", "2024-01-20")).toEqual({ from: "2023-12", to: "2023-12" });
    expect(periodBefore("2024", undefined)).toBeNull();
  });
});

/** Every point of every timeline opens to exactly as many events as it counts. */
function everyCountOpens(archive: Archive): void {
  const subjects = [
    { all: true as const },
    ...Object.values(PLACES).flatMap((country) => [
      { country, role: "actor" as const },
      { country, role: "recipient" as const },
      { country, role: "speaker" as const },
      ...Object.values(PLACES).map((target) => ({ source: country, target })),
    ]),
  ];
  for (const subject of subjects) {
    const { points, total } = timeline(archive, subject);
    let sum = 0;
    for (const point of points) {
      const opened =
        point.period === null ? null : openEvents(archive, { subject, period: point.period, limit: 1000 }).rows;
      if (opened) {
        expect(opened.length).toBe(point.events);
        if (opened.length > 0)
          expect(opened.reduce((score, event) => score + event.score, 0) / opened.length).toBeCloseTo(point.score ?? 0);
      }
      sum += point.events;
    }
    expect(sum).toBe(total.events);
    expect(openEvents(archive, { subject, limit: 1000 }).rows.length).toBe(total.events);
    let paged = 0;
    for (let before: number | undefined; ; ) {
      const page = openEvents(archive, { subject, limit: 3, ...(before === undefined ? {} : { before }) });
      paged += page.rows.length;
      if (page.next === null) break;
      before = page.next;
    }
    expect(paged).toBe(total.events);
  }
}

/** Pairs are ranked by sums of years, of months or of both, as the period has it: each must be what the timeline counts. */
function everyPeriodAddsUp(archive: Archive): void {
  const bounds = [undefined, "1964", "2023-12", "2024", "2024-01", "2024-02"];
  for (const from of bounds)
    for (const to of bounds) {
      const period = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      for (const { source, target, events, quads } of topDyads(archive, period)) {
        const { total } = timeline(archive, { source: source as string, target: target as string }, period);
        expect([from, to, events, quads]).toEqual([from, to, total.events, total.quads]);
      }
    }
}
