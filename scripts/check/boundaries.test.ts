import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Boundaries, checkBoundaries } from "./boundaries.ts";

const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "preflight-boundaries-")));
let found: Boundaries;

const files: Record<string, string> = {
  "package.json": `{ "type": "module", "imports": { "#*": "./*" } }`,
  "tsconfig.json": fs.readFileSync("tsconfig.json", "utf8"),
  "app/page.tsx": `import "#lib/platform/db/read.ts"; import "#lib/testing/seed.ts";`,
  "components/ui/button.tsx": `import "#lib/apples/choices.ts";`,
  "components/apples/tree.tsx": `import "#components/pears/tree.tsx"; import "#lib/apples/queries.ts"; import type { A } from "#lib/apples/pick.ts"; export type B = A;`,
  "components/pears/tree.tsx": `import "#app/page.tsx"; import "#lib/pears/contract.ts";`,
  "lib/apples/choices.ts": `import "#lib/platform/db/read.ts";`,
  "lib/apples/contract.ts": `import "./choices.ts";`,
  "lib/apples/queries.ts": `export const q = 1;`,
  "lib/apples/pick.ts": `import "#lib/pears/eat.ts"; import "#lib/pears/queries.ts"; import "#lib/pears/change-pear.ts"; export type A = 1;`,
  "lib/apples/ring.ts": `import "./ring-too.ts"; import "#lib/api-contract.ts";`,
  "lib/apples/ring-too.ts": `import "./ring.ts"; import "#components/ui/button.tsx";`,
  "lib/pears/contract.ts": `export const c = 1;`,
  "lib/pears/queries.ts": `import "#lib/apples/queries.ts";`,
  "lib/pears/change-pear.ts": `export const g = 1;`,
  "lib/pears/eat.ts": `import "#scripts/tool.ts"; import "#lib/nowhere.ts";`,
  "lib/platform/egress/fetch.ts": `import https from "node:https"; https.get;`,
  "lib/pears/call.ts": `import https from "node:https"; https.get;`,
  "lib/pears/curl.ts": `const { execFile } = await import("node:child_process"); execFile;`,
  "lib/pears/dial.ts": `import pg from "pg"; pg.Client;`,
  "lib/platform/db/client.ts": `import pg from "pg"; pg.Client;`,
  "node_modules/pg/package.json": `{ "name": "pg", "main": "index.js" }`,
  "node_modules/pg/index.js": `module.exports = {};`,
  "lib/platform/db/read.ts": `import "#lib/apples/queries.ts";`,
  "lib/testing/seed.ts": `import "#lib/apples/pick.ts";`,
  "lib/api-contract.ts": `import "#lib/apples/contract.ts"; import "#lib/pears/contract.ts";`,
  "scripts/tool.ts": `export const t = 1;`,
};

beforeAll(() => {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), content);
  }
  found = checkBoundaries(root);
});
afterAll(() => fs.rmSync(root, { recursive: true }));

test("every forbidden import is found, and no allowed one", () => {
  expect([...found.violations].sort()).toEqual(
    [
      "a-client-that-connects-by-itself-has-one-place: lib/pears/dial.ts → node_modules/pg/index.js",
      "browser-safe-lib-stays-browser-safe: lib/apples/choices.ts → lib/platform/db/read.ts",
      "component-features-stay-apart: components/apples/tree.tsx → components/pears/tree.tsx",
      "components-import-browser-safe-lib-only: components/apples/tree.tsx → lib/apples/queries.ts",
      "components-import-browser-safe-lib-only: components/pears/tree.tsx → lib/pears/contract.ts",
      "components-never-import-app: components/pears/tree.tsx → app/page.tsx",
      "lib-never-imports-ui: lib/apples/ring-too.ts → components/ui/button.tsx",
      "no-cycles: lib/apples/ring-too.ts → lib/apples/ring.ts",
      "no-unresolvable: lib/pears/eat.ts → #lib/nowhere.ts",
      "nouns-meet-through-queries-or-contract: lib/apples/pick.ts → lib/pears/eat.ts",
      "only-lib-touches-the-database: app/page.tsx → lib/platform/db/read.ts",
      "only-the-egress-opens-connections: lib/pears/call.ts → https",
      "only-the-egress-opens-connections: lib/pears/curl.ts → child_process",
      "only-the-application-uses-the-roots: lib/apples/ring.ts → lib/api-contract.ts",
      "platform-knows-no-noun: lib/platform/db/read.ts → lib/apples/queries.ts",
      "test-helpers-only-from-tests: app/page.tsx → lib/testing/seed.ts",
      "the-application-needs-no-scripts: lib/pears/eat.ts → scripts/tool.ts",
      "ui-kit-is-a-leaf: components/ui/button.tsx → lib/apples/choices.ts",
    ].sort(),
  );
});

test("the number of modules read is told", () => {
  expect(found.modules).toBeGreaterThanOrEqual(Object.keys(files).length - 2);
});
