import { uuidv7 } from "uuidv7";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { DEAD_LETTERS } from "#lib/platform/jobs/dead-letters.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { getWork } from "./queries.ts";
import { replayJobs } from "./replay-jobs.ts";

const QUEUE = "run_integration";
let boss: PgBoss;

beforeAll(async () => {
  boss = new PgBoss({
    ...{ connectionString: process.env.DATABASE_URL, schema: "pgboss", max: 2 },
    ...{ migrate: false, createSchema: false, supervise: false, schedule: false },
  });
  await boss.start();
  await boss.createQueue(DEAD_LETTERS);
  await boss.createQueue(QUEUE, {
    ...{ policy: "exclusive", retryLimit: 0, deadLetter: DEAD_LETTERS },
  });
});
afterAll(() => boss.stop({ graceful: false }));

async function addIntegration({ organizationId, projectId, owner }: TestProject): Promise<string> {
  const id = uuidv7();
  await writeClient().integration.create({
    data: {
      ...{ id, organizationId, projectId, provider: "http", name: "Front page", config: {} },
      ...{ createdBy: owner.userId, createdAt: new Date(), failures: 6, failure: "timeout" },
      openUntil: new Date(Date.now() + 60_000),
    },
  });
  return id;
}

/** A run of the integration that has failed for good. */
async function giveUp(id: string): Promise<void> {
  await boss.send(QUEUE, { id }, { singletonKey: id });
  const [run] = await boss.fetch<{ id: string }>(QUEUE);
  if (!run) throw new Error("nothing to give up");
  await boss.fail(QUEUE, run.id, new Error("The database was away."));
}

test("what others have given up leaves room for one's own", async () => {
  const [project, other] = [await createTestProject(), await createTestProject()];
  await giveUp(await addIntegration(project));
  const foreign = { data: { id: await addIntegration(other) } };
  await boss.insert(
    DEAD_LETTERS,
    Array.from({ length: 200 }, () => foreign),
  );
  expect((await getWork(project.admin)).deadLetters).toHaveLength(1);
});

test("an administrator sees integrations in trouble and jobs that were given up, and nobody else's", async () => {
  const project = await createTestProject();
  const id = await addIntegration(project);
  await giveUp(id);

  const work = await getWork(project.admin);
  expect(work.integrations).toMatchObject([
    { id, name: "Front page", failures: 6, failure: "timeout", project: { name: "Payments 결제" } },
  ]);
  expect(work.deadLetters).toMatchObject([
    { job: QUEUE, integration: "Front page", error: "The database was away." },
  ]);
  expect(work.jobs.map(({ name }) => name)).toContain(QUEUE);

  const others = await getWork((await createTestOrganization()).owner);
  expect(others).toMatchObject({ integrations: [], deadLetters: [] });
  await expect(getWork(project.member)).rejects.toMatchObject({ code: "forbidden" });
});

test("a replay puts the job back into its queue, once, and is audited", async () => {
  const project = await createTestProject();
  const id = await addIntegration(project);
  await giveUp(id);
  const [letter] = (await getWork(project.admin)).deadLetters;
  const ids = [letter?.id ?? ""];

  const stranger = (await createTestOrganization()).owner;
  await expect(replayJobs(stranger, { ids })).rejects.toMatchObject({ code: "job_not_found" });
  await expect(replayJobs(project.member, { ids })).rejects.toMatchObject({ code: "forbidden" });

  const both = await Promise.allSettled([
    replayJobs(project.admin, { ids }),
    replayJobs(project.owner, { ids }),
  ]);
  const replayed = both.map((each) => (each.status === "fulfilled" ? each.value.replayed : 0));
  expect(replayed.toSorted()).toEqual([0, 1]);

  const [run] = await boss.fetch<{ id: string }>(QUEUE);
  expect(run?.data).toEqual({ id });
  expect((await getWork(project.admin)).deadLetters).toEqual([]);
  const events = await db.auditEvent.findMany({
    where: { streamId: project.organizationId, action: "job.replayed" },
  });
  expect(events).toHaveLength(1);
});
