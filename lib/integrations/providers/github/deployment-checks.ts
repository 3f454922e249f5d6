import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { readBranch } from "./branch-rules.ts";
import { type CheckRun, isGuess, testRuns } from "./check-runs.ts";
import { repositoryCheck, type Repository } from "./repository.ts";
import { noSettings } from "./settings.ts";
import { readTags } from "./tags.ts";

const deploymentsShape = z.array(
  z.looseObject({ id: z.number(), sha: z.string(), created_at: z.string() }),
);
type Deployment = z.infer<typeof deploymentsShape>[number];
const statusesShape = z.array(z.looseObject({ state: z.string(), created_at: z.string() }));
const UNDER_WAY = new Set(["pending", "queued", "in_progress", "waiting"]);
const commitShape = z.looseObject({
  commit: z.looseObject({ committer: z.looseObject({ date: z.string().optional() }).nullable() }),
});

const newest = (repository: Repository, environment: string, count: number) =>
  repository.get(
    `/deployments?environment=${encodeURIComponent(environment)}&per_page=${count}`,
    deploymentsShape,
  );

async function onlyGreen(repository: Repository, count: number): Promise<Finding> {
  const environment = repository.github.config.production;
  const deployments = await newest(repository, environment, count);
  if (deployments.length === 0) return unknown("no_data", { environment, deployments: 0 });
  const green = await Promise.all(
    deployments.map((deployment) => wasGreen(repository, deployment)),
  );
  const red = deployments.filter((_deployment, index) => !green[index]).map(({ sha }) => sha);
  const seen = { environment, deployments: deployments.length, not_green: red };
  if (red.length > 0 && isGuess(repository)) return unknown("not_declared", seen, "testJobs");
  return judge(red.length === 0, seen, { deployments: count });
}

/** Whether each test had last succeeded when it was deployed, whatever came of a later run. */
async function wasGreen(repository: Repository, deployment: Deployment): Promise<boolean> {
  const runs = await testRuns(repository, deployment.sha, "all");
  const before = Date.parse(deployment.created_at);
  const last = (tests: CheckRun[]) =>
    tests
      .filter(({ completed_at: at }) => at !== null && Date.parse(at) <= before)
      .toSorted((a, b) => (b.completed_at ?? "").localeCompare(a.completed_at ?? ""))[0];
  const tests = [...Map.groupBy(runs, ({ name }) => name).values()];
  return tests.length > 0 && tests.every((test) => last(test)?.conclusion === "success");
}

async function tagged(repository: Repository): Promise<Finding> {
  const environment = repository.github.config.production;
  const [deployment] = await newest(repository, environment, 1);
  if (!deployment) return unknown("no_data", { environment, deployments: 0 });
  const { items, whole } = await readTags(repository);
  const names = items.filter(({ commit }) => commit.sha === deployment.sha).map(({ name }) => name);
  const seen = { environment, sha: deployment.sha, tags: names };
  if (names.length === 0 && !whole) return unknown("no_data", { ...seen, read: items.length });
  return judge(names.length > 0, seen);
}

async function stagingRecent(repository: Repository, hours: number): Promise<Finding> {
  const environment = repository.github.config.staging;
  const [deployment] = await newest(repository, environment, 1);
  if (!deployment) return unknown("no_data", { environment, deployments: 0 });
  const statuses = await repository.get(
    `/deployments/${deployment.id}/statuses?per_page=100`,
    statusesShape,
  );
  const [last] = statuses.toSorted((a, b) => b.created_at.localeCompare(a.created_at));
  const behind = await hoursBehind(repository, deployment.sha);
  const seen = {
    environment,
    state: last?.state ?? null,
    sha: deployment.sha,
    hours_behind: behind === null ? null : Math.round(behind * 10) / 10,
  };
  if (UNDER_WAY.has(last?.state ?? "")) return unknown("no_data", seen, "in_progress");
  if (last?.state === "success" && behind === null) return unknown("no_data", seen);
  const passes = last?.state === "success" && behind !== null && behind <= hours;
  return judge(passes, seen, { state: "success", hours });
}

/** How much younger the head of the default branch is; null where a commit has no date. */
async function hoursBehind(repository: Repository, sha: string): Promise<number | null> {
  const head = (await readBranch(repository)).commit;
  if (head.sha === sha) return 0;
  const { commit } = await repository.get(`/commits/${encodeURIComponent(sha)}`, commitShape);
  const [theirs, ours] = [head.commit.committer?.date, commit.committer?.date];
  return theirs && ours ? Math.max(Date.parse(theirs) - Date.parse(ours), 0) / 3_600_000 : null;
}

export const deploymentChecks = {
  "deployments.only-green-commits": repositoryCheck({
    settings: z.strictObject({ newestDeployments: z.int().min(1).max(30).default(10) }),
    needs: ["deployments", "checks"],
    run: (repository, { newestDeployments: count }) => onlyGreen(repository, count),
  }),
  "deployments.production-sha-tagged": repositoryCheck({
    settings: noSettings,
    needs: ["deployments", "contents"],
    run: tagged,
  }),
  "deployments.staging-recent-success": repositoryCheck({
    settings: z.strictObject({ mostHours: z.int().min(1).max(8_760).default(24) }),
    needs: ["deployments", "contents"],
    run: (repository, { mostHours: hours }) => stagingRecent(repository, hours),
  }),
};
