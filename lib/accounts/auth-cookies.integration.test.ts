import { NextRequest } from "next/server";
import { afterEach, expect, test } from "vitest";
import { env } from "#lib/platform/env.ts";
import { handlers } from "./auth.ts";

const { PREFLIGHT_URL: plainUrl } = env();
afterEach(() => void Object.assign(env(), { PREFLIGHT_URL: plainUrl }));

/** The cookies that next-auth's own way in sets, as `name=value; attributes`. */
async function cookiesAt(origin: string): Promise<string[]> {
  Object.assign(env(), { PREFLIGHT_URL: origin });
  const answer = await handlers.GET(new NextRequest(`${origin}/api/auth/csrf`));
  expect(answer.status).toBe(200);
  return answer.headers.getSetCookie();
}

test("over TLS, every cookie that signing in sets is secure and bound to this very host", async () => {
  const cookies = await cookiesAt("https://preflight.example.com");
  expect(cookies.map((cookie) => cookie.split("=")[0]).sort()).toEqual([
    "__Host-authjs.callback-url",
    "__Host-authjs.csrf-token",
  ]);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; Path=\/(;|$)/);
    expect(cookie).toMatch(/; Secure(;|$)/i);
    expect(cookie).toMatch(/; HttpOnly(;|$)/i);
    expect(cookie).not.toMatch(/; Domain=/i);
  }
});

test("without TLS they have their plain names", async () => {
  const cookies = await cookiesAt("http://localhost:3000");
  expect(cookies.map((cookie) => cookie.split("=")[0]).sort()).toEqual([
    "authjs.callback-url",
    "authjs.csrf-token",
  ]);
});
