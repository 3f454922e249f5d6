import { BlockList, isIP } from "node:net";
import { ForbiddenError } from "#lib/platform/errors.ts";

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** Whether `address` is in a list of addresses and CIDR ranges; an empty list holds every address. */
export function isAllowedAddress(list: readonly string[], address: string | null): boolean {
  if (list.length === 0) return true;
  if (address === null || isIP(address) === 0) return false;
  const allowed = new BlockList();
  for (const entry of list) {
    const [network = "", bits] = entry.split("/");
    if (bits) allowed.addSubnet(network, Number(bits), familyOf(network));
    else allowed.addAddress(network, familyOf(network));
  }
  return allowed.check(address, familyOf(address));
}

/** Throws ForbiddenError (`address_not_allowed`) for an address outside of a non-empty list. */
export function assertAllowedAddress(list: readonly string[], address: string | null): void {
  if (!isAllowedAddress(list, address)) throw new ForbiddenError("address_not_allowed");
}
