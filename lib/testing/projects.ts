import { expect } from "vitest";
import type { Item } from "#lib/checklist/contract.ts";
import { listItems } from "#lib/checklist/queries.ts";
import { verifyProjectAudit } from "#lib/audit/verify-audit.ts";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import { db } from "#lib/platform/db/read.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { createProjectActor, createTestOrganization, type TestOrganization } from "./actors.ts";

const ALL_EVENTS = 100_000;

/** A project of the catalog in an organisation of its own, and everybody who may meet it. */
export type TestProject = TestOrganization & {
  projectId: string;
  items: Item[];
  lead: Context;
  engineer: Context;
  viewer: Context;
  /** The owner of another organisation. */
  stranger: Context;
};

/** A new project with the catalog's checklist, of the core scope unless said otherwise. */
export async function createTestProject(scope: "core" | "complete" = "core"): Promise<TestProject> {
  const organization = await createTestOrganization();
  const { organizationId, owner } = organization;
  const { id: projectId } = await createProject(owner, {
    source: "catalog",
    name: "Payments 결제",
    description: "",
    scope,
  });
  return {
    ...organization,
    projectId,
    items: await allItems(owner, projectId),
    lead: await createProjectActor(organizationId, projectId, "lead"),
    engineer: await createProjectActor(organizationId, projectId, "engineer"),
    viewer: await createProjectActor(organizationId, projectId, "viewer"),
    stranger: (await createTestOrganization()).owner,
  };
}

/** All items in a project's scope, in order. */
export async function allItems(ctx: Context, projectId: string): Promise<Item[]> {
  return (await listItems(ctx, { projectId, limit: 10_000 })).parse().items;
}

/** The events of a project's chain after `seq`, oldest first, as they are stored. */
export async function eventsAfter(projectId: string, seq: number): Promise<AuditBody[]> {
  const rows = await db.auditEvent.findMany({
    where: { streamId: projectId, seq: { gt: seq } },
    orderBy: { seq: "asc" },
  });
  return rows.map((row) => JSON.parse(row.body) as AuditBody);
}

/**
 * Runs `act` and returns what it returned, with the events that it left. Whatever it did, the chain
 * must verify, have no gap, and be as long as the project's revision.
 */
export async function recorded<T>(
  { projectId, owner }: Pick<TestProject, "projectId" | "owner">,
  act: () => Promise<T>,
): Promise<{ result: T; events: AuditBody[] }> {
  const before = await revisionOf(projectId);
  const result = await act();
  const events = await eventsAfter(projectId, before);
  const revision = await revisionOf(projectId);
  expect(events.map((event) => event.seq)).toEqual(
    Array.from({ length: revision - before }, (_, index) => before + index + 1),
  );
  expect(await verifyProjectAudit(owner, { projectId, limit: ALL_EVENTS })).toMatchObject({
    valid: true,
    verified: revision,
  });
  return { result, events };
}

/** How long a project's chain says it is. */
export async function revisionOf(projectId: string): Promise<number> {
  const project = await db.project.findFirst({ where: { id: projectId } });
  return project?.revision ?? 0;
}

/**
 * Tries `act` as everybody who may not, and checks that nothing happened: `forbidden` see the
 * project but lack the permission; the others do not learn that there is such a project.
 */
export async function expectRefused(
  project: TestProject,
  forbidden: Context[],
  act: (ctx: Context) => Promise<unknown>,
): Promise<void> {
  const before = await revisionOf(project.projectId);
  for (const ctx of forbidden) await expect(act(ctx)).rejects.toThrow(ForbiddenError);
  for (const ctx of [project.member, project.stranger]) {
    await expect(act(ctx)).rejects.toThrow(new NotFoundError("project_not_found"));
  }
  expect(await revisionOf(project.projectId)).toBe(before);
}
