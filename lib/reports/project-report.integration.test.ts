import { expect, test } from "vitest";
import { updateItem } from "#lib/checklist/update-item.ts";
import { listItems } from "#lib/checklist/queries.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { createProjectActor, createTestOrganization } from "#lib/testing/actors.ts";
import { getProjectBurnUp } from "./burn-up.ts";
import { exportProjectReport } from "./export-report.ts";
import { getProjectReport } from "./queries.ts";

const DAY_MS = 86_400_000;
// At noon, so that a day is the same one at whatever time of the day this runs.
const start = new Date(Date.now() - 10 * DAY_MS).setUTCHours(12, 0, 0, 0);
const at = (ctx: Context, day: number): Context => ({
  ...ctx,
  now: () => new Date(start + day * DAY_MS),
});

async function project() {
  const { owner, organizationId } = await createTestOrganization();
  const { id } = await createProject(at(owner, 0), {
    source: "catalog",
    name: "주문 Reported",
    description: "",
    scope: "core",
  });
  const { items } = (await listItems(owner, { projectId: id, limit: 500 })).parse();
  return { owner, organizationId, id, items };
}

test("the report tells the trend, the people, what is overdue and the exceptions", async () => {
  const { owner, id, items } = await project();
  const [first, second, third] = items;
  const set = (
    day: number,
    itemId: string | undefined,
    claim: "done" | "todo" | "not_applicable",
  ) =>
    updateItem(at(owner, day), {
      projectId: id,
      itemId: itemId ?? "",
      claim,
      reason: "no keys here",
    });
  await set(1, first?.id, "done");
  await set(2, second?.id, "done");
  await set(4, second?.id, "todo");
  await set(5, third?.id, "not_applicable");

  const today = at(owner, 10);
  const report = await getProjectReport(today, { projectId: id, timeZone: "UTC" });

  const p0 = report.burnUp.days.map((each) => each.done[0]);
  expect(p0).toEqual([0, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1]);
  expect(report.burnUp.phases.map((phase) => phase.total)).toEqual([47, 38, 32, 21]);
  expect(report.burnUp.phases.map((phase) => phase.counting)).toEqual([46, 38, 32, 21]);
  expect(report.burnUp.start).toEqual([0, 0, 0, 0]);
  const burnUp = await getProjectBurnUp(today, { projectId: id, timeZone: "UTC" });
  expect(burnUp.days).toEqual(report.burnUp.days);
  expect(report.people.reduce((sum, each) => sum + each.done, 0)).toBeGreaterThanOrEqual(2);
  expect(report.overdue.map((item) => item.code)).toContain(second?.code);
  expect(report.overdue[0]?.days).toBeGreaterThanOrEqual(8);
  expect(report.exceptions).toMatchObject([
    { code: third?.code, kind: "not_applicable", reason: "no keys here", byId: owner.userId },
  ]);
});

test("every table of the report comes as CSV", async () => {
  const { owner, id } = await project();
  for (const table of ["burn-up", "people", "overdue", "exceptions"] as const) {
    const response = await exportProjectReport(owner, {
      projectId: id,
      table,
      timeZone: "Asia/Seoul",
    });
    expect(response.headers.get("content-type")).toContain("text/csv");
    expect(response.headers.get("content-disposition")).toContain(
      encodeURIComponent(`주문-reported-${table}`),
    );
    expect((await response.text()).split("\r\n").length).toBeGreaterThan(1);
  }
});

test("a viewer reads the report; another organisation finds nothing", async () => {
  const { organizationId, id } = await project();
  const viewer = await createProjectActor(organizationId, id, "viewer");
  const report = await getProjectReport(viewer, { projectId: id, timeZone: "UTC" });
  expect(report.burnUp.phases).toHaveLength(4);
  const { owner: stranger } = await createTestOrganization();
  await expect(
    getProjectReport(stranger, { projectId: id, timeZone: "UTC" }),
  ).rejects.toBeInstanceOf(NotFoundError);
  await expect(
    getProjectBurnUp(stranger, { projectId: id, timeZone: "UTC" }),
  ).rejects.toBeInstanceOf(NotFoundError);
});
