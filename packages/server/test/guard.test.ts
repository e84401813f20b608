import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostOf } from "../src/guard.ts";
import { type Desk, openDesk } from "./desk.ts";

describe("who is let in", () => {
  let desk: Desk;
  let guarded: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    guarded = await openDesk([], { token: "a-token-of-length-24-xyz", hosts: ["desk.example"] });
  });
  afterAll(async () => {
    await desk.close();
    await guarded.close();
  });
  const ask = (headers: { [name: string]: string }, from = desk, remoteAddress = "127.0.0.1") =>
    from.server.inject({ url: "/api/stories", headers, remoteAddress });

  it.each(["127.0.0.1:4319", "localhost", "localhost:80", "[::1]:4319", "127.9.9.9"])("the host %s", async (host) => {
    expect((await ask({ host })).statusCode).toBe(200);
  });

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:4319", "169.254.169.254", "desk.example"])(
    "not the host %s",
    async (host) => {
      const answer = await ask({ host });
      expect(answer.statusCode).toBe(421);
      expect(answer.headers["content-type"]).toMatch("application/problem+json");
    },
  );

  it("not pages of other sites", async () => {
    expect((await ask({ host: "localhost:1", origin: "http://evil.example" })).statusCode).toBe(403);
    expect((await ask({ host: "localhost:1", origin: "null" })).statusCode).toBe(403);
    expect((await ask({ host: "localhost:1", origin: "http://localhost:2" })).statusCode).toBe(403);
    expect((await ask({ host: "localhost:1", origin: "http://localhost:1" })).statusCode).toBe(200);
    expect(
      (await ask({ host: "localhost", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" })).statusCode,
    ).toBe(403);
  });

  it("other machines with the token alone", async () => {
    const other = "203.0.113.7";
    expect((await ask({ host: "localhost" }, desk, other)).statusCode).toBe(401);
    expect((await ask({ host: "desk.example" }, guarded, other)).statusCode).toBe(401);
    expect((await ask({ host: "desk.example", authorization: "Bearer wrong" }, guarded, other)).statusCode).toBe(401);
    const bearer = { host: "desk.example", authorization: "Bearer a-token-of-length-24-xyz" };
    expect((await ask(bearer, guarded, other)).statusCode).toBe(200);
    expect((await ask({ host: "desk.example" }, guarded)).statusCode).toBe(200);
  });

  it("no writes but JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const answer = await desk.server.inject({
        method: "POST",
        url: "/api/stories",
        headers: { "content-type": type },
        payload: "a=1",
      });
      expect(answer.statusCode).toBe(415);
    }
  });

  it("limits the rate and the size of bodies", async () => {
    const slow = await openDesk([], { rate: 3 });
    const codes: number[] = [];
    for (let i = 0; i < 5; i++) codes.push((await ask({ host: "localhost" }, slow)).statusCode);
    expect(codes).toEqual([200, 200, 200, 429, 429]);
    await slow.close();
  });

  it("answers with headers that bind the pages to this server", async () => {
    const { headers } = await ask({ host: "localhost" });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });

  it("takes a name out of a Host header", () => {
    expect(["a.b:80", "[::1]:1", "x", "a b", "a:b", "", undefined].map(hostOf)).toEqual([
      "a.b",
      "[::1]",
      "x",
      null,
      null,
      null,
      null,
    ]);
  });
});
