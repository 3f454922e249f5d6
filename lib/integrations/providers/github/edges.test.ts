import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { configOf, daysAgo, fillGoodRepository, HEAD } from "#lib/testing/good-repository.ts";
import { openProvider } from "#lib/testing/provider-run.ts";
import {
  OWNER,
  recordedByGitHub,
  type RecordedGitHub,
  REFUSED,
  startGitHub,
} from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { github as provider } from "./provider.ts";

beforeAll(() => setUnitEnv());

let github: RecordedGitHub;
beforeEach(async () => {
  github = await startGitHub();
  fillGoodRepository(github);
});
afterEach(() => github.server.close());

const check = (name: string, settings = {}, config = {}) =>
  openProvider(provider, { ...configOf(github), ...config }, { token: "github_pat" }).check(
    name,
    settings,
  );
const unknown = (reason: string) => ({ verdict: "unknown", reason });
const [pass, fail] = [{ verdict: "pass" }, { verdict: "fail" }];
const ABOUT = {
  ...{ full_name: `${OWNER}/hello`, default_branch: "main", private: true },
  owner: { login: OWNER, type: "Organization" },
};
const notFound = (message = "Not Found") => ({ status: 404, json: { message } });
const notProtected = () =>
  github.answer("~/branches/main/protection", {
    status: 404,
    json: recordedByGitHub["branch not protected"]?.json,
  });

describe("protection of the branch", () => {
  const rules = (...given: object[]) =>
    github.list(
      "~/rules/branches/main",
      given.map((rule) => ({
        ...{ ruleset_id: 42, ruleset_source: OWNER, parameters: undefined, ...rule },
      })),
    );

  test("by rulesets passes though classic protection is hidden", async () => {
    github.answer("~/branches/main/protection", notFound());
    const contexts = { required_status_checks: [{ context: "ci / lint" }] };
    rules(
      { type: "non_fast_forward" },
      {
        type: "required_status_checks",
        parameters: { ...contexts, strict_required_status_checks_policy: true },
      },
    );
    expect(await check("branch-protection.force-push-blocked")).toMatchObject(pass);
    expect(await check("branch-protection.status-checks-required")).toMatchObject(pass);
    expect(await check("required-checks.include-lint", { requiredJobs: ["lint"] })).toMatchObject(
      pass,
    );
    const pulls = await check("branch-protection.pull-request-required");
    expect(pulls).toMatchObject(unknown("no_permission"));
    expect(pulls.reading.seen).toMatchObject({ classic_protection: "no_permission" });
  });

  test("by a rule with reviews counts their number", async () => {
    notProtected();
    const parameters = {
      ...{ dismiss_stale_reviews_on_push: true, require_code_owner_review: false },
      ...{ require_last_push_approval: false, required_review_thread_resolution: false },
      required_approving_review_count: 1,
    };
    rules({ type: "pull_request", parameters });
    const name = "branch-protection.approvals-required";
    expect(await check(name)).toMatchObject(pass);
    expect(await check(name, { leastApprovals: 2 })).toMatchObject(fail);
    expect(await check("branch-protection.pull-request-required")).toMatchObject(pass);
  });

  test("that shows itself as absent to all fails without an administrator's rights", async () => {
    github.answer("~/branches/main/protection", notFound());
    github.object("~/branches/main", { protected: false });
    expect(await check("branch-protection.force-push-blocked")).toMatchObject(fail);
  });

  test("that the plan does not have is no failure", async () => {
    const json = { message: "Upgrade to GitHub Pro or make this repository public." };
    github.misbehave("~/rules/branches/main", { status: 403, json });
    github.misbehave("~/branches/main/protection", { status: 403, json });
    expect(await check("branch-protection.force-push-blocked")).toMatchObject(
      unknown("plan_limit"),
    );
  });

  test.each([
    ["passes with rulesets that nobody may bypass", [], pass],
    ["fails with one that somebody may", [{ actor_type: "Team", bypass_mode: "always" }], fail],
    ["is unknown where the actors are hidden", undefined, unknown("no_permission")],
  ])("for administrators %s", async (_name, bypass_actors, verdict) => {
    notProtected();
    rules({ type: "deletion" });
    github.object("~/rulesets/42", { bypass_actors });
    expect(await check("branch-protection.admins-enforced")).toMatchObject(verdict);
  });

  test.each([
    ["all branches", ["~ALL"], [], pass],
    ["all of them, but not these", ["~ALL"], ["refs/heads/hotfix/**"], fail],
    ["the default branch", ["~DEFAULT_BRANCH"], [], fail],
  ])(
    "by a ruleset for %s is read from its conditions",
    async (_name, include, exclude, verdict) => {
      github.object("~/rulesets/42", { conditions: { ref_name: { include, exclude } } });
      expect(await check("ruleset.hotfix-branches-covered")).toMatchObject(verdict);
    },
  );

  test("by a ruleset that is only tried out does not count", async () => {
    github.list("~/rulesets", [{ id: 42, target: "branch", enforcement: "evaluate" }]);
    expect(await check("ruleset.release-branches-covered")).toMatchObject(fail);
  });
});

