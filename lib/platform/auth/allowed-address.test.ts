import { expect, test } from "vitest";
import { assertAllowedAddress, isAllowedAddress } from "./allowed-address.ts";

const LIST = ["203.0.113.7", "10.20.0.0/16", "2001:db8::/32"];

test.each([
  "203.0.113.7",
  "10.20.255.1",
  "2001:db8:1::5",
  "::ffff:10.20.3.4",
  "::ffff:203.0.113.7",
])("%s is in the list", (address) => expect(isAllowedAddress(LIST, address)).toBe(true));

test.each(["203.0.113.8", "10.21.0.1", "2001:db9::1", "::1", "not an address", "", null])(
  "%j is not in the list",
  (address) => {
    expect(isAllowedAddress(LIST, address)).toBe(false);
    expect(() => assertAllowedAddress(LIST, address)).toThrow("address_not_allowed");
  },
);

test("an empty list holds everybody, known or not", () => {
  for (const address of ["203.0.113.8", "::1", null]) {
    expect(isAllowedAddress([], address)).toBe(true);
  }
});
