import { describe, expect, test } from "vitest";
import { refusalOf } from "./refusal.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const at = (seconds: number) => new Date(NOON + seconds * 1_000);

const waitOf = (status: number, headers: Record<string, string>): number | null | undefined =>
  refusalOf({
    ...{ status, headers: new Headers(headers), text: "{}", bytes: 2, milliseconds: 1 },
  })?.retryAfterSeconds;

describe("how long a provider asks us to wait", () => {
  const date = at(0).toUTCString();

  // Noon of that day is not the clock of this machine: it is hours or years off.
  test.each([
    ["seconds", 429, { "retry-after": "30" }, 30],
    ["a time", 429, { date, "retry-after": at(90).toUTCString() }, 90],
    [
      "GitHub's reset",
      403,
      { date, "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${at(600).getTime() / 1_000}` },
      600,
    ],
    [
      "Sentry's reset",
      429,
      { date, "x-sentry-rate-limit-reset": `${at(12).getTime() / 1_000}` },
      12,
    ],
    ["PagerDuty's seconds", 429, { date, "ratelimit-remaining": "0", "ratelimit-reset": "25" }, 25],
    ["seconds by another's name", 429, { date, "x-ratelimit-reset": "17" }, 17],
    ["a time that is over", 429, { date, "retry-after": at(-60).toUTCString() }, 1],
    ["a year", 429, { "retry-after": "31536000" }, 86_400],
    ["nonsense", 429, { "retry-after": "soon" }, null],
  ])("is read from %s by the provider's own clock", (_name, status, headers, seconds) => {
    expect(waitOf(status, headers)).toBe(seconds);
  });

  test("is not taken from a limit that is not spent", () => {
    const headers = { "x-ratelimit-remaining": "40", "x-ratelimit-reset": "1795435200" };
    expect(waitOf(403, headers)).toBeNull();
  });
});
