import { expect, test } from "vitest";
import { safePath } from "./safe-path.ts";

test.each(["/", "/projects/a?claim=todo#x", "/account", "/%2F%2Fevil.example", "/%5Cevil.example"])(
  "a path of this site stays: %s",
  (path) => {
    expect(safePath(path)).toBe(path);
  },
);

test.each([
  undefined,
  "",
  "projects",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "\\\\evil.example",
  "\\evil.example",
  "%2F%2Fevil.example",
  "/\n/evil.example",
  "/%2e//evil.example",
  " //evil.example",
  "JavaScript:alert(1)",
  "data:text/html,x",
  "/x/..//evil.example",
  "javascript:alert(1)",
  "/login?next=/login",
  "/api/v1/me",
  ["/a", "/b"],
])("what leads elsewhere or in circles becomes the home page: %s", (path) => {
  expect(safePath(path as string)).toBe("/");
});
