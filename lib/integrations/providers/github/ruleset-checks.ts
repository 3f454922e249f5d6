import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import { repositoryCheck, type Repository } from "./repository.ts";

const summaryShape = z.looseObject({
  id: z.number(),
  target: z.string().optional(),
  enforcement: z.string(),
});
const rulesetShape = z.looseObject({
  name: z.string(),
  conditions: z
    .looseObject({
      ref_name: z
        .looseObject({
          include: z.array(z.string()).default([]),
          exclude: z.array(z.string()).default([]),
        })
        .optional(),
    })
    .nullish(),
});
const MOST_RULESETS = 50;
const ALL = ["~ALL", "refs/heads/**", "refs/heads/**/*"];

/** Whether the ruleset covers all branches below `pattern`; null where it does not show its branches. */
function covers({ conditions }: z.infer<typeof rulesetShape>, pattern: string): boolean | null {
  const names = conditions?.ref_name;
  if (!names) return null;
  const folder = pattern.replace(/\*.*$/, "");
  const included = [...ALL, pattern, `${folder}**`, `${folder}**/*`];
  return (
    names.include.some((each) => included.includes(each)) &&
    !names.exclude.some((each) => ALL.includes(each) || each.startsWith(folder))
  );
}

async function covering(repository: Repository, pattern: string) {
  const { items } = await repository.list(
    "/rulesets?includes_parents=true&per_page=100",
    z.array(summaryShape),
  );
  const active = items
    .filter(({ target, enforcement }) => target === "branch" && enforcement === "active")
    .slice(0, MOST_RULESETS);
  const sets = await Promise.all(
    active.map(({ id }) => repository.get(`/rulesets/${id}`, rulesetShape)),
  );
  const verdicts = sets.map((set) => covers(set, pattern));
  const seen = {
    active_rulesets: active.length,
    covering: sets.filter((_set, index) => verdicts[index]).map(({ name }) => name),
  };
  if (seen.covering.length === 0 && verdicts.includes(null)) {
    return unknown("no_permission", seen, "conditions");
  }
  return judge(seen.covering.length > 0, seen, { pattern });
}

const covered = (pattern: string) =>
  repositoryCheck({
    settings: z.strictObject({ refPattern: z.string().trim().min(1).max(255).default(pattern) }),
    needs: [],
    run: (repository, settings) => covering(repository, settings.refPattern),
  });

export const rulesetChecks = {
  "ruleset.hotfix-branches-covered": covered("refs/heads/hotfix/**"),
  "ruleset.release-branches-covered": covered("refs/heads/release/**"),
};
