import { beforeEach, expect, test } from "vitest";
import { listItems } from "#lib/checklist/queries.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { getProject } from "#lib/projects/queries.ts";
import { foundBy, watchedProject } from "#lib/testing/checks.ts";
import type { TestProject } from "#lib/testing/projects.ts";
import { evaluateProject } from "./evaluate-project.ts";
import { evaluateWithoutWorker } from "./jobs.ts";

const CHECK = "connections.below-80pct";
const CODE = "P2.2.a.1";
const DAY_MS = 86_400_000;

let project: TestProject;
let integrationId: string;

beforeEach(async () => {
  ({ project, integrationId } = await watchedProject("postgres"));
});

const look = () => evaluateWithoutWorker.run(new AbortController().signal);
const verdictInList = async () => {
  const { projectId } = project;
  const filter = { projectId, verdict: "stale" as const, limit: 500 };
  const { items } = (await listItems(project.lead, filter)).parse();
  const { readiness } = await getProject(project.lead, { projectId });
  return { stale: items.map(({ code }) => code), verified: readiness.verified };
};

test("without a worker, a web server finds what nobody reads any more stale, in lists, filters and figures alike", async () => {
  await foundBy(integrationId, CHECK, "pass");
  await evaluateProject(project.projectId);
  expect(await verdictInList()).toEqual({ stale: [], verified: 1 });
  await foundBy(integrationId, CHECK, "pass", { ranAt: new Date(Date.now() - DAY_MS) });
  await writeClient().project.update({
    where: { id: project.projectId },
    data: { evaluatedAt: new Date(Date.now() - DAY_MS) },
  });
  const name = "a-worker:1";
  await writeClient().workerHeartbeat.create({ data: { name, beatAt: new Date() } });
  expect(await look()).toBe(0);
  expect(await verdictInList()).toEqual({ stale: [], verified: 1 });

  await writeClient().workerHeartbeat.delete({ where: { name } });
  await Promise.all([look(), look()]);
  expect(await verdictInList()).toEqual({ stale: [CODE], verified: 0 });
});
