import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import {
  eitherSays,
  readBranch,
  readBranchRules,
  readRules,
  requiredChecks,
} from "./branch-rules.ts";
import { orRefusal, repositoryCheck, type Repository } from "./repository.ts";
import { noSettings } from "./settings.ts";

const rulesetShape = z.looseObject({
  // Shown only to those who may write the ruleset.
  bypass_actors: z.array(z.unknown()).optional(),
});

async function enabled(repository: Repository): Promise<Finding> {
  const branch = await readBranch(repository);
  const seen = { branch: repository.about.default_branch, protected: branch.protected };
  if (branch.protected) return judge(true, seen);
  const rules = await readRules(repository);
  return judge(rules.length > 0, { ...seen, rules: rules.length });
}

async function adminsEnforced(repository: Repository): Promise<Finding> {
  const both = await readBranchRules(repository);
  const { rules, classic } = both;
  const classicSays = eitherSays(
    both,
    () => false,
    (each) => each.enforce_admins?.enabled ?? false,
  );
  if (classicSays.verdict === "pass" || rules instanceof ProviderError) return classicSays;
  const ids = [...new Set(rules.flatMap((rule) => rule.ruleset_id ?? []))];
  if (ids.length === 0) return classicSays;
  const sets = await Promise.all(
    ids.map((id) => orRefusal(repository.get(`/rulesets/${id}`, rulesetShape))),
  );
  const seen = {
    enforce_admins: classic instanceof ProviderError ? classic.reason : false,
    rulesets: ids.length,
    with_bypass: sets.filter((set) => "bypass_actors" in set && set.bypass_actors?.length).length,
    hidden: sets.filter((set) => !("bypass_actors" in set)).length,
  };
  if (seen.with_bypass === 0 && seen.hidden === 0) return judge(true, seen);
  if (classicSays.verdict === "unknown") return { ...classicSays, seen };
  return seen.with_bypass > 0
    ? judge(false, seen)
    : unknown("no_permission", seen, "bypass_actors");
}

const approvals = z.strictObject({ leastApprovals: z.int().min(1).max(10).default(1) });

export const protectionChecks = {
  "branch-protection.enabled": repositoryCheck({
    settings: noSettings,
    needs: ["contents"],
    run: enabled,
  }),
  "branch-protection.pull-request-required": repositoryCheck({
    settings: noSettings,
    needs: ["protection"],
    run: async (repository) =>
      eitherSays(
        await readBranchRules(repository),
        (rules) => rules.some(({ type }) => type === "pull_request"),
        (classic) => classic.required_pull_request_reviews !== undefined,
      ),
  }),
  "branch-protection.approvals-required": repositoryCheck({
    settings: approvals,
    needs: ["protection"],
    run: async (repository, { leastApprovals: least }) =>
      eitherSays(
        await readBranchRules(repository),
        (rules) =>
          rules.some(
            ({ type, parameters }) =>
              type === "pull_request" &&
              (parameters?.required_approving_review_count ?? 0) >= least,
          ),
        ({ required_pull_request_reviews: reviews }) =>
          (reviews?.required_approving_review_count ?? 0) >= least,
        { required_approving_review_count: least },
      ),
  }),
  "branch-protection.force-push-blocked": repositoryCheck({
    settings: noSettings,
    needs: ["protection"],
    run: async (repository) =>
      eitherSays(
        await readBranchRules(repository),
        (rules) => rules.some(({ type }) => type === "non_fast_forward"),
        (classic) => classic.allow_force_pushes?.enabled === false,
      ),
  }),
  "branch-protection.status-checks-required": repositoryCheck({
    settings: noSettings,
    needs: ["protection"],
    run: async (repository) => {
      const both = await readBranchRules(repository);
      const required = requiredChecks(both);
      const finding = eitherSays(
        both,
        () => required.length > 0,
        () => required.length > 0,
      );
      return { ...finding, seen: { ...finding.seen, required } };
    },
  }),
  "branch-protection.admins-enforced": repositoryCheck({
    settings: noSettings,
    needs: ["protection"],
    run: adminsEnforced,
  }),
};
