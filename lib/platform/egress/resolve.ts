import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isOpened, isPublic } from "./address.ts";
import { EgressError } from "./egress-error.ts";

export type CheckedAddress = { address: string; family: number };

/**
 * What a host stands for, each address checked: in a network that the administrator has opened, or
 * public where `publicToo`. One address that is not allowed is enough to refuse them all. Throws
 * EgressError (`refused`), or what the resolver says.
 */
export async function checkedAddresses(
  hostname: string,
  publicToo: boolean,
): Promise<CheckedAddress[]> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await lookup(host, { all: true });
  const allowed = (address: string) => isOpened(address) || (publicToo && isPublic(address));
  if (found.length === 0 || !found.every(({ address }) => allowed(address))) {
    throw new EgressError("refused", `${host}: an address that is not allowed`);
  }
  return found;
}

/** `work`, or a rejection once `signal` fires: looking a name up cannot be cancelled, waiting can. */
export function race<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      const stop = () => reject(new Error("given up"));
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    }),
  ]);
}
