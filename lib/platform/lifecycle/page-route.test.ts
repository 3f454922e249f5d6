import { expect, test } from "vitest";
import { pageRoute } from "./page-route.ts";

test.each([
  ["/", "/"],
  ["/projects", "/projects"],
  ["/projects/new", "/projects"],
  ["/projects/launch-2026", "/projects/*"],
  ["/projects/launch-2026/checklist", "/projects/*/checklist"],
  ["/projects/launch-2026/anything-a-stranger-types", "/projects/*"],
  ["/invite/SECRET", "/invite"],
  ["/_next/static/chunks/a.js", "(static)"],
  ["/wp-login.php", "(other)"],
])("%s is measured as %s", (path, route) => {
  expect(pageRoute(path)).toBe(route);
});
