import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Facts, Finding } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import { refusalAt, readAs } from "./client.ts";
import { orRefusal, type Repository } from "./repository.ts";

const ruleShape = z.looseObject({
  type: z.string(),
  ruleset_id: z.number().optional(),
  parameters: z
    .looseObject({
      required_approving_review_count: z.number().optional(),
      required_status_checks: z.array(z.looseObject({ context: z.string() })).optional(),
    })
    .optional(),
});
type Rule = z.infer<typeof ruleShape>;

const switchShape = z.looseObject({ enabled: z.boolean() }).optional();
const protectionShape = z.looseObject({
  enforce_admins: switchShape,
  allow_force_pushes: switchShape,
  required_pull_request_reviews: z
    .looseObject({ required_approving_review_count: z.number().optional() })
    .optional(),
  required_status_checks: z
    .looseObject({
      contexts: z.array(z.string()).default([]),
      checks: z.array(z.looseObject({ context: z.string() })).default([]),
    })
    .nullish(),
});
type Protection = z.infer<typeof protectionShape>;

const branchShape = z.looseObject({
  protected: z.boolean(),
  commit: z.looseObject({
    sha: z.string(),
    commit: z.looseObject({
      committer: z.looseObject({ date: z.string().optional() }).nullable(),
    }),
  }),
});

/** The default branch and the commit that it is at. Throws ProviderError. */
export const readBranch = (repository: Repository) =>
  repository.get(`/branches/${repository.branch}`, branchShape);

/** What holds on the default branch: the rules of rulesets, and the classic protection if any. */
export type BranchRules = {
  rules: Rule[] | ProviderError;
  classic: Protection | null | ProviderError;
};

/** Reads both; each may be kept from us. */
export async function readBranchRules(repository: Repository): Promise<BranchRules> {
  return {
    rules: await orRefusal(readRules(repository)),
    classic: await orRefusal(readClassic(repository)),
  };
}

export const readRules = async (repository: Repository): Promise<Rule[]> =>
  (await repository.list(`/rules/branches/${repository.branch}?per_page=100`, z.array(ruleShape)))
    .items;

/** Classic protection shows itself to administrators only; that there is none, to all. */
async function readClassic(repository: Repository): Promise<Protection | null> {
  const answer = await repository.ask(`/branches/${repository.branch}/protection`);
  if (answer.status === 404 && answer.text.includes("Branch not protected")) return null;
  if (refusalAt(answer) && !(await readBranch(repository)).protected) return null;
  return readAs(answer, protectionShape);
}

/** Passes where either says yes. Where neither does and one could not be read, nothing is known. */
export function eitherSays(
  { rules, classic }: BranchRules,
  byRules: (rules: Rule[]) => boolean,
  byClassic: (protection: Protection) => boolean,
  limit?: Facts,
): Finding {
  const seen: Facts = {
    rules: rules instanceof ProviderError ? rules.reason : typesOf(rules),
    classic_protection: classic instanceof ProviderError ? classic.reason : classic !== null,
  };
  const yes =
    (!(rules instanceof ProviderError) && byRules(rules)) ||
    (classic !== null && !(classic instanceof ProviderError) && byClassic(classic));
  if (yes) return judge(true, seen, limit);
  const refusal = [rules, classic].find((each) => each instanceof ProviderError);
  return refusal
    ? unknown(refusal.reason, seen, refusal.detail ?? undefined)
    : judge(false, seen, limit);
}

const typesOf = (rules: Rule[]): string[] => [...new Set(rules.map(({ type }) => type))].sort();

/** The names of the checks that must be green before a merge, as far as they can be read. */
export function requiredChecks({ rules, classic }: BranchRules): string[] {
  const fromRules = rules instanceof ProviderError ? [] : rules.flatMap(contextsOf);
  const protection = classic instanceof ProviderError ? null : classic;
  const fromClassic = protection?.required_status_checks;
  return [
    ...new Set([
      ...fromRules,
      ...(fromClassic?.contexts ?? []),
      ...(fromClassic?.checks ?? []).map(({ context }) => context),
    ]),
  ];
}

const contextsOf = ({ type, parameters }: Rule): string[] =>
  type === "required_status_checks"
    ? (parameters?.required_status_checks ?? []).map(({ context }) => context)
    : [];
