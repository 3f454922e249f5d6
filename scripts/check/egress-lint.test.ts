import { ESLint, Linter } from "eslint";
import { beforeAll, expect, test } from "vitest";

const eslint = new ESLint();
const RULES = ["no-restricted-globals", "no-restricted-properties"];

/** What the rules of this repository say against `code` in that file. */
async function complaints(file: string, code: string): Promise<string[]> {
  const config = (await eslint.calculateConfigForFile(file)) as Linter.Config;
  const rules = Object.fromEntries(RULES.map((name) => [name, config.rules?.[name] ?? "off"]));
  const found = new Linter().verify(code, [{ languageOptions: { globals: BROWSER }, rules }]);
  return found.flatMap(({ ruleId }) => ruleId ?? "parse");
}

const BROWSER = Object.fromEntries(
  ["fetch", "WebSocket", "XMLHttpRequest", "globalThis", "window", "process"].map((name) => [
    ...([name, "readonly"] as const),
  ]),
);

// The first look at the configuration loads all its plugins.
beforeAll(() => eslint.calculateConfigForFile("lib/pears/eat.ts"), 60_000);

test.each([
  ["lib/pears/eat.ts", 'fetch("https://example.com")', "no-restricted-globals"],
  ["lib/pears/eat.ts", 'globalThis.fetch("https://example.com")', "no-restricted-properties"],
  ["lib/platform/http/route.ts", 'new WebSocket("wss://example.com")', "no-restricted-globals"],
  ["app/api/v1/me/route.ts", 'fetch("https://example.com")', "no-restricted-globals"],
  ["app/page.tsx", 'const { fetch: get } = globalThis; get("/")', "no-restricted-properties"],
  ["components/pears/tree.tsx", 'window.fetch("/api")', "no-restricted-properties"],
  ["lib/pears/eat.ts", 'process.getBuiltinModule("http")', "no-restricted-properties"],
])("%s: %s is refused", async (file, code, rule) => {
  expect(await complaints(file, code)).toEqual([rule]);
});

test.each(["lib/api-client/call.ts", "lib/platform/egress/fetch.test.ts"])(
  "%s may call",
  async (file) => {
    expect(await complaints(file, 'fetch("/api")')).toEqual([]);
  },
);
