import { rescheduleItems } from "#lib/checklist/reschedule-items.ts";
import type { Change } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject, type LockedProject } from "./change-project.ts";
import type { ProjectSummary, updateProjectEndpoint } from "./contract.ts";
import { projectSummary } from "./project-summary.ts";

type Patch = Omit<Input<typeof updateProjectEndpoint>, "projectId">;
type Texts = { name?: string; description?: string; startAt?: string };

/**
 * Makes a project as wanted: name, description, scope, start. A new start moves the due dates that
 * the phase clocks gave; a new scope hides or shows the extended items, which lose nothing. Returns
 * the project. Throws ConflictError with the present one when its texts are newer than `seenRevision`.
 */
export function updateProject(
  ctx: Context,
  input: Input<typeof updateProjectEndpoint>,
): Promise<ProjectSummary> {
  const { projectId, ...patch } = input;
  return changeProject(ctx, "project.edit", projectId, async (change) => {
    const { tx, row: project } = change;
    await assertSeen(tx, ctx, project, patch);
    const edited = await edit(change, patch);
    const rescoped = await rescope(change, patch);
    const textRevision = rescoped ?? edited;
    if (textRevision === null) return projectSummary(tx, ctx, project.id);
    await tx.project.update({ where: { id: project.id }, data: { textRevision } });
    const last = patch.startAt ? await restart(change, patch.startAt) : null;
    return projectSummary(tx, ctx, project.id, last ?? textRevision);
  });
}

async function assertSeen(tx: Tx, ctx: Context, project: LockedProject, patch: Patch) {
  const changesTexts =
    (patch.name !== undefined && patch.name !== project.name) ||
    (patch.description !== undefined && patch.description !== project.description);
  if (!changesTexts || patch.seenRevision === project.textRevision) return;
  throw new ConflictError("project_outdated", {}, await projectSummary(tx, ctx, project.id));
}

/** Changes name, description and start; returns the revision of that, or null when all is as wanted. */
async function edit(
  { tx, row: project, record }: Change<LockedProject>,
  patch: Patch,
): Promise<number | null> {
  const before: Texts = {};
  const after: Texts = {};
  for (const name of ["name", "description"] as const) {
    const text = patch[name];
    if (text === undefined || text === project[name]) continue;
    before[name] = project[name];
    after[name] = text;
  }
  const startAt = patch.startAt && new Date(patch.startAt).toISOString();
  if (startAt && startAt !== project.startAt.toISOString()) {
    before.startAt = project.startAt.toISOString();
    after.startAt = startAt;
  }
  if (Object.keys(after).length === 0) return null;
  await tx.project.update({ where: { id: project.id }, data: after });
  const subject = { type: "project", id: project.id };
  return record({ action: "project.edited", subject, before, after });
}

async function rescope(
  { tx, row: project, record }: Change<LockedProject>,
  { scope }: Patch,
): Promise<number | null> {
  if (!scope || scope === project.scope) return null;
  const complete = await tx.item.count({ where: { projectId: project.id, removedAt: null } });
  const extended = await tx.item.count({
    where: { projectId: project.id, removedAt: null, origin: "extended" },
  });
  const counts = { complete, core: complete - extended };
  await tx.project.update({ where: { id: project.id }, data: { scope } });
  return record({
    action: "project.rescoped",
    subject: { type: "project", id: project.id },
    before: { scope: project.scope, itemCount: counts[project.scope] },
    after: { scope, itemCount: counts[scope] },
  });
}

/** Moves the due dates; returns the last revision, or null when no item has one from a clock. */
async function restart(
  { tx, row: project, record }: Change<LockedProject>,
  startAt: string,
): Promise<number | null> {
  const start = new Date(startAt);
  if (start.getTime() === project.startAt.getTime()) return null;
  return rescheduleItems(tx, project, start, record);
}
