import { expect, test } from "vitest";
import { bulkUpdateItems } from "#lib/checklist/bulk-update-items.ts";
import { listItems } from "#lib/checklist/queries.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { createProjectActor, createTestOrganization } from "#lib/testing/actors.ts";
import { getProjectOverview } from "./overview.ts";

async function project() {
  const { owner, organizationId } = await createTestOrganization();
  const late = { ...owner, now: () => new Date(Date.now() - 36 * 3_600_000) };
  const created = { source: "catalog", name: "Viewed", description: "", scope: "core" } as const;
  const { id } = await createProject(late, created);
  return { owner, organizationId, id };
}

test("a project that began 36 hours ago is closed by its first phase, which is overdue", async () => {
  const { owner, id } = await project();
  const overview = await getProjectOverview(owner, { projectId: id });
  expect(overview.gate.open).toBe(false);
  expect(overview.gate.reasons).toContainEqual({
    code: "first_phase_open",
    phase: "P0",
    items: 47,
  });
  expect(overview.phases.map(({ total, overdue }) => [total, overdue])).toEqual([
    [47, 47],
    [38, 0],
    [32, 0],
    [21, 0],
  ]);
  expect(overview.phases.map(({ weight }) => weight)).toEqual([8, 4, 2, 1]);
  expect(overview.focus).toHaveLength(12);
  expect(overview.focus.reduce((sum, { total }) => sum + total, 0)).toBe(60);
  expect(overview.blockerCount).toBe(47);
  expect(overview.blockers).toHaveLength(10);
});

test("the gate opens once the first two phases are done", async () => {
  const { owner, id } = await project();
  const { items } = (await listItems(owner, { projectId: id, limit: 500 })).parse();
  const itemIds = items.filter(({ code }) => /^P[01]\./.test(code)).map((item) => item.id);
  await bulkUpdateItems(owner, { projectId: id, itemIds, claim: "done" });
  const overview = await getProjectOverview(owner, { projectId: id });
  expect(overview.gate).toEqual({ open: true, reasons: [] });
  expect(overview.blockerCount).toBe(0);
});

test("a viewer reads the overview; another organisation finds nothing", async () => {
  const { organizationId, id } = await project();
  const viewer = await createProjectActor(organizationId, id, "viewer");
  expect((await getProjectOverview(viewer, { projectId: id })).phases).toHaveLength(4);
  const { owner: stranger } = await createTestOrganization();
  const refused = getProjectOverview(stranger, { projectId: id });
  await expect(refused).rejects.toBeInstanceOf(NotFoundError);
});
