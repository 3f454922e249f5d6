import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkRepository, fail, notFound, pass, unknown } from "#lib/testing/github-verdicts.ts";
import { daysAgo, startGoodRepository, HEAD } from "#lib/testing/good-repository.ts";
import { OWNER, type RecordedGitHub, REFUSED } from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";

beforeAll(() => setUnitEnv());

let github: RecordedGitHub;
beforeEach(async () => {
  github = await startGoodRepository();
});
afterEach(() => github.server.close());

const check = (name: string, settings = {}, config = {}) =>
  checkRepository(github, name, settings, config);

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
