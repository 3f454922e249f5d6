import { expect, test } from "vitest";
import type { Policy } from "#lib/policy/contract.ts";
import { changesOf, entries, listError, toDraft } from "./policy-draft.ts";

const policy: Policy = {
  ...{ secondFactor: "nobody", requiredSince: null, graceDays: 7, ssoOnly: false },
  ...{ idleMinutes: 720, absoluteHours: 168, providers: 0, address: "127.0.0.1" },
  ...{ emailDomains: ["example.com"], allowedAddresses: [], missing: { leads: 1, everyone: 2 } },
};

test("only what was changed is sent", () => {
  const draft = toDraft(policy);
  expect(changesOf(draft, policy)).toEqual({});
  expect(
    changesOf(
      { ...draft, graceDays: "3", emailDomains: "example.com\n b.example, c.example\n" },
      policy,
    ),
  ).toEqual({ graceDays: 3, emailDomains: ["example.com", "b.example", "c.example"] });
  expect(changesOf({ ...draft, idleMinutes: " " }, policy)).toEqual({ idleMinutes: Number.NaN });
});

test("lists are typed one to a line or with commas", () => {
  expect(entries(" a\n\n b,c ,")).toEqual(["a", "b", "c"]);
});

test("an error of a list names the entry", () => {
  const errors = [{ path: "allowedAddresses.1", message: "Not an address." }];
  expect(listError({ errors }, "allowedAddresses", "10.0.0.1\n\nx")).toBe("x: Not an address.");
  expect(listError({ errors }, "emailDomains", "x")).toBeNull();
  const whole = [{ path: "emailDomains", message: "Too many." }];
  expect(listError({ errors: whole }, "emailDomains", "x")).toBe("Too many.");
  expect(listError(undefined, "emailDomains", "x")).toBeNull();
});
