import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { configOf, daysAgo, startGoodRepository } from "#lib/testing/good-repository.ts";
import { openProvider } from "#lib/testing/provider-run.ts";
import { OWNER, type RecordedGitHub, REFUSED } from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { github as provider } from "./provider.ts";

beforeAll(() => setUnitEnv());

let github: RecordedGitHub;
beforeEach(async () => {
  github = await startGoodRepository();
});
afterEach(() => github.server.close());

const read = (name: string, params = {}) => {
  const { source } = openProvider(provider, configOf(github), { token: "github_pat" });
  return readSignal(provider, source, name, params);
};

test("failed workflows are those of the last hours, with their branch and address", async () => {
  github.list("~/actions/runs", [
    { name: "CI", head_branch: "main", created_at: daysAgo(0.1), html_url: "https://x.test/1" },
    { name: "Nightly", created_at: daysAgo(1.5) },
  ]);
  const reading = await read("failed_workflows");
  expect(reading).toMatchObject({
    value: 1,
    rows: [{ title: "CI", state: "fail", detail: "main", url: "https://x.test/1" }],
  });
  expect((await read("failed_workflows", { hours: 48 })).value).toBe(2);
  expect(github.server.asked.at(-1)?.path).toMatch(/status=failure&created=%3E%3D\d{4}-\d\d-\d\d&/);
});

test("open pull requests are counted by the last page, and the newest shown", async () => {
  const last = `<${github.apiUrl}/repos/${OWNER}/hello/pulls?state=open&per_page=1&page=137>; rel="last"`;
  github.list("~/pulls?state=open&per_page=1", [{ number: 9 }], { link: last });
  github.list("~/pulls?state=open&per_page=20", [
    { number: 9, title: "Sign in by passkey", user: { login: "mona" } },
  ]);
  expect(await read("open_pull_requests")).toMatchObject({
    value: 137,
    rows: [{ title: "#9 Sign in by passkey", detail: "mona" }],
  });
});

test("open alerts are those of all three kinds that can be read", async () => {
  github.list("~/dependabot/alerts", [{ created_at: daysAgo(2) }, { created_at: daysAgo(1) }]);
  github.list("~/code-scanning/alerts", [{ created_at: daysAgo(3) }]);
  github.misbehave("~/secret-scanning/alerts", REFUSED);
  const reading = await read("open_alerts");
  expect(reading.value).toBe(3);
  expect(reading.series).toEqual([
    { name: "dependabot", value: 2 },
    { name: "code_scanning", value: 1 },
  ]);
  expect(reading.rows?.map(({ detail }) => detail)).toEqual([
    ...["dependabot", "dependabot", "code_scanning"],
  ]);
});

test("open alerts of which none can be read are no zero", async () => {
  github.refuseAll();
  await expect(read("open_alerts")).rejects.toMatchObject({ reason: "no_permission" });
});

test("the latest release has an age, and others stand below it", async () => {
  const reading = await read("latest_release");
  expect(reading.value).toBeCloseTo(5, 1);
  expect(reading.rows?.map(({ detail }) => detail)).toEqual(["v2.0.0", "v1.1.0"]);
  github.list("~/releases", []);
  expect(await read("latest_release")).toEqual({ value: null, rows: [] });
});
