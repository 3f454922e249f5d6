import { z } from "zod";
import type { Answer } from "../../reader.ts";
import { ProviderError } from "../../provider-error.ts";
import type { Check, Finding } from "../../provider.ts";
import { type GitHub, type Listing, readAs } from "./client.ts";
import type { GitHubPermission } from "./settings.ts";

const switchShape = z.looseObject({ status: z.string().optional() }).optional();
const aboutShape = z.looseObject({
  full_name: z.string(),
  default_branch: z.string(),
  private: z.boolean(),
  has_issues: z.boolean().optional(),
  owner: z.looseObject({ login: z.string(), type: z.string() }),
  permissions: z.looseObject({ admin: z.boolean().optional() }).optional(),
  delete_branch_on_merge: z.boolean().optional(),
  security_and_analysis: z
    .looseObject({ secret_scanning: switchShape, secret_scanning_push_protection: switchShape })
    .nullish(),
});

/** The repository for one run; its paths begin after `/repos/{owner}/{repo}`. */
export type Repository = {
  github: GitHub;
  about: z.infer<typeof aboutShape>;
  /** The default branch as it is now, ready for a path. */
  branch: string;
  /** What it is called now, where that is not what the configuration says. */
  renamedTo: string | null;
  /** The scopes of a classic token; null for all others. */
  scopes: string[] | null;
  ask: (path: string) => Promise<Answer>;
  get: <T>(path: string, shape: z.ZodType<T>) => Promise<T>;
  list: <T>(path: string, shape: z.ZodType<T[]>, pages?: number) => Promise<Listing<T>>;
};

/**
 * Reads the repository, and under its new name where it was renamed or moved on the same host. Throws
 * ProviderError; `not_found` where it is gone or hidden from us.
 */
export async function readRepository(github: GitHub): Promise<Repository> {
  const { owner, repo } = github.config;
  let answer = await github.ask(`/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`);
  if ([301, 302, 307, 308].includes(answer.status)) {
    const path = github.pathOf(answer.headers.get("location") ?? "");
    if (!/^\/repositories\/\d+$/.test(path)) throw new ProviderError("refused", "moved");
    answer = await github.ask(path);
  }
  if (answer.status === 404) throw new ProviderError("not_found", `${owner}/${repo}`);
  const about = readAs(answer, aboutShape);
  const root = `/repos/${about.full_name.split("/").map(encodeURIComponent).join("/")}`;
  const same = about.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  const scopes = answer.headers.get("x-oauth-scopes");
  return {
    github,
    about,
    branch: encodeURIComponent(about.default_branch),
    renamedTo: same ? null : about.full_name,
    scopes: scopes === null ? null : scopes.split(",").map((scope) => scope.trim()),
    ask: (path) => github.ask(`${root}${path}`),
    get: (path, shape) => github.get(`${root}${path}`, shape),
    list: (path, shape, pages) => github.list(`${root}${path}`, shape, pages),
  };
}

/** A check of the repository. Where it was renamed, what was seen says so. */
export function repositoryCheck<Settings extends z.ZodObject>(check: {
  settings: Settings;
  needs: readonly GitHubPermission[];
  run: (repository: Repository, settings: z.infer<Settings>) => Promise<Finding>;
}): Check<GitHub> {
  const run = async (github: GitHub, settings: z.infer<Settings>): Promise<Finding> => {
    const repository = await readRepository(github);
    const finding = await check.run(repository, settings);
    const { renamedTo } = repository;
    return renamedTo ? { ...finding, seen: { ...finding.seen, renamed_to: renamedTo } } : finding;
  };
  return { ...check, run };
}

/** What `work` returns, or why GitHub does not let us; any other failure is thrown. */
export async function orRefusal<T>(work: Promise<T>): Promise<T | ProviderError> {
  try {
    return await work;
  } catch (error) {
    const refused =
      error instanceof ProviderError &&
      ["no_permission", "plan_limit", "no_data", "not_found"].includes(error.reason);
    if (refused) return error;
    throw error;
  }
}

/** Days from `at` (ISO 8601) to now, by GitHub's clock. */
export const daysSince = ({ github }: Repository, at: string | Date): number =>
  (github.reader.now().getTime() - new Date(at).getTime()) / 86_400_000;
