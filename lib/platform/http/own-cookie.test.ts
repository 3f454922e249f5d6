import { beforeEach, describe, expect, test, vi } from "vitest";
import { publicContext } from "#lib/platform/auth/request-context.ts";
import { sessionCookieName } from "#lib/platform/auth/session-cookie.ts";
import { env } from "#lib/platform/env.ts";
import { preferenceCookies, type Preference } from "./cookie-name.ts";
import { ownCookie, preferenceCookie } from "./own-cookie.ts";

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@localhost/none");
  vi.stubEnv("PREFLIGHT_SECRET", "x".repeat(32));
});

const at = (url: string) => Object.assign(env(), { PREFLIGHT_URL: url });
const preferences = Object.keys(preferenceCookies) as Preference[];

const localeOf = (cookies: Record<string, string>) =>
  publicContext(new Headers(), (name) => cookies[name]).locale;

describe("over TLS", () => {
  beforeEach(() => void at("https://preflight.example.com"));

  test("every cookie of ours is bound to this very host by its name", () => {
    const names = [...preferences.map(preferenceCookie), sessionCookieName(), ownCookie("any")];
    for (const name of names) expect(name).toMatch(/^__Host-[a-z.]+$/);
  });

  test("a preference under a name that a neighbour could set counts for nothing", () => {
    expect(localeOf({ "__Host-locale": "ko" })).toBe("ko");
    expect(localeOf({ locale: "ko" })).toBe("en");
  });
});

test("without TLS, where browsers refuse the prefix, cookies have their plain names", () => {
  at("http://localhost:3000");
  expect(preferences.map(preferenceCookie)).toEqual([
    "theme",
    "locale",
    "timezone",
    "rail",
    "keys",
  ]);
  expect(localeOf({ locale: "ko" })).toBe("ko");
});
