import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { pipeline, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Allowed, publicAddressOf, Refused } from "./addresses.ts";

/** How the fetcher names itself to servers and to their robots.txt. */
export const AGENT = "chancery/0.1 (reads feeds; https://www.npmjs.com/package/chancery)";

export interface Fetched {
  /** 304 for what has not changed. */
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
}

export interface FetchOptions {
  readonly allowed: Allowed;
  readonly headers?: { readonly [name: string]: string };
  /** The largest body that is taken, after decompression, in bytes. */
  readonly largest?: number;
  /** Milliseconds for the whole of it. */
  readonly timeout?: number;
  /** Asked before each request, redirects included; throws where the address may not be fetched. */
  readonly may?: (url: URL) => Promise<void>;
}

const REDIRECTS = 5;

/**
 * Fetches an address of the public internet with GET. Every redirect is checked as the first address was; bodies are taken
 * up to a size and within a time. Throws with a sentence that can be shown where it cannot be had.
 */
export async function fetchPublic(address: string, options: FetchOptions): Promise<Fetched> {
  let url = parse(address);
  const deadline = AbortSignal.timeout(options.timeout ?? 30_000);
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    await options.may?.(url);
    const answer = await once(url, options, deadline);
    const { location } = answer.headers;
    if (answer.status >= 300 && answer.status < 400 && answer.status !== 304 && location !== undefined) {
      const next = parse(new URL(location, url).href);
      if (url.protocol === "https:" && next.protocol === "http:")
        throw new Refused(`${url.host} redirects to an address without encryption`);
      url = next;
      continue;
    }
    return answer;
  }
  throw new Error(`${url.host} redirects without end`);
}

function parse(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new Refused(`“${address.slice(0, 200)}” is not an address`);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Refused("only http and https are fetched");
  if (url.username || url.password) throw new Refused("an address with a password in it is not fetched");
  return url;
}

async function once(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
  const { address, family } = await publicAddressOf(url.hostname, options.allowed);
  const largest = options.largest ?? 8 * 1024 * 1024;
  return new Promise((done, fail) => {
    const failed = (error: Error) => fail(signal.aborted ? new Error(`${url.host} took too long to answer`) : error);
    const start = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = start(
      url,
      {
        signal,
        agent: false,
        // The address that was checked, and no other.
        lookup: (_name, { all }, give) => (all ? give(null, [{ address, family }]) : give(null, address, family)),
        ...(isIP(url.hostname) ? {} : { servername: url.hostname }),
        headers: { "user-agent": AGENT, "accept-encoding": "gzip, br, deflate", ...options.headers },
      },
      (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        const count = new Transform({
          transform(chunk: Buffer, _encoding, next) {
            size += chunk.length;
            next(
              size > largest ? new Error(`${url.host} sends more than ${Math.round(largest / 1048576)} MB`) : null,
              chunk,
            );
          },
        });
        count.on("data", (chunk: Buffer) => parts.push(chunk));
        const ended = (error: Error | null | undefined) => {
          if (error) {
            request.destroy();
            failed(error);
          } else
            done({ status: answer.statusCode ?? 0, url: url.href, headers: flat(answer), body: Buffer.concat(parts) });
        };
        const inflate = decompressor(answer.headers["content-encoding"]);
        if (inflate) pipeline(answer, inflate, count, ended);
        else pipeline(answer, count, ended);
      },
    );
    request.on("error", failed);
    request.end();
  });
}

function decompressor(encoding: string | undefined) {
  if (encoding === "gzip" || encoding === "x-gzip") return createGunzip();
  if (encoding === "br") return createBrotliDecompress();
  if (encoding === "deflate") return createInflate();
  return null;
}

function flat({ headers }: IncomingMessage): { [name: string]: string | undefined } {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
