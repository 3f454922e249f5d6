import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { readBranch } from "./branch-rules.ts";
import { readAs, refusalAt } from "./client.ts";
import { repositoryCheck, type Repository } from "./repository.ts";
import { noSettings } from "./settings.ts";

const workflowShape = z.looseObject({ state: z.string() });
const workflowsShape = z
  .looseObject({ workflows: z.array(z.looseObject({ path: z.string() })) })
  .transform(({ workflows }) => workflows.map(({ path }) => path));
/** A pull request from a fork runs under the name of the fork's branch, which may be that of ours. */
const isOfFork = (run: {
  event: string;
  repository: { id: number };
  head_repository: { id: number } | null;
}): boolean =>
  run.event.startsWith("pull_request") && run.head_repository?.id !== run.repository.id;

const runsShape = z
  .looseObject({
    workflow_runs: z.array(
      z.looseObject({
        id: z.number(),
        head_sha: z.string(),
        status: z.string().nullable(),
        conclusion: z.string().nullable(),
        html_url: z.string(),
        event: z.string(),
        repository: z.looseObject({ id: z.number() }),
        head_repository: z.looseObject({ id: z.number() }).nullable(),
      }),
    ),
  })
  .transform(({ workflow_runs: runs }) => runs.filter((run) => !isOfFork(run)));
type Run = z.infer<typeof runsShape>[number];
const artifactsShape = z
  .looseObject({ artifacts: z.array(z.looseObject({ name: z.string(), expired: z.boolean() })) })
  .transform(({ artifacts }) => artifacts);

// More than one, as some may be of forks.
const SOME = 10;

const pathOf = (repository: Repository): string =>
  `/actions/workflows/${encodeURIComponent(repository.github.config.workflow)}`;

/** The list tells what is not there from what we may not see. Null where the workflow is there. */
async function missingWorkflow(repository: Repository): Promise<Finding | null> {
  const { workflow } = repository.github.config;
  const answer = await repository.ask(pathOf(repository));
  const refusal = refusalAt(answer);
  if (!refusal) return null;
  if (answer.status !== 404) throw refusal;
  const { items } = await repository.list("/actions/workflows?per_page=100", workflowsShape);
  const seen = { workflow, workflows: items };
  return items.length === 0 ? judge(false, seen) : unknown("not_found", seen, workflow);
}

async function active(repository: Repository): Promise<Finding> {
  const missing = await missingWorkflow(repository);
  if (missing) return missing;
  const { state } = readAs(await repository.ask(pathOf(repository)), workflowShape);
  const { workflow } = repository.github.config;
  return judge(state === "active", { workflow, state }, { state: "active" });
}

/** The newest finished run on the default branch, or why there is none. */
async function newestRun(repository: Repository): Promise<{ run: Run } | { none: Finding }> {
  const missing = await missingWorkflow(repository);
  if (missing) return { none: missing };
  const path = `${pathOf(repository)}/runs?branch=${repository.branch}&status=completed&per_page=${SOME}`;
  const [run] = await repository.get(path, runsShape);
  return run ? { run } : { none: unknown("no_data", { runs: 0 }) };
}

async function green(repository: Repository): Promise<Finding> {
  const newest = await newestRun(repository);
  if ("none" in newest) return newest.none;
  const { run } = newest;
  const { sha } = (await readBranch(repository)).commit;
  const seen = { conclusion: run.conclusion, head_sha: run.head_sha, branch_head: sha };
  if (run.head_sha !== sha && (await isRunning(repository, sha))) {
    return unknown("no_data", seen, "in_progress");
  }
  const passes = run.conclusion === "success" && run.head_sha === sha;
  return judge(passes, { ...seen, run: run.html_url }, { conclusion: "success" });
}

/** Whether the head of the branch is being tested just now: neither green nor red. */
async function isRunning(repository: Repository, sha: string): Promise<boolean> {
  const path = `${pathOf(repository)}/runs?branch=${repository.branch}&head_sha=${sha}&per_page=${SOME}`;
  const [run] = await repository.get(path, runsShape);
  return run !== undefined && run.status !== "completed";
}

async function coverage(repository: Repository, word: string): Promise<Finding> {
  const newest = await newestRun(repository);
  if ("none" in newest) return newest.none;
  const { run } = newest;
  const { items } = await repository.list(
    `/actions/runs/${run.id}/artifacts?per_page=100`,
    artifactsShape,
  );
  const passes = items.some(
    ({ name, expired }) => name.toLowerCase().includes(word.toLowerCase()) && !expired,
  );
  const names = items.map(({ name, expired }) => (expired ? `${name} (expired)` : name));
  return judge(passes, { run: run.html_url, artifacts: names.slice(0, 50) }, { contains: word });
}

export const workflowChecks = {
  "workflow.ci-active": repositoryCheck({ settings: noSettings, needs: ["actions"], run: active }),
  "actions.default-branch-green": repositoryCheck({
    settings: noSettings,
    needs: ["actions", "contents"],
    run: green,
  }),
  "artifact.coverage-uploaded": repositoryCheck({
    settings: z.strictObject({
      artifactWord: z.string().trim().min(1).max(255).default("coverage"),
    }),
    needs: ["actions"],
    run: (repository, { artifactWord }) => coverage(repository, artifactWord),
  }),
};
