import type { AccessState } from "../../choices.ts";
import type { TestResult } from "../../provider.ts";
import { z } from "zod";
import type { Answer } from "../../reader.ts";
import { ProviderError } from "../../provider-error.ts";
import { readBranch, readRules } from "./branch-rules.ts";
import { type GitHub, readAs, refusalAt } from "./client.ts";
import { missingEnvironment } from "./environments.ts";
import { organizationShape } from "./people-checks.ts";
import { orRefusal, readRepository, type Repository } from "./repository.ts";
import { type GitHubPermission, githubPermissions } from "./settings.ts";

const userShape = z.looseObject({ login: z.string() });
const appShape = z.looseObject({ slug: z.string() });

/** As an App's installation calls them, where it has another name. */
const APP_NAMES: Partial<Record<GitHubPermission, string>> = {
  code_scanning: "security_events",
  dependabot: "vulnerability_alerts",
  protection: "administration",
  secret_scanning: "secret_scanning_alerts",
};

/** What an App's permission alone does not give: GitHub is asked. */
const ASKED: readonly GitHubPermission[] = ["contents_write", "members", "push"];

/** A harmless question each that is answered to those who have the permission. */
const PROBES: Partial<Record<GitHubPermission, (repository: Repository) => string>> = {
  actions: () => "/actions/workflows?per_page=1",
  checks: ({ branch }) => `/commits/${branch}/check-runs?per_page=1`,
  code_scanning: () => "/code-scanning/alerts?per_page=1",
  contents: () => "/branches?per_page=1",
  dependabot: () => "/dependabot/alerts?per_page=1",
  deployments: () => "/deployments?per_page=1",
  issues: () => "/issues?per_page=1",
  pull_requests: () => "/pulls?per_page=1",
  push: () => "/collaborators?permission=admin&per_page=1",
  secret_scanning: () => "/secret-scanning/alerts?hide_secret=true&per_page=1",
  secrets: () => "/actions/secrets?per_page=1",
};

/** Says who we are to GitHub and what the repository lets us do. Throws ProviderError. */
export async function testGitHub(github: GitHub): Promise<TestResult> {
  github.renew();
  const permissions = await github.appPermissions();
  const account = permissions
    ? `${readAs(await github.askAsApp("/app"), appShape).slug}[bot]`
    : await loginOf(github);
  const repository = await readRepository(github);
  const states = await Promise.all(
    githubPermissions.map(async (name) => {
      const allowed = permissions && (APP_NAMES[name] ?? name) in permissions;
      const granted = allowed && !ASKED.includes(name);
      return [name, granted ? "granted" : await probe(repository, name)] as const;
    }),
  );
  return { account, access: Object.fromEntries(states) };
}

/** Null for a token that belongs to nobody, such as that of a workflow. */
async function loginOf(github: GitHub): Promise<string | null> {
  const answer = await github.ask("/user");
  return answer.status === 403 ? null : readAs(answer, userShape).login;
}

async function probe(repository: Repository, name: GitHubPermission): Promise<AccessState> {
  if (name === "members") return probeMembers(repository);
  if (name === "environments") return probeEnvironments(repository);
  if (name === "administration") return probeAdministration(repository);
  if (name === "protection") return probeProtection(repository);
  if (name === "contents_write") {
    return repository.about.delete_branch_on_merge === undefined ? "missing" : "granted";
  }
  const path = PROBES[name]?.(repository);
  return path ? stateOf(await repository.ask(path)) : "unknown";
}

function stateOf(answer: Answer): AccessState {
  const refusal = refusalAt(answer);
  if (!refusal) return "granted";
  // Who may not see it is not told that there is nothing.
  if (/no analysis found/i.test(answer.text)) return "granted";
  if (refusal.reason === "plan_limit") return "no_plan";
  return refusal.reason === "no_permission" ? "missing" : "unknown";
}

const askForProtection = (repository: Repository) =>
  repository.ask(`/branches/${repository.branch}/protection`);
const isUnprotected = (answer: Answer): boolean => answer.text.includes("Branch not protected");

/** That there is no protection, GitHub tells others than administrators, too. */
async function probeAdministration(repository: Repository): Promise<AccessState> {
  const answer = await askForProtection(repository);
  if (!isUnprotected(answer)) return stateOf(answer);
  return repository.about.permissions?.admin === false ? "unknown" : "granted";
}

/** Rulesets show themselves to all; whether they say enough, the checks will see. */
async function probeProtection(repository: Repository): Promise<AccessState> {
  const answer = await askForProtection(repository);
  const state = isUnprotected(answer) ? "granted" : stateOf(answer);
  if (state !== "missing") return state;
  const branch = await orRefusal(readBranch(repository));
  if (!(branch instanceof ProviderError) && !branch.protected) return "granted";
  const rules = await orRefusal(readRules(repository));
  return rules instanceof ProviderError || rules.length === 0 ? "missing" : "unknown";
}

/** What members do to sign in is shown to owners of the organization only. */
async function probeMembers({ about, github }: Repository): Promise<AccessState> {
  if (about.owner.type !== "Organization") return "unknown";
  const answer = await github.ask(`/orgs/${encodeURIComponent(about.owner.login)}`);
  if (stateOf(answer) !== "granted") return stateOf(answer);
  const { two_factor_requirement_enabled: shown } = readAs(answer, organizationShape);
  return typeof shown === "boolean" ? "granted" : "missing";
}

/** An environment that is not there answers as one that we may not see. */
async function probeEnvironments(repository: Repository): Promise<AccessState> {
  const { production } = repository.github.config;
  const missing = await orRefusal(missingEnvironment(repository, production));
  if (missing) return "unknown";
  const path = `/environments/${encodeURIComponent(production)}/secrets?per_page=1`;
  return stateOf(await repository.ask(path));
}
