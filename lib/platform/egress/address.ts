import { BlockList, isIP } from "node:net";
import { env } from "#lib/platform/env.ts";

// IANA special-purpose registries: everything that is not a public host.
const SPECIAL_V4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
];
// Everything outside of global unicast, and what tunnels to IPv4 or is for documentation in it.
const PUBLIC_V6 = ["2000::/3"];
const SPECIAL_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const special = networks([...SPECIAL_V4, ...SPECIAL_V6]);
const publicV6 = networks(PUBLIC_V6);

/** Addresses and CIDR ranges in the form that can be asked. Throws for what is neither. */
function networks(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits) list.addSubnet(address, Number(bits), family);
    else list.addAddress(address, family);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** An IPv4 address that came as IPv6 (`::ffff:10.0.0.1`) is judged as what it is. */
export function unmapped(address: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4) return v4;
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (!hex?.[1] || !hex[2]) return address;
  const [high, low] = [parseInt(hex[1], 16), parseInt(hex[2], 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** Whether anybody on the internet could have this address. */
export function isPublic(given: string): boolean {
  const address = unmapped(given);
  if (isIP(address) === 6) return contains(publicV6, address) && !contains(special, address);
  return isIP(address) === 4 && !contains(special, address);
}

/** Whether the administrator of this installation has opened this private address. */
export function isOpened(given: string): boolean {
  const opened = networks(env().PREFLIGHT_ALLOW_PRIVATE_NETWORKS);
  const address = unmapped(given);
  return isIP(address) !== 0 && contains(opened, address);
}
