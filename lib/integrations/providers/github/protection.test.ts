import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkRepository, fail, notFound, pass, unknown } from "#lib/testing/github-verdicts.ts";
import { startGoodRepository, HEAD } from "#lib/testing/good-repository.ts";
import { OWNER, recordedByGitHub, type RecordedGitHub } from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";

beforeAll(() => setUnitEnv());

let github: RecordedGitHub;
beforeEach(async () => {
  github = await startGoodRepository();
});
afterEach(() => github.server.close());

const check = (name: string, settings = {}, config = {}) =>
  checkRepository(github, name, settings, config);
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
