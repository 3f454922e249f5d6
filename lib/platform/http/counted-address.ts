import { isIP } from "node:net";
import { unmapped } from "#lib/platform/egress/address.ts";

/**
 * By what `who` is counted: an IPv6 address by its network of 64 bits, all of whose addresses one
 * client may have; everything else (an IPv4 address, an account, a person's id) by itself.
 */
export function countedAddress(who: string): string {
  const [address = who] = who.split("%");
  if (isIP(address) !== 6) return who;
  // The URL parser knows one way of writing each address.
  const plain = unmapped(new URL(`http://[${address}]/`).hostname.slice(1, -1));
  if (isIP(plain) !== 6) return plain;
  const [head = "", tail] = plain.split("::");
  const [first, last] = [head, tail ?? ""].map((part) => (part ? part.split(":") : []));
  const zeros = 8 - (first?.length ?? 0) - (last?.length ?? 0);
  const groups = [...(first ?? []), ...Array<string>(zeros).fill("0"), ...(last ?? [])];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
