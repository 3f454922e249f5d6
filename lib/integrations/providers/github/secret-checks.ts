import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { ProviderError } from "../../provider-error.ts";
import { missingEnvironment, readEnvironments } from "./environments.ts";
import { daysSince, orRefusal, repositoryCheck, type Repository } from "./repository.ts";

const secretsShape = z
  .looseObject({ secrets: z.array(z.looseObject({ name: z.string(), updated_at: z.string() })) })
  .transform(({ secrets }) => secrets);
type Secret = z.infer<typeof secretsShape>[number] & { place: string };

const MOST_ENVIRONMENTS = 30;

const secretName = z.strictObject({
  secretName: z.string().trim().min(1).max(255).default("ANTHROPIC_API_KEY"),
});
const age = z.strictObject({ mostDays: z.int().min(1).max(3_650).default(90) });

async function secretsAt(repository: Repository, place: string, path: string): Promise<Secret[]> {
  const { items } = await repository.list(`${path}?per_page=100`, secretsShape);
  return items.map((secret) => ({ ...secret, place }));
}

const ofEnvironment = (repository: Repository, name: string): Promise<Secret[]> =>
  secretsAt(repository, name, `/environments/${encodeURIComponent(name)}/secrets`);

type Readings = { secrets: Secret[]; refusal: ProviderError | null };

/** All that can be read, and why the rest cannot. */
async function gather(parts: (() => Promise<Secret[]>)[]): Promise<Readings> {
  const all = await Promise.all(parts.map((part) => orRefusal(part())));
  return {
    secrets: all.flatMap((part) => (part instanceof ProviderError ? [] : part)),
    refusal: all.find((part) => part instanceof ProviderError) ?? null,
  };
}

/** Of environments that were not asked nothing is claimed. */
const unread = (count: number): ProviderError | null =>
  count > MOST_ENVIRONMENTS ? new ProviderError("no_data", `${count} environments`) : null;

async function ofRepositoryAndEnvironments(
  repository: Repository,
  more: (() => Promise<Secret[]>)[] = [],
): Promise<Readings> {
  const environments = await orRefusal(readEnvironments(repository));
  const all = environments instanceof ProviderError ? [] : environments;
  const names = all.slice(0, MOST_ENVIRONMENTS);
  const refusal = environments instanceof ProviderError ? environments : unread(all.length);
  const readings = await gather([
    () => secretsAt(repository, "repository", "/actions/secrets"),
    ...more,
    ...names.map((name) => () => ofEnvironment(repository, name)),
  ]);
  return { ...readings, refusal: readings.refusal ?? refusal };
}

async function youngEnough(repository: Repository, days: number): Promise<Finding> {
  const { secrets, refusal } = await ofRepositoryAndEnvironments(repository);
  const old = secrets.filter(({ updated_at }) => daysSince(repository, updated_at) > days);
  const seen = {
    secrets: secrets.length,
    older: old.map(({ place, name }) => `${place}: ${name}`).slice(0, 50),
  };
  if (old.length > 0) return judge(false, seen, { days });
  if (refusal) return unknown(refusal.reason, seen, refusal.detail ?? undefined);
  return secrets.length > 0 ? judge(true, seen, { days }) : unknown("absent", seen);
}

async function present(repository: Repository, name: string): Promise<Finding> {
  const organization =
    repository.about.owner.type === "Organization"
      ? [() => secretsAt(repository, "organization", "/actions/organization-secrets")]
      : [];
  const { secrets, refusal } = await ofRepositoryAndEnvironments(repository, organization);
  const found = secrets.filter((secret) => secret.name === name).map(({ place }) => place);
  const seen = { name, found_in: found };
  if (found.length === 0 && refusal) {
    return unknown(refusal.reason, seen, refusal.detail ?? undefined);
  }
  return judge(found.length > 0, seen, { name });
}

async function inEachEnvironment(repository: Repository, name: string): Promise<Finding> {
  const { production, staging } = repository.github.config;
  const declared = [...new Set([production, staging])];
  for (const environment of declared) {
    const missing = await missingEnvironment(repository, environment);
    if (missing) return missing;
  }
  const { secrets, refusal } = await gather(
    declared.map((environment) => () => ofEnvironment(repository, environment)),
  );
  const found = secrets.filter((secret) => secret.name === name).map(({ place }) => place);
  const seen = { name, found_in: found };
  if (refusal) return unknown(refusal.reason, seen, refusal.detail ?? undefined);
  return judge(found.length === declared.length, seen, { name, environments: declared });
}

export const secretChecks = {
  "actions-secret.age-below-90d": repositoryCheck({
    settings: age,
    needs: ["secrets", "actions", "environments"],
    run: (repository, { mostDays: days }) => youngEnough(repository, days),
  }),
  "actions-secret.anthropic-key-present": repositoryCheck({
    settings: secretName,
    needs: ["secrets"],
    run: (repository, { secretName: name }) => present(repository, name),
  }),
  "environment-secret.key-per-environment": repositoryCheck({
    settings: secretName,
    needs: ["actions", "environments"],
    run: (repository, { secretName: name }) => inEachEnvironment(repository, name),
  }),
};
