import { beforeEach, describe, expect, test } from "vitest";
import { addEvidence } from "#lib/checklist/add-evidence.ts";
import { updateItem } from "#lib/checklist/update-item.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { archiveProject } from "#lib/projects/archive-project.ts";
import { foundBy, itemNow, itemWith, watchedProject } from "#lib/testing/checks.ts";
import { recorded, revisionOf, type TestProject } from "#lib/testing/projects.ts";
import { evaluateProject, projectsToEvaluate } from "./evaluate-project.ts";
import { evaluateProjects } from "./jobs.ts";
import { settleDisagreement } from "./settle-disagreement.ts";

const CHECK = "connections.below-80pct";
const CODE = "P2.2.a.1";
const ATTESTED_CHECK = "archiver.within-rpo";
const ATTESTED_CODE = "P2.3.b.2";
const DAY_MS = 86_400_000;

let project: TestProject;
let integrationId: string;
let place: (code: string) => { projectId: string; itemId: string };

beforeEach(async () => {
  ({ project, integrationId, place } = await watchedProject("postgres"));
});
const claimDone = (code: string) => updateItem(project.engineer, { ...place(code), claim: "done" });
const evaluate = () => evaluateProject(project.projectId);
const notices = (itemId: string) => db.notification.findMany({ where: { itemId } });

describe("putting verdicts together", () => {
  test("is one event of the system's for each item whose verdict changes, and none for the others", async () => {
    await foundBy(integrationId, CHECK, "pass");
    const { result, events } = await recorded(project, evaluate);
    expect(result).toBe(1);
    expect(events).toMatchObject([
      {
        action: "item.judged",
        subject: { type: "item", id: itemWith(project.items, CODE).id },
        actor: { id: null, via: "system" },
        before: { verdict: "not_run", verdictReason: null },
        after: { verdict: "pass", verdictReason: null },
      },
    ]);
    expect(await itemNow(project, CODE)).toMatchObject({
      ...{ verdict: "pass", revision: events[0]?.seq, claim: "todo" },
    });
    expect((await recorded(project, evaluate)).events).toEqual([]);
  });

  test("by several workers at once is one event", async () => {
    await foundBy(integrationId, CHECK, "fail");
    const { result, events } = await recorded(project, () =>
      Promise.all([evaluate(), evaluate(), evaluate()]),
    );
    expect(result.toSorted()).toEqual([0, 0, 1]);
    expect(events).toHaveLength(1);
    expect(await itemNow(project, CODE)).toMatchObject({
      ...{ verdict: "fail", verdictReason: `postgres/${CHECK}` },
    });
  });

  test("leaves an archived project as it is", async () => {
    await foundBy(integrationId, CHECK, "pass");
    await archiveProject(project.owner, { projectId: project.projectId, archived: true });
    const before = await revisionOf(project.projectId);
    expect(await evaluate()).toBe(0);
    expect(await projectsToEvaluate()).not.toContain(project.projectId);
    expect(await revisionOf(project.projectId)).toBe(before);
    expect((await itemNow(project, CODE)).verdict).toBe("not_run");
  });

  test("forgets the verdict of an item whose integration was removed", async () => {
    await foundBy(integrationId, CHECK, "fail");
    await evaluate();
    await writeClient().integration.update({
      where: { id: integrationId },
      data: { removedAt: new Date() },
    });
    await evaluate();
    expect(await itemNow(project, CODE)).toMatchObject({ verdict: "not_run", verdictReason: null });
  });

  test("looks again when something has changed, and not before", async () => {
    await evaluate();
    expect(await projectsToEvaluate()).not.toContain(project.projectId);
    await claimDone(CODE);
    expect(await projectsToEvaluate()).toContain(project.projectId);
    await evaluate();
    expect(await projectsToEvaluate()).not.toContain(project.projectId);
    // As by a worker that dies before it can tell the project.
    await foundBy(integrationId, CHECK, "fail", { ranAt: new Date(Date.now() + 1_000) });
    expect(await projectsToEvaluate()).toContain(project.projectId);
  });

  test("of one project that cannot be judged holds up no other", async () => {
    const broken = await watchedProject("postgres");
    await foundBy(broken.integrationId, CHECK, "pass");
    await foundBy(integrationId, CHECK, "pass");
    await writeClient().project.updateMany({
      where: { id: { in: [broken.project.projectId, project.projectId] } },
      data: { evaluatedAt: new Date(0), evaluatedRevision: -1 },
    });
    // Its chain has no room for the next event.
    await writeClient().$executeRaw`
      UPDATE projects SET revision = revision - 1 WHERE id = ${broken.project.projectId}::uuid`;
    await evaluateProjects.run(new AbortController().signal);
    expect((await itemNow(broken.project, CODE)).verdict).toBe("not_run");
    expect((await itemNow(project, CODE)).verdict).toBe("pass");
  });
});

