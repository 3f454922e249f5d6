import { expect, test } from "vitest";
import { isAllowedEmail } from "./allowed-email.ts";

test("an address belongs to a domain, not to one above or below it", () => {
  expect(isAllowedEmail([], "ada@anywhere.example")).toBe(true);
  for (const email of ["ada@example.test", "ada@EXAMPLE.test", '"a@b"@example.test']) {
    expect(isAllowedEmail(["example.test"], email), email).toBe(true);
  }
  for (const email of ["ada@sub.example.test", "ada@anywhere.example", "ada@ample.test"]) {
    expect(isAllowedEmail(["example.test"], email), email).toBe(false);
  }
});
