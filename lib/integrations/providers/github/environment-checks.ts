import { z } from "zod";
import { judge } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { missingEnvironment } from "./environments.ts";
import { repositoryCheck, type Repository } from "./repository.ts";
import { noSettings } from "./settings.ts";

const environmentShape = z.looseObject({
  protection_rules: z
    .array(
      z.looseObject({
        type: z.string(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(z.unknown()).optional(),
      }),
    )
    .default([]),
});
const variablesShape = z.looseObject({
  total_count: z.number(),
  variables: z.array(z.looseObject({ name: z.string() })),
});

async function reviewers(repository: Repository): Promise<Finding> {
  const { production } = repository.github.config;
  const missing = await missingEnvironment(repository, production);
  if (missing) return missing;
  const { protection_rules: rules } = await repository.get(
    `/environments/${encodeURIComponent(production)}`,
    environmentShape,
  );
  const rule = rules.find(({ type }) => type === "required_reviewers");
  const count = rule?.reviewers?.length ?? 0;
  return judge(
    count > 0,
    {
      environment: production,
      reviewers: count,
      prevent_self_review: rule?.prevent_self_review ?? false,
    },
    { reviewers: 1 },
  );
}

async function variables(repository: Repository, environment: string): Promise<Finding> {
  const missing = await missingEnvironment(repository, environment);
  if (missing) return missing;
  const { total_count, variables: some } = await repository.get(
    `/environments/${encodeURIComponent(environment)}/variables`,
    variablesShape,
  );
  const seen = { environment, variables: total_count, names: some.map(({ name }) => name) };
  return judge(total_count > 0, seen, { variables: 1 });
}

export const environmentChecks = {
  "environment.production-reviewers": repositoryCheck({
    settings: noSettings,
    needs: ["actions"],
    run: reviewers,
  }),
  "environment.production-variables": repositoryCheck({
    settings: noSettings,
    needs: ["actions", "environments"],
    run: (repository) => variables(repository, repository.github.config.production),
  }),
  "environment.staging-variables": repositoryCheck({
    settings: noSettings,
    needs: ["actions", "environments"],
    run: (repository) => variables(repository, repository.github.config.staging),
  }),
};
