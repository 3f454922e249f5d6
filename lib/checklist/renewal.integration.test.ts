import { beforeEach, describe, expect, test } from "vitest";
import { InvalidError } from "#lib/platform/errors.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { toInvalidError } from "#lib/platform/http/problem.ts";
import { getProject } from "#lib/projects/queries.ts";
import { getProjectBurnUp } from "#lib/reports/burn-up.ts";
import { getProjectOverview } from "#lib/reports/overview.ts";
import {
  createTestProject,
  expectRefused,
  recorded,
  type TestProject,
} from "#lib/testing/projects.ts";
import { bulkUpdateItems } from "./bulk-update-items.ts";
import { type Item, updateItemEndpoint } from "./contract.ts";
import { listItems, listMyItems } from "./queries.ts";
import { updateItem } from "./update-item.ts";

const DAY_MS = 86_400_000;

let project: TestProject;
let item: Item;

beforeEach(async () => {
  project = await createTestProject();
  const first = project.items[0];
  if (!first) throw new Error("The checklist is empty.");
  item = first;
});

const place = () => ({ projectId: project.projectId, itemId: item.id });
const change = (patch: object, ctx = project.engineer) => updateItem(ctx, { ...place(), ...patch });

/** Done `days` ago, and to be renewed after a week. */
async function doneSince(days: number): Promise<void> {
  await change({ claim: "done", ttlDays: 7 }, project.lead);
  await writeClient().item.update({
    where: { id: item.id },
    data: { claimedAt: new Date(Date.now() - days * DAY_MS) },
  });
}

describe("the days after which a claim has to be renewed", () => {
  test("are set with one event, and taken away again", async () => {
    const { events } = await recorded(project, async () => {
      await change({ ttlDays: 90 });
      await change({ ttlDays: 90 });
      expect(await change({ ttlDays: null })).toMatchObject({ ttlDays: null });
    });
    expect(events).toMatchObject([
      { action: "item.planned", before: { ttlDays: null }, after: { ttlDays: 90 } },
      { action: "item.planned", before: { ttlDays: 90 }, after: { ttlDays: null } },
    ]);
  });

  test("are set on many items at once", async () => {
    const itemIds = project.items.slice(0, 3).map(({ id }) => id);
    const input = { projectId: project.projectId, itemIds, ttlDays: 180 };
    const { result, events } = await recorded(project, () => bulkUpdateItems(project.lead, input));
    expect(result.items.map(({ ttlDays }) => ttlDays)).toEqual([180, 180, 180]);
    expect(events).toHaveLength(3);
  });

  test("are planned by engineers for their own items only", async () => {
    await change({ assigneeId: project.lead.userId }, project.lead);
    const { viewer, engineer } = project;
    await expectRefused(project, [viewer, engineer], (ctx) => change({ ttlDays: 7 }, ctx));
  });

  test.each([0, 3_651, 1.5])("cannot be %s", (ttlDays) => {
    const parsed = updateItemEndpoint.body.safeParse({ ttlDays });
    expect(parsed.success).toBe(false);
    if (!parsed.success) expect(toInvalidError(parsed.error, "en")).toBeInstanceOf(InvalidError);
  });
});

describe("claiming done again", () => {
  const again = () => change({ claim: "done" });

  test("renews a claim that has expired, once for two at once, in the name of whoever does it", async () => {
    await doneSince(8);
    const { events } = await recorded(project, () => Promise.all([again(), again()]));
    expect(events).toMatchObject([
      { action: "item.renewed", after: { claimedBy: project.engineer.userId } },
    ]);
    const renewed = await change({});
    expect(Date.now() - Date.parse(renewed.claimedAt ?? "")).toBeLessThan(60_000);
  });

  test("changes nothing while the claim holds", async () => {
    await doneSince(6);
    const { events } = await recorded(project, again);
    expect(events).toEqual([]);
  });
});

test("an item whose claim has expired counts as to do again, wherever it is counted", async () => {
  const { projectId, lead } = project;
  await change({ assigneeId: lead.userId }, lead);
  await doneSince(6);
  const figures = async () => {
    const { readiness } = await getProject(lead, { projectId });
    const overview = await getProjectOverview(lead, { projectId });
    const { days } = await getProjectBurnUp(lead, { projectId });
    const listed = await listItems(lead, { projectId, claim: "done", limit: 10 });
    const mine = await listMyItems(lead, { limit: 10 });
    return {
      done: readiness.done,
      todo: readiness.todo - project.items.length,
      weight: readiness.weightDone,
      inFirstPhase: overview.phases[0]?.done,
      blocks: overview.blockers.some(({ id, closesGate }) => id === item.id && closesGate),
      burnt: days.at(-1)?.done[0],
      listed: listed.parse().items.length,
      mine: mine.parse().items.length,
    };
  };
  expect(await figures()).toEqual({
    ...{ done: 1, todo: -1, weight: 8, inFirstPhase: 1, burnt: 1, listed: 1 },
    ...{ blocks: false, mine: 0 },
  });
  await doneSince(8);
  expect(await figures()).toMatchObject({
    ...{ done: 0, todo: 0, weight: 0, inFirstPhase: 0, burnt: 0, listed: 0, mine: 1 },
  });
});

test("an item of the first phase that fails is named first of what is in the way, done or not", async () => {
  const { projectId, lead } = project;
  await change({ claim: "done" });
  await writeClient().item.update({ where: { id: item.id }, data: { verdict: "fail" } });
  const { gate, blockers } = await getProjectOverview(lead, { projectId });
  expect(gate.reasons).toContainEqual(
    expect.objectContaining({ code: "first_phase_failing", items: 1 }),
  );
  expect(blockers[0]).toMatchObject({
    ...{ id: item.id, claim: "done", verdict: "fail", closesGate: true },
  });
});