describe("jobs that nobody has named", () => {
  test("pass by a usual name and never fail", async () => {
    expect(await check("required-checks.include-typecheck")).toMatchObject(pass);
    const only = { contexts: ["ci"], checks: [{ context: "ci", app_id: null }] };
    github.object("~/branches/main/protection", { required_status_checks: only });
    const outcome = await check("required-checks.include-typecheck");
    expect(outcome).toMatchObject(unknown("not_declared"));
    expect(outcome.reading).toMatchObject({ detail: "requiredJobs", seen: { required: ["ci"] } });
    github.list(`~/commits/${HEAD}/check-runs`, [{ name: "ci" }]);
    for (const name of ["pulls.head-tested", "deployments.only-green-commits"]) {
      expect(await check(name, {}, { testJobs: [] })).toMatchObject(unknown("not_declared"));
    }
  });

  test.each(["test (20, ubuntu)", "ci / test", "ci / test (22)"])(
    "%s is one of the job test",
    async (name) => {
      github.list(`~/commits/${HEAD}/check-runs`, [{ name, status: "completed" }]);
      expect(await check("pulls.head-tested")).toMatchObject(pass);
    },
  );

  test("which still run are neither tested nor untested", async () => {
    const running = { status: "in_progress", conclusion: null, completed_at: null };
    github.list(`~/commits/${HEAD}/check-runs`, [{ name: "test", ...running }]);
    expect(await check("pulls.head-tested")).toMatchObject(unknown("no_data"));
  });
});

