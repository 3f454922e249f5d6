import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { configOf, daysAgo, startGoodRepository, HEAD } from "#lib/testing/good-repository.ts";
import { openProvider, type ProviderRun } from "#lib/testing/provider-run.ts";
import { OWNER, type RecordedGitHub } from "#lib/testing/recorded-github.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { github as provider } from "./provider.ts";

beforeAll(() => setUnitEnv());

let github: RecordedGitHub;
beforeEach(async () => {
  github = await startGoodRepository();
});
afterEach(() => github.server.close());

const open = (config: Record<string, unknown> = {}): ProviderRun =>
  openProvider(provider, { ...configOf(github), ...config }, { token: "github_pat_of_the_tests" });

type Case = { settings?: Record<string, unknown>; fails: (github: RecordedGitHub) => void };

const unprotected = ({ answer, object }: RecordedGitHub): void => {
  object("~/branches/main", { protected: false });
  const json = { message: "Branch not protected", documentation_url: "https://docs.github.com" };
  answer("~/branches/main/protection", { status: 404, json });
};
const onlyTestRequired = ({ object }: RecordedGitHub): void =>
  object("~/branches/main/protection", {
    required_status_checks: { contexts: ["test"], checks: [{ context: "test", app_id: null }] },
  });
const ruleset = (include: string[]) => (peer: RecordedGitHub) =>
  peer.object("~/rulesets/42", { conditions: { ref_name: { include, exclude: [] } } });
const alert = (rule: object) => (peer: RecordedGitHub) =>
  peer.list("~/code-scanning/alerts", [{ rule, state: "open" }]);

