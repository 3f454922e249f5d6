import { runInNewContext } from "node:vm";
import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import { repositoryCheck, type Repository } from "./repository.ts";
import { noSettings } from "./settings.ts";

const namesShape = z
  .array(z.looseObject({ name: z.string() }))
  .transform((branches) => branches.map(({ name }) => name));

const CONVENTION = "^(main|develop|(feature|fix|hotfix|release|chore|dependabot|renovate)/.+)$";
const LONGEST_MATCHING_MS = 200;

/** The names that `pattern` does not match. A pattern that never comes to an end is ended. */
function strangers(names: string[], pattern: string): string[] {
  const code =
    "(() => { const p = new RegExp(pattern, 'u'); return names.map((n) => p.test(n)); })()";
  try {
    const options = { timeout: LONGEST_MATCHING_MS };
    const matches = runInNewContext(code, { names, pattern }, options) as boolean[];
    return names.filter((_name, index) => !matches[index]);
  } catch (cause) {
    throw new ProviderError("query_refused", `branchPattern: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function namesFollow(repository: Repository, pattern: string): Promise<Finding> {
  const { items, whole } = await repository.list("/branches?per_page=100", namesShape);
  const others = strangers(items, pattern);
  const seen = { branches: items.length, others: others.slice(0, 50) };
  if (others.length === 0 && !whole) return unknown("no_data", seen);
  return judge(others.length === 0, seen, { pattern });
}

async function deleteOnMerge({ about }: Repository): Promise<Finding> {
  const { delete_branch_on_merge: deletes } = about;
  if (deletes === undefined) return unknown("no_permission", {}, "delete_branch_on_merge");
  return judge(deletes, { delete_branch_on_merge: deletes });
}

export const branchNameChecks = {
  "branches.names-follow-convention": repositoryCheck({
    settings: z.strictObject({
      branchPattern: z.string().trim().min(1).max(500).default(CONVENTION),
    }),
    needs: ["contents"],
    run: (repository, { branchPattern }) => namesFollow(repository, branchPattern),
  }),
  "repo.delete-branch-on-merge": repositoryCheck({
    settings: noSettings,
    needs: ["contents_write"],
    run: deleteOnMerge,
  }),
};
