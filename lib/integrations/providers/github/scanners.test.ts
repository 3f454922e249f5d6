import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  checkRepository,
  ABOUT,
  fail,
  notFound,
  pass,
  unknown,
} from "#lib/testing/github-verdicts.ts";
import { daysAgo, startGoodRepository } from "#lib/testing/good-repository.ts";
import { OWNER, type RecordedGitHub } from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";

beforeAll(() => setUnitEnv());

let github: RecordedGitHub;
beforeEach(async () => {
  github = await startGoodRepository();
});
afterEach(() => github.server.close());

const check = (name: string, settings = {}, config = {}) =>
  checkRepository(github, name, settings, config);

describe("scanners", () => {
  const SCANNING = "secret-scanning.no-open-alerts";
  const about = (scopes: string | null, admin: boolean) =>
    github.object(
      "~",
      {
        ...ABOUT,
        permissions: { admin, push: true, pull: true },
        security_and_analysis: undefined,
      },
      scopes === null ? {} : { "x-oauth-scopes": scopes },
    );

  test.each([
    ["an administrator's classic token", "repo, read:org", true, fail],
    ["a classic token that sees no alerts", "read:org", true, unknown("no_permission")],
    ["a classic token of a writer", "repo", false, unknown("no_permission")],
    ["a fine-grained token", null, true, unknown("no_permission")],
  ])("404 on secret scanning means off to %s alone", async (_name, scopes, admin, verdict) => {
    about(scopes, admin);
    github.answer("~/secret-scanning/alerts", notFound());
    expect(await check(SCANNING)).toMatchObject(verdict);
  });

  test("secret scanning that GitHub calls disabled fails", async () => {
    about(null, false);
    github.answer(
      "~/secret-scanning/alerts",
      notFound("Secret scanning is disabled on this repository."),
    );
    expect(await check(SCANNING)).toMatchObject(fail);
  });

  test("code scanning that never ran has no alerts and is not recent", async () => {
    for (const path of ["alerts", "analyses"]) {
      github.answer(`~/code-scanning/${path}`, notFound("no analysis found"));
    }
    expect(await check("code-scanning.recent-analysis")).toMatchObject(fail);
    expect(await check("code-scanning.no-sqli-alerts")).toMatchObject(unknown("no_data"));
  });

  test("an analysis by a tool that reads no source, or with an error, is none", async () => {
    const image = { tool: { name: "Trivy" }, created_at: daysAgo(1), error: "" };
    github.list("~/code-scanning/analyses", [image]);
    expect(await check("code-scanning.recent-analysis")).toMatchObject(fail);
    const own = { analysisTools: ["trivy"] };
    expect(await check("code-scanning.recent-analysis", own)).toMatchObject(pass);
    github.list("~/code-scanning/analyses", [{ created_at: daysAgo(1), error: "out of memory" }]);
    expect(await check("code-scanning.recent-analysis")).toMatchObject(fail);
  });

  test("no alert of an analysis that is old says nothing", async () => {
    github.list("~/code-scanning/analyses", [{ created_at: daysAgo(8), error: "" }]);
    expect(await check("code-scanning.no-xss-alerts")).toMatchObject(unknown("no_data"));
  });

  test.each([403, 404])("Dependabot that answers %d is unknown, off or not", async (status) => {
    const json = { message: "Dependabot alerts are disabled for this repository." };
    github.answer("~/dependabot/alerts", { status, json });
    expect(await check("dependabot.no-high-alerts")).toMatchObject(unknown("no_data"));
  });

  test("one that is off fails, one that is hidden does not", async () => {
    const [on, off] = [{ status: "enabled" }, { status: "disabled" }];
    const analysis = (push: object) => ({
      ...ABOUT,
      permissions: { admin: false, push: true, pull: true },
      security_and_analysis: { secret_scanning: on, secret_scanning_push_protection: push },
    });
    github.object("~", analysis(off));
    expect(await check("repo.scanners-enabled")).toMatchObject(fail);
    github.object("~", analysis(on));
    github.answer("~/vulnerability-alerts", { status: 404, json: { message: "Not Found" } });
    expect(await check("repo.scanners-enabled")).toMatchObject(unknown("no_permission"));
  });
});

describe("what does not exist", () => {
  test("a repository without issues is not judged by them", async () => {
    github.object("~", { ...ABOUT, has_issues: false });
    expect(await check("issues.tech-debt-tracked")).toMatchObject(unknown("absent"));
  });

  test("a person's repository has no organization with a rule for sign-in", async () => {
    github.object("~", { ...ABOUT, owner: { login: OWNER, type: "User" } });
    expect(await check("org.two-factor-required")).toMatchObject(unknown("absent"));
  });

  test("who is no owner of the organization does not see its members' second factors", async () => {
    const json = { message: "Only owners can use this filter.", documentation_url: "" };
    github.answer(`/orgs/${OWNER}/members`, { status: 422, json });
    expect(await check("org.two-factor-required")).toMatchObject(unknown("no_permission"));
    github.list(`/orgs/${OWNER}/members`, [{ login: "late" }]);
    expect(await check("org.two-factor-required")).toMatchObject(fail);
  });

  test.each([
    ["~/releases", "releases.notes-present", "no_data"],
    ["~/tags", "tags.semver-format", "no_data"],
    ["~/deployments", "deployments.production-sha-tagged", "no_data"],
    ["~/pulls", "pulls.merged-with-approval", "no_data"],
    ["~/releases", "releases.major-notes-breaking", "absent"],
  ])("an empty %s gives %s nothing to judge", async (path, name, reason) => {
    github.list(path, []);
    expect(await check(name)).toMatchObject(unknown(reason));
  });

  test("no release is the latest where all are drafts", async () => {
    github.answer("~/releases/latest", notFound());
    github.list("~/releases", [{ draft: true }]);
    expect(await check("releases.latest-has-tag")).toMatchObject(unknown("no_data"));
  });

  test("administrators that nobody has declared are shown, and not judged", async () => {
    const outcome = await check("collaborators.admins-in-allowlist");
    expect(outcome).toMatchObject(unknown("not_declared"));
    expect(outcome.reading.seen).toEqual({ admins: ["mona"] });
  });
});
