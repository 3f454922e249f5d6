import { timingSafeEqual } from "node:crypto";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { env } from "#lib/platform/env.ts";
import { PEER_HEADER } from "#lib/platform/http/client-address.ts";

/**
 * Whether this request may read the measurements: with PREFLIGHT_METRICS_TOKEN as its bearer token
 * where one is set; else only directly from the same machine. A request that a proxy passed on comes
 * from elsewhere, whatever its connection says.
 */
export function mayReadMetrics(headers: Headers): boolean {
  const token = env().PREFLIGHT_METRICS_TOKEN;
  if (token === undefined) return isLocal(headers);
  const sent = /^bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  return timingSafeEqual(sha256(sent), sha256(token));
}

function isLocal(headers: Headers): boolean {
  if (headers.has("forwarded") || headers.has("via")) return false;
  const peer = headers.get(PEER_HEADER) ?? "";
  // Next itself puts the peer there where nobody has put anything.
  if ((headers.get("x-forwarded-for") ?? peer) !== peer) return false;
  const address = peer.replace(/^::ffff:/, "");
  return address === "::1" || address.startsWith("127.");
}