describe("an item that turns from pass to fail", () => {
  test("is brought to its assignee and the leads, once for each time", async () => {
    const { itemId } = place(CODE);
    await updateItem(project.lead, { ...place(CODE), assigneeId: project.engineer.userId });
    await foundBy(integrationId, CHECK, "pass");
    await evaluate();
    await foundBy(integrationId, CHECK, "fail");
    await Promise.all([evaluate(), evaluate()]);
    const people = (await notices(itemId)).map(({ userId }) => userId).toSorted();
    expect(people).toEqual([project.lead.userId, project.engineer.userId].toSorted());
    await evaluate();
    expect(await notices(itemId)).toHaveLength(2);
    await foundBy(integrationId, CHECK, "pass");
    await evaluate();
    await foundBy(integrationId, CHECK, "fail");
    await evaluate();
    expect(await notices(itemId)).toHaveLength(4);
  });

  test.each([
    ["could not be read", { verdict: "unknown", reason: "no_permission" }, 0],
    ["was not read", { verdict: "pass" }, 16 * 60_000],
  ] as const)("is brought to them also when it %s in between", async (_how, found, age) => {
    const { itemId } = place(CODE);
    await foundBy(integrationId, CHECK, "pass");
    await evaluate();
    const { verdict, ...reason } = found;
    await foundBy(integrationId, CHECK, verdict, {
      ...reason,
      ranAt: new Date(Date.now() - age),
    });
    await evaluate();
    expect((await itemNow(project, CODE)).verdict).toBe(age > 0 ? "stale" : "unknown");
    await foundBy(integrationId, CHECK, "fail");
    await evaluate();
    expect(await notices(itemId)).toHaveLength(1);
    await foundBy(integrationId, CHECK, "unknown", { reason: "no_permission" });
    await evaluate();
    await foundBy(integrationId, CHECK, "fail");
    await evaluate();
    expect(await notices(itemId)).toHaveLength(1);
  });

  test("is told to a lead who has it once, and a first failure to nobody", async () => {
    const { itemId } = place(CODE);
    await updateItem(project.lead, { ...place(CODE), assigneeId: project.lead.userId });
    await foundBy(integrationId, CHECK, "fail");
    await evaluate();
    expect(await notices(itemId)).toEqual([]);
    await foundBy(integrationId, CHECK, "pass");
    await evaluate();
    await foundBy(integrationId, CHECK, "fail");
    await evaluate();
    expect((await notices(itemId)).map(({ userId }) => userId)).toEqual([project.lead.userId]);
  });
});

describe("time", () => {
  test("makes an item stale whose claim has outlived its days, and a renewed claim brings it back", async () => {
    await claimDone(CODE);
    await updateItem(project.engineer, { ...place(CODE), ttlDays: 7 });
    await foundBy(integrationId, CHECK, "pass");
    await evaluate();
    expect((await itemNow(project, CODE)).verdict).toBe("pass");
    await writeClient().item.update({
      where: { id: place(CODE).itemId },
      data: { claimedAt: new Date(Date.now() - 8 * DAY_MS) },
    });
    await evaluate();
    expect(await itemNow(project, CODE)).toMatchObject({
      ...{ verdict: "stale", verdictReason: "claim_expired", claim: "done" },
    });
    await claimDone(CODE);
    await evaluate();
    expect((await itemNow(project, CODE)).verdict).toBe("pass");
  });

  test("makes an item stale that nothing has read for three turns", async () => {
    await foundBy(integrationId, CHECK, "pass", { ranAt: new Date(Date.now() - 16 * 60_000) });
    await evaluate();
    expect(await itemNow(project, CODE)).toMatchObject({
      ...{ verdict: "stale", verdictReason: "not_read" },
    });
  });
});

test("an item that a person has to attest passes with evidence and a claim of done", async () => {
  await foundBy(integrationId, ATTESTED_CHECK, "pass");
  await evaluate();
  const waits = { verdict: "unknown", verdictReason: "needs_attestation" };
  expect(await itemNow(project, ATTESTED_CODE)).toMatchObject(waits);
  await claimDone(ATTESTED_CODE);
  await evaluate();
  expect(await itemNow(project, ATTESTED_CODE)).toMatchObject(waits);
  const note = { kind: "note", text: "Approved: one hour." } as const;
  await addEvidence(project.engineer, { ...place(ATTESTED_CODE), ...note });
  await evaluate();
  expect((await itemNow(project, ATTESTED_CODE)).verdict).toBe("pass");
});

describe("a claim that somebody lets stand against its verdict", () => {
  const keep = () =>
    settleDisagreement(project.engineer, {
      ...{ ...place(CODE), decision: "keep_claim", reason: "A rehearsal is running." },
      until: new Date(Date.now() + 7 * DAY_MS).toISOString(),
    });

  beforeEach(async () => {
    await claimDone(CODE);
    await foundBy(integrationId, CHECK, "fail");
    await evaluate();
    await keep();
  });

  test("still stands while nothing can be read, and when the same failure is back", async () => {
    await foundBy(integrationId, CHECK, "unknown", { reason: "no_permission" });
    await evaluate();
    await foundBy(integrationId, CHECK, "fail");
    await evaluate();
    expect(await itemNow(project, CODE)).toMatchObject({
      ...{
        verdict: "fail",
        keptReason: "A rehearsal is running.",
        keptBy: project.engineer.userId,
      },
    });
  });

  test("needs nobody any more once the verdict agrees", async () => {
    await foundBy(integrationId, CHECK, "pass");
    const { events } = await recorded(project, evaluate);
    expect(events).toMatchObject([{ after: { verdict: "pass", keptUntil: null } }]);
    const none = { keptUntil: null, keptReason: null, keptBy: null };
    expect(await itemNow(project, CODE)).toMatchObject(none);
  });
});
