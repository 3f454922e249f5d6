import { z } from "zod";
import { unknown } from "../../finding.ts";
import { eitherSays, readBranchRules, requiredChecks } from "./branch-rules.ts";
import { jobsAmong } from "./job-names.ts";
import { repositoryCheck } from "./repository.ts";

/** The jobs are what the project calls them; empty: nobody has said. */
const settings = z.strictObject({
  requiredJobs: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
});

/** That the checks which must be green before a merge include a job, usually called like `usual`. */
const includes = (usual: RegExp) =>
  repositoryCheck({
    settings,
    needs: ["protection"],
    run: async (repository, { requiredJobs: jobs }) => {
      const both = await readBranchRules(repository);
      const required = requiredChecks(both);
      const found = jobsAmong(
        required.map((name) => ({ name })),
        jobs,
        usual,
      ).map((job) => job.name);
      const seen = { required, found };
      const finding = eitherSays(
        both,
        () => found.length > 0,
        () => found.length > 0,
        { jobs },
      );
      // Some check is required, and only the project knows whether it is this one.
      if (finding.verdict === "fail" && jobs.length === 0 && required.length > 0) {
        return unknown("not_declared", seen, "requiredJobs");
      }
      return { ...finding, seen: { ...finding.seen, ...seen } };
    },
  });

export const requiredChecksChecks = {
  "required-checks.include-lint": includes(/\b(es)?lint\b/i),
  "required-checks.include-typecheck": includes(/\b(tsc|type-?checks?|type-?checking|types)\b/i),
  "required-checks.include-coverage": includes(/\b(coverage|codecov|coveralls)\b/i),
};
