import type { Wording } from "@chancery/archive";
import type { Record } from "@chancery/reader";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archivists, archivists } from "../src/archivists.ts";
import { type Desk, openDesk, visit } from "./desk.ts";

/** A story that says what the others say and is no copy of them: each goes on in words of its own. */
function told(n: number): Record {
  const record = visit(`story-${n}`, `20${10 + n}-01-29`);
  const rest = Array.from({ length: 90 }, (_, i) => `w${n}x${i}`).join(" ");
  return { ...record, story: { ...record.story, text: `${record.story.text} ${rest}.` } };
}

let desk: Desk;
let threads: Archivists;
beforeEach(async () => {
  desk = await openDesk(Array.from({ length: 6 }, (_, n) => told(n)));
  threads = archivists(desk.archive);
});
afterEach(async () => {
  await threads.close();
  await desk.close();
});

const headers = { host: "localhost" };

describe("the looking for phrases", () => {
  it("is done by a thread of its own: what is asked meanwhile is answered first", async () => {
    const order: string[] = [];
    const looking = desk.server.inject({ url: "/api/wording?country=CHN", headers }).then((answer) => {
      order.push("wording");
      return answer;
    });
    for (let i = 0; i < 20; i++)
      await desk.server.inject({ url: "/api/stories", headers }).then(() => order.push("stories"));
    const answer = (await looking).json();
    expect(answer).toMatchObject({ statements: 6, exact: true });
    expect(order.indexOf("wording")).toBeGreaterThan(0);
    expect((await desk.server.inject({ url: "/api/wording?country=CHN&most=4", headers })).json()).toMatchObject({
      statements: 4,
      exact: false,
    });
  });

  it("tells how far it is while somebody waits, and nothing after", async () => {
    const filter = { country: "CHN" };
    expect(threads.progressOf("wording", filter)).toBeNull();
    const answer = threads.ask("wording", filter, new AbortController().signal);
    expect(threads.progressOf("wording", filter)).toMatchObject({ step: "reading", done: 0 });
    expect((await answer)?.statements).toBe(6);
    expect(threads.progressOf("wording", filter)).toBeNull();
    const { statusCode, body } = await desk.server.inject({ url: "/api/wording/progress?country=CHN", headers });
    expect([statusCode, JSON.parse(body)]).toEqual([200, { step: null, done: 0, of: 0 }]);
  });

  it("ends when nobody waits for it any more, and only then", async () => {
    const [one, other, alone, queued] = Array.from({ length: 4 }, () => new AbortController());
    const shared: Promise<Wording | null>[] = [
      threads.ask("wording", { country: "CHN" }, (one as AbortController).signal),
      threads.ask("wording", { country: "CHN" }, (other as AbortController).signal),
    ];
    const left = threads.ask("wording", { about: "FRA" }, (alone as AbortController).signal);
    const waiting = threads.ask("wording", { about: "DEU" }, (queued as AbortController).signal);
    one?.abort();
    alone?.abort();
    queued?.abort();
    expect(threads.progressOf("wording", { about: "DEU" })).toBeNull();
    expect(await waiting).toBeNull();
    expect(await left).toBeNull();
    expect((await Promise.all(shared)).map((wording) => wording?.statements)).toEqual([6, 6]);
  });

  it("fails with a reason where the archive cannot be read", async () => {
    const none = archivists({ ...desk.archive, path: `${desk.archive.path}-is-not-there` });
    await expect(none.ask("wording", {}, new AbortController().signal)).rejects.toThrow("there is no archive");
    await none.close();
  });
});
