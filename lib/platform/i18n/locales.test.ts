import { expect, it } from "vitest";

import { chooseLocale } from "./locales.ts";

it("takes the stored choice before anything else", () => {
  expect(chooseLocale("ko", "en-GB,en;q=0.9")).toBe("ko");
});

it("takes the best language of the browser that we have", () => {
  expect(chooseLocale(undefined, "fr-CH, ko-KR;q=0.8, en;q=0.7")).toBe("ko");
  expect(chooseLocale(undefined, "en;q=0.3, KO;q=0.8")).toBe("ko");
  expect(chooseLocale("de", "ko;q=0, en")).toBe("en");
});

it("falls back to English for nothing and for nonsense", () => {
  expect(chooseLocale(undefined, null)).toBe("en");
  expect(chooseLocale("", ";;q=,,,*;q=x")).toBe("en");
  expect(chooseLocale("__proto__", "constructor")).toBe("en");
});
