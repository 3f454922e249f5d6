import { uuidv7 } from "uuidv7";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { changeProject } from "#lib/projects/change-project.ts";

/** A project without a checklist and without an event; returns its id. */
export async function createBareProject(organizationId: string, name = "Bare"): Promise<string> {
  const id = uuidv7();
  const now = new Date();
  await writeClient().project.create({
    data: {
      id,
      organizationId,
      slug: `bare-${id}`,
      name,
      scope: "core",
      startAt: now,
      createdAt: now,
    },
  });
  return id;
}

/** Renames a project through the gate, with one audit event; returns the event's place in the chain. */
export function renameProject(ctx: Context, projectId: string, name: string): Promise<number> {
  return changeProject(ctx, "project.edit", projectId, async ({ tx, row, record }) => {
    const before = await tx.project.findUniqueOrThrow({
      where: { id: row.id },
      select: { name: true },
    });
    await tx.project.update({ where: { id: row.id }, data: { name } });
    return record({
      action: "project.edited",
      subject: { type: "project", id: row.id },
      before,
      after: { name },
    });
  });
}
