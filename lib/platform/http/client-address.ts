import { BlockList, isIP } from "node:net";
import { env } from "#lib/platform/env.ts";
import { internalHeader } from "./internal-header.ts";

/** Set by the server itself from the socket on every request (lifecycle/server-hook.ts). */
export const PEER_HEADER = internalHeader("peer");

let proxies: BlockList | undefined;

function trustedProxies(): BlockList {
  if (proxies) return proxies;
  proxies = new BlockList();
  for (const entry of env().PREFLIGHT_TRUSTED_PROXIES) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits) proxies.addSubnet(address, Number(bits), family);
    else proxies.addAddress(address, family);
  }
  return proxies;
}

function isTrusted(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && trustedProxies().check(address, family === 6 ? "ipv6" : "ipv4");
}

/**
 * The address that a request came from: the peer of the connection, or, where that is a configured
 * proxy, the last address in X-Forwarded-For that is none. Null when unknown.
 */
export function clientAddress(headers: Headers): string | null {
  const peer = headers.get(PEER_HEADER)?.replace(/^::ffff:/, "") ?? null;
  if (!peer || !isTrusted(peer)) return peer;
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  return hops.findLast((hop) => isIP(hop) !== 0 && !isTrusted(hop)) ?? peer;
}
