import { z } from "zod";
import { jobsAmong } from "./job-names.ts";
import type { Repository } from "./repository.ts";

const checkRunsShape = z
  .looseObject({
    check_runs: z.array(
      z.looseObject({
        name: z.string(),
        status: z.string(),
        conclusion: z.string().nullable(),
        completed_at: z.string().nullable(),
      }),
    ),
  })
  .transform(({ check_runs }) => check_runs);
export type CheckRun = z.infer<typeof checkRunsShape>[number];

const USUAL = /\b(tests?|unit|vitest|jest|e2e)\b/i;

/**
 * The runs of the test jobs on a commit: the newest of each, or all that there ever were. Throws
 * ProviderError.
 */
export async function testRuns(
  repository: Repository,
  sha: string,
  filter: "latest" | "all" = "latest",
): Promise<CheckRun[]> {
  const { items } = await repository.list(
    `/commits/${encodeURIComponent(sha)}/check-runs?filter=${filter}&per_page=50`,
    checkRunsShape,
  );
  return jobsAmong(items, repository.github.config.testJobs, USUAL);
}

/** What a check answers that fails although nobody has said which jobs run the tests. */
export const isGuess = ({ github }: Repository): boolean => github.config.testJobs.length === 0;
