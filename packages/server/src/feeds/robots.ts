import robotsParser from "robots-parser";
import { type Allowed, Refused } from "./addresses.ts";
import { AGENT, fetchPublic } from "./fetch.ts";

/** How long a robots.txt holds, in milliseconds (RFC 9309: no more than a day). */
const HOLDS = 24 * 60 * 60 * 1000;
/** The least pause between two requests to one server, in milliseconds. */
const PAUSE = 1000;
/** The longest pause that a robots.txt can ask for. */
const LONGEST_PAUSE = 60_000;

/** Throws where the address may not be fetched; waits as long as its server asks between requests. */
export type Politeness = (url: URL) => Promise<void>;

/** Follows each server's robots.txt (RFC 9309) and pauses between requests to it. Kept in memory, for as long as the process runs. */
export function politeness(
  allowed: Allowed,
  now: () => number = Date.now,
  wait: (ms: number) => Promise<void> = sleep,
): Politeness {
  const known = new Map<string, { until: number; may: (url: string) => boolean; pause: number }>();
  const free = new Map<string, number>();
  const rulesOf = async (origin: string) => {
    const kept = known.get(origin);
    if (kept && kept.until > now()) return kept;
    const rules = { until: now() + HOLDS, ...(await fetchRules(origin, allowed)) };
    known.set(origin, rules);
    return rules;
  };
  return async (url) => {
    const rules = await rulesOf(url.origin);
    if (!rules.may(url.href)) throw new Refused(`${url.host} asks in its robots.txt not to fetch this`);
    const at = Math.max(now(), free.get(url.host) ?? 0);
    free.set(url.host, at + rules.pause);
    if (at > now()) await wait(at - now());
  };
}

async function fetchRules(origin: string, allowed: Allowed): Promise<{ may: (url: string) => boolean; pause: number }> {
  const all = { may: () => true, pause: PAUSE };
  let answer: Awaited<ReturnType<typeof fetchPublic>>;
  try {
    answer = await fetchPublic(`${origin}/robots.txt`, { allowed, largest: 512 * 1024, timeout: 15_000 });
  } catch (error) {
    if (error instanceof Refused) throw error;
    // A server that cannot be reached is told by the request itself.
    return all;
  }
  if (answer.status >= 500) return { may: () => false, pause: PAUSE };
  if (answer.status !== 200) return all;
  const robots = robotsParser(`${origin}/robots.txt`, new TextDecoder().decode(answer.body));
  const asked = (robots.getCrawlDelay(AGENT) ?? 0) * 1000;
  return {
    may: (url) => robots.isAllowed(url, AGENT) !== false,
    pause: Math.min(LONGEST_PAUSE, Math.max(PAUSE, asked)),
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
