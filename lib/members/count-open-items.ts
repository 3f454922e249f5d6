import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import type { OpenItems } from "./contract.ts";

/** What would be handed over if this person were removed. Throws NotFoundError. */
export async function countOpenItems(
  ctx: Context,
  { userId }: { userId: string },
): Promise<OpenItems> {
  if (!can(ctx.organizationRole, "members.manage")) throw new ForbiddenError();
  const { organizationId } = ctx;
  const present = await db.member.count({ where: { organizationId, userId, removedAt: null } });
  if (present === 0) throw new NotFoundError("member_not_found");
  return countItemsOf(ctx, userId);
}

/** What one could hand over on leaving. */
export const countMyOpenItems = (ctx: Context): Promise<OpenItems> => countItemsOf(ctx, ctx.userId);

async function countItemsOf({ organizationId }: Context, userId: string): Promise<OpenItems> {
  const projects = await db.$queryRaw<{ projectId: string; name: string; count: number }[]>`
    SELECT p.id AS "projectId", p.name, count(*)::int AS count
    FROM items i JOIN projects p ON p.id = i.project_id
    WHERE i.organization_id = ${organizationId}::uuid AND i.assignee_id = ${userId}::uuid
      AND i.claim IN ('todo', 'in_progress') AND i.removed_at IS NULL AND p.archived_at IS NULL
    GROUP BY p.id ORDER BY p.name, p.id`;
  return { count: projects.reduce((sum, { count }) => sum + count, 0), projects };
}
