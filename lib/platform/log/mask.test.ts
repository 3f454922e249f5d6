import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";
import { MASK, mask, maskText } from "./mask.ts";

function logged(...args: [object, string]): string {
  const lines: string[] = [];
  createLogger("info", { write: (line: string) => lines.push(line) }).info(...args);
  return lines.join("");
}

test("passwords, tokens and cookies in a logged object are masked at any depth", () => {
  const line = logged(
    {
      password: "hunter2-hunter2",
      request: { headers: { cookie: "session=abc", authorization: "Bearer abc" } },
      list: [{ a: { b: { c: { refreshToken: "abc" } } } }],
      settings: { DATABASE_URL: "postgres://me:abc@db/x", PREFLIGHT_SECRET: "abc" },
      itemId: "kept",
    },
    "saved",
  );
  expect(line).not.toMatch(/hunter2|abc/);
  expect(JSON.parse(line)).toMatchObject({ password: MASK, itemId: "kept", msg: "saved" });
});

test("an error is logged with its stack and code, and without the secrets in its words", () => {
  const error = Object.assign(new Error("no way to postgres://app:s3cr3t@db:5432/x"), {
    code: "ECONNREFUSED",
    config: { headers: { Cookie: "s3cr3t" } },
  });
  const line = logged({ err: error, requestId: "r-1" }, "request failed");
  expect(line).not.toContain("s3cr3t");
  const { err, requestId, level } = JSON.parse(line) as Record<string, Record<string, string>>;
  expect({ requestId, level }).toEqual({ requestId: "r-1", level: "info" });
  expect(err).toMatchObject({ code: "ECONNREFUSED", type: "Error" });
  expect(err?.stack).toContain("mask.test.ts");
});

test("text loses API tokens, bearer tokens and passwords, and keeps the rest", () => {
  expect(maskText("pf_abcdefgh1234 and Bearer abc.def and password=x y")).toBe(
    `${MASK} and Bearer ${MASK} and password=${MASK} y`,
  );
  expect(maskText("item P0.1.a.1 claimed")).toBe("item P0.1.a.1 claimed");
});

test("what goes in circles ends masked instead of never", () => {
  const circle: Record<string, unknown> = {};
  circle.again = circle;
  expect(JSON.stringify(mask(circle))).toContain(MASK);
});
