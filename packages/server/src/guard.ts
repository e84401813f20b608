import { timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ProblemError } from "./problems.ts";

export interface GuardOptions {
  /** Names by which the server may be addressed besides those of the machine itself. */
  hosts: readonly string[];
  /** What whoever is not on this machine must send; null: only this machine is answered. */
  token: string | null;
}

/**
 * Lets in only who may come in. A page of another site can make a browser send requests here, and can make its own
 * name resolve to 127.0.0.1; so the Host must be one of ours, an Origin must be the Host's own, and what changes
 * anything must come as JSON, which no plain form can send.
 */
export function guard(server: FastifyInstance, options: GuardOptions): void {
  const hosts = new Set(options.hosts.map((host) => host.toLowerCase()));
  server.addHook("onRequest", async (request) => {
    const host = hostOf(request.headers.host);
    if (host === null || !(isLoopbackName(host) || hosts.has(host)))
      throw new ProblemError(421, "This server is not addressed by that name.");
    const { origin } = request.headers;
    if (
      origin !== undefined &&
      origin !== `http://${request.headers.host}` &&
      origin !== `https://${request.headers.host}`
    )
      throw new ProblemError(403, "Requests from pages of other sites are refused.");
    if (request.headers["sec-fetch-site"] === "cross-site" && request.headers["sec-fetch-mode"] !== "navigate")
      throw new ProblemError(403, "Requests from pages of other sites are refused.");
    if (!isLoopback(request.socket.remoteAddress ?? "") && !carries(request, options.token) && !hasOwnToken(request))
      throw new ProblemError(401, "From another machine the server asks for its token, as “Authorization: Bearer …”.");
    if (request.method !== "GET" && request.method !== "HEAD" && request.method !== "OPTIONS") {
      const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
      if (type !== "application/json")
        throw new ProblemError(415, "What changes anything must come as application/json.");
    }
  });
}

/** Calendar and feed addresses carry a token of their own, which their routes check: calendar programs send no headers. */
function hasOwnToken(request: FastifyRequest): boolean {
  return request.method === "GET" && /^\/(?:calendar|watch)\/[\w-]{20,}\.(?:ics|atom)$/.test(request.url);
}

function carries(request: FastifyRequest, token: string | null): boolean {
  const sent = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (token === null || sent === undefined) return false;
  const [a, b] = [Buffer.from(sent), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The name in a Host header, without its port; null where there is none or it is malformed. */
export function hostOf(header: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(header ?? "");
  return match?.[1]?.toLowerCase() ?? null;
}

function isLoopbackName(host: string): boolean {
  return host === "localhost" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.") || address.startsWith("::ffff:127.");
}
