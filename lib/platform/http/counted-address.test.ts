import { expect, test } from "vitest";
import { countedAddress } from "./counted-address.ts";

test.each([
  ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002:0:0:0:1", "2001:db8:1:2::/64"],
  ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:db8::", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["1::2:3:4:5:6:7", "1:0:2:3::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
])("an IPv6 address is counted by the network that one client has: %s", (address, network) => {
  expect(countedAddress(address)).toBe(network);
});

test.each(["::ffff:192.0.2.1", "::ffff:c000:201", "::FFFF:192.0.2.1"])(
  "an IPv4 address that came as IPv6 is counted as what it is: %s",
  (address) => {
    expect(countedAddress(address)).toBe("192.0.2.1");
  },
);

test.each(["192.0.2.1", "ada@example.test", "0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b", "unknown", ""])(
  "everything else is counted by itself: %s",
  (who) => {
    expect(countedAddress(who)).toBe(who);
  },
);
