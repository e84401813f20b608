import { lookup as resolve } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Names that may be fetched although they are inside the machine's own network: allowed one by one. */
export type Allowed = ReadonlySet<string>;

export class Refused extends Error {}

/** Whether an address belongs to the public internet: neither the machine itself, nor its network, nor anything reserved. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === "unicast";
}

/**
 * The address to connect to for a host, after it was found to be public. A name is resolved once, every address it has is
 * checked, and the connection is made to the one given here: the name cannot mean another machine a moment later.
 * Throws `Refused` for an address inside, and what the resolver throws where the name is not known.
 */
export async function publicAddressOf(host: string, allowed: Allowed): Promise<{ address: string; family: 4 | 6 }> {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  const addresses =
    isIP(name) > 0
      ? [{ address: name, family: isIP(name) as 4 | 6 }]
      : await resolve(name, { all: true, verbatim: true });
  const first = addresses[0];
  if (!first) throw new Error(`${name} has no address`);
  if (!allowed.has(name) && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new Refused(`${name} is inside this machine’s own network; --allow ${name} would let it be fetched`);
  return { address: first.address, family: first.family as 4 | 6 };
}
