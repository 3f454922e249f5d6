import { beforeEach, describe, expect, test } from "vitest";
import type { Claim } from "#lib/checklist/contract.ts";
import { updateItem } from "#lib/checklist/update-item.ts";
import { ConflictError, InvalidError } from "#lib/platform/errors.ts";
import { getProject } from "#lib/projects/queries.ts";
import { foundBy, itemNow, watchedProject } from "#lib/testing/checks.ts";
import { expectRefused, recorded, type TestProject } from "#lib/testing/projects.ts";
import { listDisagreements } from "./disagreements.ts";
import { evaluateProject } from "./evaluate-project.ts";
import { settleDisagreement, withdrawSettlement } from "./settle-disagreement.ts";

const CHECK = "connections.below-80pct";
const CODE = "P2.2.a.1";
const OTHER_CHECK = "statements.extension-on";
const OTHER_CODE = "P2.2.c.2";
const DAY_MS = 86_400_000;

let project: TestProject;
let integrationId: string;
let place: (code: string) => { projectId: string; itemId: string };

beforeEach(async () => {
  ({ project, integrationId, place } = await watchedProject("postgres"));
});

async function disagree(claim: Claim, verdict: "pass" | "fail"): Promise<void> {
  await updateItem(project.engineer, { ...place(CODE), claim });
  await foundBy(integrationId, CHECK, verdict);
  await evaluateProject(project.projectId);
}

const listed = async () => {
  const { projectId } = project;
  const { items } = await listDisagreements(project.viewer, { projectId, limit: 100 });
  return items.map(({ code }) => code);
};
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const accept = (ctx = project.engineer) =>
  settleDisagreement(ctx, { ...place(CODE), decision: "accept_verdict" });
const keep = (until = inDays(30), ctx = project.engineer) =>
  settleDisagreement(ctx, {
    ...{ ...place(CODE), decision: "keep_claim", reason: "The probe asks the old host.", until },
  });

describe("the list of disagreements", () => {
  test.each<[Claim, "pass" | "fail", boolean]>([
    ["done", "fail", true],
    ["done", "pass", false],
    ["todo", "pass", true],
    ["in_progress", "pass", true],
    ["in_progress", "fail", false],
  ])("of an item that is %s and whose checks %s: %s", async (claim, verdict, isListed) => {
    await disagree(claim, verdict);
    expect(await listed()).toEqual(isListed ? [CODE] : []);
    const { readiness } = await getProject(project.viewer, { projectId: project.projectId });
    expect(readiness.disagreements).toBe(isListed ? 1 : 0);
  });

  test("comes in pages, in the checklist's order", async () => {
    await disagree("todo", "pass");
    await foundBy(integrationId, OTHER_CHECK, "pass");
    await evaluateProject(project.projectId);
    const { projectId } = project;
    const first = await listDisagreements(project.viewer, { projectId, limit: 1 });
    expect(first.items.map(({ code }) => code)).toEqual([CODE]);
    const cursor = first.nextCursor ?? "";
    const second = await listDisagreements(project.viewer, { projectId, limit: 1, cursor });
    expect(second).toMatchObject({ items: [{ code: OTHER_CODE }], nextCursor: null });
  });

  test("is for whoever can see the project", async () => {
    const { projectId } = project;
    await expectRefused(project, [], (ctx) => listDisagreements(ctx, { projectId, limit: 1 }));
  });
});

describe("accepting the verdict", () => {
  test.each<[Claim, "pass" | "fail", Claim]>([
    ["done", "fail", "in_progress"],
    ["todo", "pass", "done"],
  ])("makes %s that %s into %s, once for two at once", async (claim, verdict, wanted) => {
    await disagree(claim, verdict);
    const { events } = await recorded(project, () => Promise.allSettled([accept(), accept()]));
    expect(events).toMatchObject([
      {
        action: "item.settled",
        actor: { id: project.engineer.userId },
        before: { claim },
        after: { claim: wanted },
      },
    ]);
    expect((await itemNow(project, CODE)).claim).toBe(wanted);
    expect(await listed()).toEqual([]);
  });

  test("of an item whose claim and verdict agree is refused with the item", async () => {
    await disagree("in_progress", "fail");
    const refusal = await accept().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConflictError);
    expect(refusal).toMatchObject({ code: "no_disagreement", current: { code: CODE } });
  });
});

describe("keeping the claim", () => {
  beforeEach(() => disagree("done", "fail"));

  test("hides the item until then, with who says so and why, and can be taken back", async () => {
    const until = inDays(30);
    const { events } = await recorded(project, () => keep(until));
    expect(events).toMatchObject([
      {
        ...{ action: "item.settled", reason: "The probe asks the old host." },
        ...{ before: { keptUntil: null }, after: { keptUntil: until } },
      },
    ]);
    expect(await itemNow(project, CODE)).toMatchObject({
      ...{ claim: "done", keptBy: project.engineer.userId },
      keptReason: "The probe asks the old host.",
    });
    expect(await listed()).toEqual([]);
    const back = await recorded(project, async () => {
      await withdrawSettlement(project.engineer, place(CODE));
      return withdrawSettlement(project.engineer, place(CODE));
    });
    expect(back.events).toMatchObject([{ action: "item.unsettled", after: { keptUntil: null } }]);
    expect(await listed()).toEqual([CODE]);
  });

  test.each([[-1], [0], [90.1]])("for %s days is refused", async (days) => {
    const refusal = await keep(inDays(days)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidError);
    expect(refusal).toMatchObject({ issues: [{ path: "until", code: "kept_out_of_range" }] });
  });

  test("ends with the claim that it was about", async () => {
    await keep();
    await updateItem(project.engineer, { ...place(CODE), claim: "todo" });
    const none = { keptUntil: null, keptReason: null, keptBy: null };
    expect(await itemNow(project, CODE)).toMatchObject(none);
  });
});

test("only those who work in the project settle", async () => {
  await disagree("done", "fail");
  await expectRefused(project, [project.viewer], accept);
  await expectRefused(project, [project.viewer], (ctx) => keep(inDays(1), ctx));
  await expectRefused(project, [project.viewer], (ctx) => withdrawSettlement(ctx, place(CODE)));
});