const CASES: Record<string, Case> = {
  "actions-secret.age-below-90d": {
    fails: (peer) => peer.list("~/environments/staging/secrets", [{ updated_at: daysAgo(91) }]),
  },
  "actions-secret.anthropic-key-present": {
    fails: (peer) => {
      for (const place of ["actions", "environments/production", "environments/staging"]) {
        peer.list(`~/${place}/secrets`, [{ name: "OTHER" }]);
      }
    },
  },
  "actions.default-branch-green": {
    fails: (peer) =>
      peer.list("~/actions/workflows/ci.yml/runs", [
        { head_sha: HEAD, status: "completed", conclusion: "failure" },
      ]),
  },
  "artifact.coverage-uploaded": {
    fails: (peer) =>
      peer.list("~/actions/runs/30/artifacts", [{ name: "coverage-report", expired: true }]),
  },
  "branch-protection.admins-enforced": {
    fails: (peer) =>
      peer.object("~/branches/main/protection", { enforce_admins: { enabled: false } }),
  },
  "branch-protection.approvals-required": {
    fails: (peer) =>
      peer.object("~/branches/main/protection", {
        required_pull_request_reviews: { required_approving_review_count: 0 },
      }),
  },
  "branch-protection.enabled": { fails: unprotected },
  "branch-protection.force-push-blocked": {
    fails: (peer) =>
      peer.object("~/branches/main/protection", { allow_force_pushes: { enabled: true } }),
  },
  "branch-protection.pull-request-required": { fails: unprotected },
  "branch-protection.status-checks-required": { fails: unprotected },
  "branches.names-follow-convention": {
    fails: (peer) => peer.list("~/branches", [{ name: "main" }, { name: "johns-branch" }]),
  },
  "code-scanning.no-high-alerts": { fails: alert({ security_severity_level: "high" }) },
  "code-scanning.no-sqli-alerts": { fails: alert({ tags: ["security", "external/cwe/cwe-089"] }) },
  "code-scanning.no-xss-alerts": { fails: alert({ tags: ["security", "external/cwe/cwe-079"] }) },
  "code-scanning.recent-analysis": {
    fails: (peer) => peer.list("~/code-scanning/analyses", [{ created_at: daysAgo(8), error: "" }]),
  },
  "collaborators.admins-in-allowlist": {
    settings: { admins: ["@Mona"] },
    fails: (peer) => peer.list("~/collaborators", [{ login: "mona" }, { login: "mallory" }]),
  },
  "dependabot.no-high-alerts": { fails: (peer) => peer.list("~/dependabot/alerts", [{}]) },
  "deployments.only-green-commits": {
    fails: (peer) =>
      peer.list(`~/commits/${HEAD}/check-runs`, [
        { name: "test", status: "completed", conclusion: "success", completed_at: daysAgo(0.01) },
      ]),
  },
  "deployments.production-sha-tagged": {
    fails: (peer) => peer.list("~/tags", [{ name: "v1.0.0", commit: { sha: "0".repeat(40) } }]),
  },
  "deployments.staging-recent-success": {
    fails: (peer) => peer.list("~/deployments/1/statuses", [{ state: "failure" }]),
  },
  "environment-secret.key-per-environment": {
    fails: (peer) => peer.list("~/environments/staging/secrets", [{ name: "OTHER" }]),
  },
  "environment.production-reviewers": {
    fails: (peer) => peer.object("~/environments/production", { protection_rules: [] }),
  },
  "environment.production-variables": {
    fails: (peer) => peer.list("~/environments/production/variables", []),
  },
  "environment.staging-variables": {
    fails: (peer) => peer.list("~/environments/staging/variables", []),
  },
  "issues.dr-drill-recent": {
    fails: (peer) => peer.list("~/issues", [{ closed_at: daysAgo(181), pull_request: undefined }]),
  },
  "issues.tech-debt-tracked": {
    fails: (peer) =>
      peer.list("~/issues", [
        { state: "open", updated_at: daysAgo(91), closed_at: null, pull_request: undefined },
      ]),
  },
  "org.two-factor-required": {
    fails: (peer) => peer.object(`/orgs/${OWNER}`, { two_factor_requirement_enabled: false }),
  },
  "pulls.head-tested": {
    fails: (peer) => peer.list(`~/commits/${HEAD}/check-runs`, [{ name: "lint" }]),
  },
  "pulls.merged-with-approval": {
    fails: (peer) =>
      peer.list("~/pulls/7/reviews", [{ state: "APPROVED", user: { login: "hubot" } }]),
  },
  "releases.latest-has-tag": {
    fails: (peer) => peer.object("~/releases/latest", { tag_name: "v9.9.9" }),
  },
  "releases.major-notes-breaking": {
    fails: (peer) =>
      peer.list("~/releases", [
        { tag_name: "v2.0.0", body: "Nothing breaking here" },
        { tag_name: "v1.0.0" },
      ]),
  },
  "releases.notes-present": {
    fails: (peer) => peer.list("~/releases", [{ tag_name: "v2.0.0", body: "By hand" }]),
  },
  "repo.delete-branch-on-merge": {
    fails: (peer) => peer.object("~", { ...theirs, delete_branch_on_merge: false }),
  },
  "repo.scanners-enabled": {
    fails: (peer) =>
      peer.answer("~/vulnerability-alerts", { status: 404, json: { message: "No" } }),
  },
  "required-checks.include-coverage": {
    settings: { requiredJobs: ["coverage"] },
    fails: onlyTestRequired,
  },
  "required-checks.include-lint": { settings: { requiredJobs: ["lint"] }, fails: onlyTestRequired },
  "required-checks.include-typecheck": {
    settings: { requiredJobs: ["typecheck"] },
    fails: onlyTestRequired,
  },
  "ruleset.hotfix-branches-covered": { fails: ruleset(["refs/heads/release/**"]) },
  "ruleset.release-branches-covered": { fails: ruleset(["refs/heads/hotfix/**"]) },
  "secret-scanning.no-open-alerts": {
    fails: (peer) => peer.list("~/secret-scanning/alerts", [{}]),
  },
  "tags.semver-format": { fails: (peer) => peer.list("~/tags", [{ name: "release-7" }]) },
  "workflow.ci-active": {
    fails: (peer) => peer.object("~/actions/workflows/ci.yml", { state: "disabled_manually" }),
  },
};

const theirs = {
  ...{ full_name: `${OWNER}/hello`, default_branch: "main", private: true },
  owner: { login: OWNER, type: "Organization" },
};
const names = Object.keys(CASES);

test("every check is tested", () => {
  expect(names.sort()).toEqual(Object.keys(provider.checks).sort());
});

describe("each check of GitHub", () => {
  test.each(names)("%s passes in a repository that is in order", async (name) => {
    const outcome = await open().check(name, CASES[name]?.settings);
    expect(outcome).toMatchObject({ verdict: "pass", reason: null });
    expect(outcome.reading.requests.length).toBeGreaterThan(0);
  });

  test.each(names)("%s fails where one field says otherwise", async (name) => {
    CASES[name]?.fails(github);
    expect(await open().check(name, CASES[name]?.settings)).toMatchObject({ verdict: "fail" });
  });

  test.each(names)("%s is unknown where GitHub does not let us", async (name) => {
    github.object("~", {
      ...theirs,
      delete_branch_on_merge: undefined,
      security_and_analysis: undefined,
    });
    github.refuseAll();
    const outcome = await open().check(name, CASES[name]?.settings);
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "no_permission" });
  });

  test.each(names)("%s is unknown where GitHub is out of order", async (name) => {
    github.misbehave("~", { status: 500, text: "" });
    const outcome = await open().check(name, CASES[name]?.settings);
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "provider_error" });
  });
});
