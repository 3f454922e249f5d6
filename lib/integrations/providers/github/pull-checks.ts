import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { isGuess, testRuns } from "./check-runs.ts";
import { repositoryCheck, type Repository } from "./repository.ts";

const userShape = z.looseObject({ login: z.string() }).nullable();
const pullShape = z.looseObject({
  number: z.number(),
  merged_at: z.string().nullable(),
  user: userShape,
  head: z.looseObject({ sha: z.string() }),
});
type Pull = z.infer<typeof pullShape>;
const reviewsShape = z.array(z.looseObject({ state: z.string(), user: userShape }));

// A pull request is 20 kB, and an answer 1 MB at most.
const PER_PAGE = 30;
const PAGES = 4;

async function headTested(repository: Repository, count: number): Promise<Finding> {
  const pulls = await repository.get(`/pulls?state=all&per_page=${count}`, z.array(pullShape));
  if (pulls.length === 0) return unknown("no_data", { pulls: 0 });
  const runs = await Promise.all(pulls.map(({ head }) => testRuns(repository, head.sha)));
  const numbers = (wanted: (index: number) => boolean) =>
    pulls.filter((_pull, index) => wanted(index)).map(({ number }) => `#${number}`);
  const untested = numbers((index) => runs[index]?.length === 0);
  const running = numbers(
    (index) => runs[index]?.some(({ status }) => status !== "completed") ?? false,
  );
  const seen = { pulls: pulls.length, untested, running };
  if (untested.length > 0 && isGuess(repository)) return unknown("not_declared", seen, "testJobs");
  if (untested.length > 0) return judge(false, seen, { pulls: count });
  if (running.length > 0) return unknown("no_data", seen, "in_progress");
  return judge(true, seen, { pulls: count });
}

async function approved(repository: Repository, count: number): Promise<Finding> {
  const query = `state=closed&base=${repository.branch}&sort=updated&direction=desc`;
  const { items } = await repository.list(
    `/pulls?${query}&per_page=${PER_PAGE}`,
    z.array(pullShape),
    PAGES,
  );
  const merged = items
    .filter(({ merged_at }) => merged_at !== null)
    .sort((a, b) => (b.merged_at ?? "").localeCompare(a.merged_at ?? ""))
    .slice(0, count);
  if (merged.length === 0) return unknown("no_data", { merged: 0 });
  const verdicts = await Promise.all(merged.map((pull) => isApproved(repository, pull)));
  const without = merged
    .filter((_pull, index) => !verdicts[index])
    .map(({ number }) => `#${number}`);
  const seen = { merged: merged.length, without_approval: without };
  return judge(without.length === 0, seen, { pulls: count });
}

async function isApproved(repository: Repository, pull: Pull): Promise<boolean> {
  const { items } = await repository.list(
    `/pulls/${pull.number}/reviews?per_page=100`,
    reviewsShape,
  );
  return items.some(
    ({ state, user }) => state === "APPROVED" && user !== null && user.login !== pull.user?.login,
  );
}

const some = (count: number) =>
  z.strictObject({ newestPulls: z.int().min(1).max(PER_PAGE).default(count) });

export const pullChecks = {
  "pulls.head-tested": repositoryCheck({
    settings: some(10),
    needs: ["pull_requests", "checks"],
    run: (repository, { newestPulls: count }) => headTested(repository, count),
  }),
  "pulls.merged-with-approval": repositoryCheck({
    settings: some(20),
    needs: ["pull_requests"],
    run: (repository, { newestPulls: count }) => approved(repository, count),
  }),
};
