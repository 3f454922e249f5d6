import { beforeEach, describe, expect, test, vi } from "vitest";
import { isRemembered, rememberPreference } from "./preferences.ts";

/** What a page reads and writes of itself, as the server has written it. */
function openPage(secure: boolean): { cookie: string } {
  const page = { cookie: "", documentElement: { dataset: { secure: String(secure) } } };
  vi.stubGlobal("document", page);
  return page;
}

describe("where people come over TLS", () => {
  let page: { cookie: string };
  beforeEach(() => void (page = openPage(true)));

  test("a preference is remembered under a name that is bound to this host, on every path", () => {
    rememberPreference("timeZone", "Asia/Seoul");
    expect(page.cookie).toBe(
      "__Host-timezone=Asia%2FSeoul; Path=/; Max-Age=31536000; SameSite=Lax; Secure",
    );
  });

  test("one under the plain name is not taken for remembered", () => {
    page.cookie = "timezone=Asia%2FSeoul";
    expect(isRemembered("timeZone", "Asia/Seoul")).toBe(false);
    page.cookie = "theme=dark; __Host-timezone=Asia%2FSeoul";
    expect(isRemembered("timeZone", "Asia/Seoul")).toBe(true);
  });
});

test("without TLS it has its plain name and is not marked secure, or browsers would drop it", () => {
  const page = openPage(false);
  rememberPreference("rail", "collapsed");
  expect(page.cookie).toBe("rail=collapsed; Path=/; Max-Age=31536000; SameSite=Lax");
});
