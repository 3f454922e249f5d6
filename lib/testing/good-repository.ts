// A repository at the recorded GitHub in which every check passes.
import { OWNER, type RecordedGitHub, REPO, startGitHub } from "./recorded-github.ts";

export const HEAD = "6dcb09b5b57875f334f61aebed695e2e4193db5e";
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString();

const SECRET = { name: "ANTHROPIC_API_KEY", created_at: daysAgo(200), updated_at: daysAgo(10) };
const REQUIRED = ["test", "lint", "typecheck", "coverage"];

/** What the form holds; `admins` and the like are settings of single checks. */
export const configOf = (github: RecordedGitHub) => ({
  ...{ apiUrl: github.apiUrl, owner: OWNER, repo: REPO },
  testJobs: ["test"],
});

/** A GitHub that has the good repository, if need be under a path. */
export async function startGoodRepository(prefix?: string): Promise<RecordedGitHub> {
  const github = await startGitHub(prefix);
  fillGoodRepository(github);
  return github;
}

/** Answers of a repository in which each check of GitHub passes. */
function fillGoodRepository(github: RecordedGitHub): void {
  fillRepository(github);
  fillBranches(github);
  fillActions(github);
  fillEnvironments(github);
  fillSecurity(github);
  fillReleases(github);
  fillPeople(github);
}

function fillRepository({ object, answer }: RecordedGitHub): void {
  const on = { status: "enabled" };
  object(
    "~",
    {
      ...{ full_name: `${OWNER}/${REPO}`, name: REPO, default_branch: "main", private: true },
      owner: { login: OWNER, type: "Organization" },
      permissions: { admin: true, push: true, pull: true },
      delete_branch_on_merge: true,
      security_and_analysis: { secret_scanning: on, secret_scanning_push_protection: on },
    },
    { "x-oauth-scopes": "repo, read:org" },
  );
  answer("~/vulnerability-alerts", { status: 204 });
}

function fillBranches({ object, list }: RecordedGitHub): void {
  object("~/branches/main", {
    ...{ name: "main", protected: true },
    commit: { sha: HEAD, commit: { committer: { date: daysAgo(0.1) } } },
  });
  object("~/branches/main/protection", {
    enforce_admins: { enabled: true },
    allow_force_pushes: { enabled: false },
    required_pull_request_reviews: { required_approving_review_count: 1 },
    required_status_checks: {
      contexts: REQUIRED,
      checks: REQUIRED.map((context) => ({ context, app_id: null })),
    },
  });
  list("~/rules/branches/main", []);
  list("~/rulesets", [{ id: 42, target: "branch", enforcement: "active" }]);
  object("~/rulesets/42", {
    conditions: {
      ref_name: { include: ["refs/heads/hotfix/**", "refs/heads/release/**"], exclude: [] },
    },
  });
  list("~/branches", [{ name: "main" }, { name: "feature/login" }]);
}

function fillActions({ object, list }: RecordedGitHub): void {
  list("~/actions/workflows", [{ path: ".github/workflows/ci.yml" }]);
  object("~/actions/workflows/ci.yml", { state: "active" });
  const done = { status: "completed", conclusion: "success" };
  list("~/actions/workflows/ci.yml/runs", [{ id: 30, head_sha: HEAD, ...done }]);
  list("~/actions/runs/30/artifacts", [{ name: "coverage-report", expired: false }]);
  list("~/deployments", [{ id: 1, sha: HEAD, created_at: daysAgo(0.05) }]);
  list("~/deployments/1/statuses", [{ state: "success", created_at: daysAgo(0.04) }]);
  object(`~/commits/${HEAD}`, { sha: HEAD, commit: { committer: { date: daysAgo(0.1) } } });
  for (const ref of [HEAD, "main"]) {
    list(`~/commits/${ref}/check-runs`, [{ name: "test", ...done, completed_at: daysAgo(0.08) }]);
  }
}

function fillEnvironments({ object, list }: RecordedGitHub): void {
  list("~/environments", [{ name: "production" }, { name: "staging" }]);
  object("~/environments/production", { name: "production" });
  for (const name of ["production", "staging"]) {
    list(`~/environments/${name}/secrets`, [SECRET]);
    list(`~/environments/${name}/variables`, [{ name: "LOG_LEVEL" }]);
  }
  list("~/actions/secrets", [SECRET]);
  list("~/actions/organization-secrets", []);
}

function fillSecurity({ list }: RecordedGitHub): void {
  list("~/secret-scanning/alerts", []);
  list("~/code-scanning/alerts", []);
  list("~/dependabot/alerts", []);
  list("~/code-scanning/analyses", [{ created_at: daysAgo(1), error: "" }]);
}

function fillReleases({ object, list }: RecordedGitHub): void {
  const body = "## What's Changed\n### Breaking changes\n* The old API is gone";
  const releases = ["v2.0.0", "v1.1.0"].map((tag_name, index) => ({
    ...{ tag_name, name: tag_name, body, published_at: daysAgo(5 + index * 20) },
  }));
  list("~/releases", releases);
  object("~/releases/latest", releases[0]);
  list("~/tags", [
    { name: "v2.0.0", commit: { sha: HEAD } },
    { name: "v1.1.0", commit: { sha: "c5b97d5ae6c19d5c5df71a34c7fbeeda2479ccbc" } },
  ]);
}

function fillPeople({ object, list }: RecordedGitHub): void {
  object("/user", { login: "mona" });
  object(`/orgs/${OWNER}`, { login: OWNER, two_factor_requirement_enabled: true });
  list(`/orgs/${OWNER}/members`, []);
  list("~/collaborators", [{ login: "mona" }]);
  list("~/pulls", [
    { number: 7, user: { login: "hubot" }, head: { sha: HEAD }, merged_at: daysAgo(1) },
  ]);
  list("~/pulls/7/reviews", [{ state: "APPROVED", user: { login: "mona" } }]);
  const closed = { state: "closed", closed_at: daysAgo(3), updated_at: daysAgo(3) };
  list("~/issues", [{ number: 1, ...closed, pull_request: undefined }]);
}
