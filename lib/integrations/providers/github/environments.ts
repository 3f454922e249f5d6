import { z } from "zod";
import { unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import type { Repository } from "./repository.ts";

const environmentsShape = z
  .looseObject({ environments: z.array(z.looseObject({ name: z.string() })).default([]) })
  .transform(({ environments }) => environments.map(({ name }) => name));

/** The names of the repository's environments. Throws ProviderError. */
export const readEnvironments = async (repository: Repository): Promise<string[]> =>
  (await repository.list("/environments?per_page=100", environmentsShape)).items;

/**
 * Unknown where there is no environment of that name; null where there is one. GitHub answers 404 both
 * for what is not there and for what we may not see, so the list decides.
 */
export async function missingEnvironment(
  repository: Repository,
  name: string,
): Promise<Finding | null> {
  const environments = await readEnvironments(repository);
  const known = environments.some((each) => each.toLowerCase() === name.toLowerCase());
  return known ? null : unknown("not_found", { environments }, `environment ${name}`);
}