describe("workflows and environments", () => {
  const WORKFLOW = "~/actions/workflows/ci.yml";
  const old = { head_sha: "0".repeat(40), status: "completed", conclusion: "success" };

  test("a green run of an older commit is not the branch's head", async () => {
    github.list(`${WORKFLOW}/runs`, [old]);
    expect(await check("actions.default-branch-green")).toMatchObject(fail);
  });

  test("while the head is tested nothing is known", async () => {
    github.list(`${WORKFLOW}/runs?branch=main&status=completed&per_page=10`, [old]);
    github.list(`${WORKFLOW}/runs`, [{ head_sha: HEAD, status: "in_progress", conclusion: null }]);
    expect(await check("actions.default-branch-green")).toMatchObject(unknown("no_data"));
  });

  test("a fork's branch of the same name is not ours", async () => {
    const forked = { ...old, conclusion: "failure", event: "pull_request", id: 99 };
    const own = { id: 30, head_sha: HEAD, status: "completed", conclusion: "success" };
    github.list(`${WORKFLOW}/runs`, [forked, own]);
    expect(await check("actions.default-branch-green")).toMatchObject(pass);
    expect(await check("artifact.coverage-uploaded")).toMatchObject(pass);
  });

  test("what was green when it was deployed stays so after a later run", async () => {
    const run = { name: "test", status: "completed" };
    const first = { ...run, conclusion: "success", completed_at: daysAgo(0.08) };
    const nightly = { ...run, conclusion: "failure", completed_at: daysAgo(0.01) };
    github.list(`~/commits/${HEAD}/check-runs`, [nightly, first]);
    expect(await check("deployments.only-green-commits")).toMatchObject(pass);
    github.list(`~/commits/${HEAD}/check-runs`, [
      { ...run, conclusion: "failure", completed_at: daysAgo(0.06) },
      first,
    ]);
    expect(await check("deployments.only-green-commits")).toMatchObject(fail);
  });

  test("while staging is deployed nothing is known", async () => {
    github.list("~/deployments/1/statuses", [{ state: "in_progress", created_at: daysAgo(0.01) }]);
    const outcome = await check("deployments.staging-recent-success");
    expect(outcome).toMatchObject(unknown("no_data"));
    expect(outcome.reading.detail).toBe("in_progress");
  });

  test("a release candidate of 1.0.0 is below it", async () => {
    github.list("~/tags", [{ name: "v1.0.0-rc.1" }]);
    expect(await check("tags.semver-format")).toMatchObject(fail);
    github.list("~/tags", [{ name: "v1.0.1-rc.1" }, { name: "v1.0.0" }]);
    expect(await check("tags.semver-format")).toMatchObject(pass);
  });

  test("of issues that were not read nothing is claimed", async () => {
    const link = `<${github.apiUrl}/repos/${OWNER}/hello/issues>; rel="next"`;
    const fresh = { state: "open", updated_at: daysAgo(1), pull_request: undefined };
    github.list("~/issues", [{ ...fresh, closed_at: null }], { link });
    for (const name of ["issues.tech-debt-tracked", "issues.dr-drill-recent"]) {
      expect(await check(name), name).toMatchObject(unknown("no_data"));
    }
  });

  test("code that nobody has scanned has no alerts to judge, and hides none", async () => {
    github.answer("~/code-scanning/alerts", notFound("no analysis found"));
    expect(await check("code-scanning.no-high-alerts")).toMatchObject(unknown("no_data"));
  });

  test("a workflow of another name is not found; none at all fails", async () => {
    github.misbehave(WORKFLOW, notFound());
    const outcome = await check("workflow.ci-active");
    expect(outcome).toMatchObject(unknown("not_found"));
    expect(outcome.reading.seen).toMatchObject({ workflows: [".github/workflows/ci.yml"] });
    github.list("~/actions/workflows", []);
    expect(await check("workflow.ci-active")).toMatchObject(fail);
  });

  test("an environment that is called otherwise is not found", async () => {
    github.list("~/environments", [{ name: "prod" }]);
    const outcome = await check("environment.production-reviewers");
    expect(outcome).toMatchObject(unknown("not_found"));
    expect(outcome.reading.seen).toEqual({ environments: ["prod"] });
    github.object("~/environments/prod", { name: "prod" });
    const named = await check("environment.production-reviewers", {}, { production: "prod" });
    expect(named).toMatchObject(pass);
  });

  test("an old secret fails though others are hidden, a young one does not pass then", async () => {
    github.misbehave("~/environments/staging/secrets", REFUSED);
    expect(await check("actions-secret.age-below-90d")).toMatchObject(unknown("no_permission"));
    github.list("~/actions/secrets", [{ updated_at: daysAgo(100) }]);
    expect(await check("actions-secret.age-below-90d")).toMatchObject(fail);
    expect(await check("actions-secret.age-below-90d", { mostDays: 120 })).toMatchObject(
      unknown("no_permission"),
    );
  });

  test("of secrets in more environments than are read nothing is claimed", async () => {
    const names = Array.from({ length: 31 }, (_, index) => `preview-${index}`);
    github.list(
      "~/environments",
      names.map((name) => ({ name })),
    );
    for (const name of names) github.list(`~/environments/${name}/secrets`, []);
    const outcome = await check("actions-secret.age-below-90d");
    expect(outcome).toMatchObject(unknown("no_data"));
    expect(outcome.reading.detail).toBe("31 environments");
  });

  test.each([
    [2, 0.1, fail],
    [0.9, 0.1, pass],
  ])("staging %d days old is judged by the head's age", async (age, head, verdict) => {
    const sha = "1".repeat(40);
    github.list("~/deployments", [{ id: 1, sha }]);
    github.object(`~/commits/${sha}`, { commit: { committer: { date: daysAgo(age) } } });
    github.object("~/branches/main", {
      commit: { sha: HEAD, commit: { committer: { date: daysAgo(head) } } },
    });
    expect(await check("deployments.staging-recent-success")).toMatchObject(verdict);
  });
});

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

describe("a pattern of branch names", () => {
  const name = "branches.names-follow-convention";

  test("that is none is shown as such", async () => {
    const outcome = await check(name, { branchPattern: "(" });
    expect(outcome).toMatchObject(unknown("query_refused"));
    expect(outcome.reading.detail).toContain("branchPattern: Invalid regular expression");
  });

  test("that never comes to an end is ended", async () => {
    github.list("~/branches", [{ name: `${"a".repeat(60)}!` }]);
    const outcome = await check(name, { branchPattern: "^(a+)+$" });
    expect(outcome).toMatchObject(unknown("query_refused"));
    expect(outcome.reading.detail).toContain("timed out");
  });
});
