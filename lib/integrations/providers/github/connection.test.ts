import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ProviderError } from "#lib/integrations/provider-error.ts";
import type { TestResult } from "#lib/integrations/provider.ts";
import { configOf, startGoodRepository, HEAD } from "#lib/testing/good-repository.ts";
import { openProvider } from "#lib/testing/provider-run.ts";
import { faults } from "#lib/testing/recorded-answers.ts";
import { OWNER, type RecordedGitHub, REFUSED } from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { github as provider } from "./provider.ts";

beforeAll(() => setUnitEnv());

const peers: RecordedGitHub[] = [];
async function start(prefix?: string): Promise<RecordedGitHub> {
  const peer = await startGoodRepository(prefix);
  peers.push(peer);
  return peer;
}
let github: RecordedGitHub;
beforeEach(async () => {
  github = await start();
});
afterEach(() => Promise.all(peers.splice(0).map((peer) => peer.server.close())));

const TOKEN = "github_pat_11ABCDEFG0123456789_of_the_tests";
const open = (peer = github, config: Record<string, unknown> = {}) =>
  openProvider(provider, { ...configOf(peer), ...config }, { token: TOKEN });
const GREEN = "actions.default-branch-green";

describe("answers that GitHub gives on bad days", () => {
  const limited = (headers: Record<string, string>, message: string) => ({
    ...{ status: 403, headers, json: { message } },
  });
  const soon = String(Math.ceil(Date.now() / 1_000) + 900);

  test.each([
    ["429", faults.limited, 7],
    ["a secondary limit", limited({ "retry-after": "30" }, "You have exceeded a limit"), 30],
    [
      "a secondary limit without a time",
      limited({}, "You have exceeded a secondary rate limit. Please wait a few minutes."),
      60,
    ],
  ])("%s is waited for as long as it asks", async (_name, answer, seconds) => {
    github.misbehave("~", answer);
    expect(await open().check(GREEN)).toMatchObject({
      ...{ verdict: "unknown", reason: "rate_limited", retryAfterSeconds: seconds },
    });
  });

  test("an hour's calls that are used up are waited for until GitHub's reset", async () => {
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": soon };
    github.misbehave("~", limited(headers, "API rate limit exceeded for user ID 1."));
    const { reason, retryAfterSeconds } = await open().check(GREEN);
    expect(reason).toBe("rate_limited");
    expect(retryAfterSeconds).toBeGreaterThan(600);
    expect(retryAfterSeconds).toBeLessThanOrEqual(901);
  });

  test("after a limit nothing more is asked in the run", async () => {
    github.misbehave("~/actions/workflows/ci.yml", faults.limited);
    const run = open();
    await run.check("workflow.ci-active");
    const asked = github.server.asked.length;
    expect(await run.check("tags.semver-format")).toMatchObject({ reason: "rate_limited" });
    expect(github.server.asked).toHaveLength(asked);
  });

  test("a page of HTML is not understood", async () => {
    github.misbehave("~/tags", faults.page);
    expect(await open().check("tags.semver-format")).toMatchObject({ reason: "not_understood" });
  });

  test("an answer that lacks what its description promises is not understood", async () => {
    github.misbehave("~/tags", { json: [{ label: "v1.0.0" }] });
    const outcome = await open().check("tags.semver-format");
    expect(outcome).toMatchObject({ reason: "not_understood" });
    expect(outcome.reading.detail).toContain("0.name");
  });

  test("a repository that is gone is not found", async () => {
    github.misbehave("~", { status: 404, json: { message: "Not Found" } });
    const outcome = await open().check(GREEN);
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "not_found" });
    expect(outcome.reading.detail).toBe(`${OWNER}/hello`);
  });

  test("a token that loses its permission no longer verifies, and fails nothing", async () => {
    expect(await open().check(GREEN)).toMatchObject({ verdict: "pass" });
    github.misbehave("~/actions/workflows/ci.yml", REFUSED);
    const outcome = await open().check(GREEN);
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "no_permission" });
    expect(outcome.reading.detail).toContain("needs administration=read");
    github.misbehave("~", { status: 401, json: { message: "Bad credentials" } });
    expect(await open().check(GREEN)).toMatchObject({ reason: "no_permission" });
  });
});

