import { expect, test } from "vitest";
import { newRecoveryCodes } from "./recovery-codes.ts";
import { matchingStep, newTotpSecret, totpUri } from "./totp.ts";

// "12345678901234567890" in base 32: the secret of RFC 6238, appendix B.
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082", 1],
  [1_111_111_109, "081804", 37_037_036],
  [1_234_567_890, "005924", 41_152_263],
  [20_000_000_000, "353130", 666_666_666],
])("the code of RFC 6238 at %i seconds", (seconds, code, step) => {
  expect(matchingStep(SECRET, code, new Date(seconds * 1_000))).toBe(step);
  expect(matchingStep(SECRET, code, new Date((seconds + 30) * 1_000))).toBe(step);
  expect(matchingStep(SECRET, code, new Date((seconds - 30) * 1_000))).toBe(step);
  expect(matchingStep(SECRET, code, new Date((seconds + 60) * 1_000))).toBeNull();
  expect(matchingStep(SECRET, code, new Date((seconds - 60) * 1_000))).toBeNull();
});

test("secrets have 160 bits and are never the same", () => {
  const secrets = new Set(Array.from({ length: 100 }, newTotpSecret));
  expect(secrets.size).toBe(100);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

test("apps read whose and what for from the address", () => {
  const uri = new URL(totpUri(SECRET, "ada+test@example.com"));
  expect(uri.protocol).toBe("otpauth:");
  expect(decodeURIComponent(uri.pathname)).toContain("Preflight:ada+test@example.com");
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    ...{ issuer: "Preflight", secret: SECRET, algorithm: "SHA1", digits: "6", period: "30" },
  });
});

test("recovery codes are ten, of seven groups without signs to mistake for others", () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes)
    expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){6}[0-9a-hjkmnp-tv-z]{4}$/);
});