describe("a run", () => {
  test("asks each thing once, however many checks want it", async () => {
    const run = open();
    for (const name of Object.keys(provider.checks)) await run.check(name);
    const paths = github.server.asked.map(({ path }) => path);
    expect(paths).toHaveLength(new Set(paths).size);
    expect(paths.length).toBeLessThan(45);
  });

  test("sends the token and the version, and keeps neither in the evidence", async () => {
    const outcome = await open().check("workflow.ci-active");
    expect(github.server.asked[0]?.headers).toMatchObject({
      ...{ authorization: `Bearer ${TOKEN}`, "x-github-api-version": "2022-11-28" },
      accept: "application/vnd.github+json",
    });
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
    expect(outcome.reading.requests[0]).toMatchObject({ status: 200 });
  });

  test("quotes neither secrets that leaked nor variables, even where GitHub shows them", async () => {
    const secret = "AccountName=shop;AccountKey=c2hvcC1rZXk;EndpointSuffix=core";
    github.list("~/secret-scanning/alerts", [{ secret }]);
    github.list("~/environments/staging/variables", [{ name: "LEVEL", value: "between us" }]);
    const run = open();
    const alerts = await run.check("secret-scanning.no-open-alerts");
    const variables = await run.check("environment.staging-variables");
    const evidence = JSON.stringify([alerts, variables]);
    expect(github.server.asked.some(({ path }) => path.includes("hide_secret=true"))).toBe(true);
    expect(alerts.reading.requests).toHaveLength(2);
    expect(evidence).toContain("LEVEL");
    expect(evidence).not.toMatch(/AccountKey|c2hvcC1rZXk|EndpointSuffix|between us/);
  });

  test("without a token or a key asks nobody", async () => {
    const run = openProvider(provider, configOf(github));
    expect(await run.check(GREEN)).toMatchObject({ verdict: "unknown", reason: "not_declared" });
    expect(github.server.asked).toEqual([]);
  });

  test("works with an Enterprise Server under its path, with or without a slash at its end", async () => {
    const enterprise = await start("/api/v3");
    for (const apiUrl of [
      ...[enterprise.apiUrl, `${enterprise.apiUrl}/`],
      enterprise.apiUrl.replace("http:", "HTTP:"),
    ]) {
      expect(await open(enterprise, { apiUrl }).check(GREEN)).toMatchObject({ verdict: "pass" });
    }
    expect(enterprise.server.asked.every(({ path }) => path.startsWith("/api/v3/repos/"))).toBe(
      true,
    );
    expect(enterprise.server.asked.some(({ path }) => path.includes(HEAD))).toBe(false);
  });
});

describe("what a token may do", () => {
  const ask = async (): Promise<TestResult> => provider.test(open().source);

  test("is found out by harmless questions", async () => {
    const { account, access } = await ask();
    expect(account).toBe("mona");
    expect(new Set(Object.values(access))).toEqual(new Set(["granted"]));
    expect(github.server.asked.every(({ method }) => method === "GET")).toBe(true);
    const needs = Object.values(provider.checks).flatMap((check) => check.needs);
    const signals = Object.values(provider.signals).flatMap((signal) => signal.needs);
    for (const need of [...needs, ...signals]) expect(access).toHaveProperty(need);
  });

  test("is missing where GitHub or its plan refuses, and unknown where nothing tells", async () => {
    github.refuseAll(["/user", "~/actions/workflows", "~/branches"]);
    github.object(`/orgs/${OWNER}`, { two_factor_requirement_enabled: undefined });
    github.answer("~/dependabot/alerts", {
      ...{ status: 403, json: { message: "Dependabot alerts are disabled for this repository." } },
    });
    github.answer("~/code-scanning/alerts", {
      ...{ status: 404, json: { message: "no analysis found" } },
    });
    github.answer("~/secret-scanning/alerts", {
      status: 404,
      json: { message: "Advanced Security must be enabled for this repository." },
    });
    expect((await ask()).access).toMatchObject({
      ...{ actions: "granted", contents: "granted", code_scanning: "granted" },
      ...{ members: "missing", secrets: "missing", deployments: "missing", issues: "missing" },
      ...{ dependabot: "unknown", environments: "unknown", secret_scanning: "no_plan" },
    });
  });

  test("is told apart by what it unlocks", async () => {
    const branch = "~/branches/main";
    const about = { full_name: `${OWNER}/hello`, default_branch: "main", private: true };
    github.object("~", { ...about, permissions: { admin: false, push: true, pull: true } });
    github.misbehave("~/collaborators", REFUSED);
    github.answer(`${branch}/protection`, {
      ...{ status: 404, json: { message: "Branch not protected", documentation_url: "" } },
    });
    // That there is no protection, who is no administrator is told as well.
    expect((await ask()).access).toMatchObject({
      ...{ administration: "unknown", protection: "granted", push: "missing" },
    });
    github.misbehave(`${branch}/protection`, REFUSED);
    github.list("~/rules/branches/main", []);
    expect((await ask()).access).toMatchObject({ protection: "missing", contents: "granted" });
    github.list("~/rules/branches/main", [{ type: "deletion" }]);
    expect((await ask()).access).toMatchObject({
      ...{ administration: "missing", protection: "unknown" },
    });
    github.object("~", { ...about, delete_branch_on_merge: undefined });
    expect((await ask()).access).toMatchObject({ contents: "granted", contents_write: "missing" });
  });

  test("is not asked for with a token that GitHub does not know", async () => {
    github.misbehave("/user", { status: 401, json: { message: "Bad credentials" } });
    const failure = await ask().catch((error: unknown) => error as ProviderError);
    expect(failure).toMatchObject({ reason: "no_permission", detail: "HTTP 401: Bad credentials" });
  });

  test("says when the repository is not there", async () => {
    github.misbehave("~", { status: 404, json: { message: "Not Found" } });
    await expect(ask()).rejects.toMatchObject({ reason: "not_found" });
  });
});

test("test data that GitHub's description does not allow is refused", () => {
  expect(() => github.object("~", { private: "yes" })).toThrow("private should be boolean");
  expect(() => github.list("~/tags", [{ commit: undefined }])).toThrow("commit");
  expect(() => github.answer("~/tags", { status: 206, json: [] })).toThrow("never answers 206");
  expect(() => github.answer("~/unheard-of", { json: [] })).toThrow("is not described");
});
