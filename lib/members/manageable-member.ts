import type { Context } from "#lib/platform/auth/context.ts";
import { can, type OrganizationRole } from "#lib/platform/auth/permissions.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";

/**
 * The role that the actor has now, under the organisation's lock: the one in the context may have
 * been taken away while the request waited. Throws ForbiddenError when it no longer suffices.
 */
export async function managingRole(tx: Tx, ctx: Context): Promise<OrganizationRole> {
  const role = await roleOf(tx, ctx, ctx.userId);
  if (!role || !can(role, "members.manage")) throw new ForbiddenError();
  return role;
}

/**
 * The role of another person whom the actor may change or remove. Throws NotFoundError outside of
 * the organisation and for service accounts, which have operations of their own; ForbiddenError for the actor themselves and for owners unless an owner asks;
 * so the last owner cannot go, since nobody else is one.
 */
export async function manageableMember(
  tx: Tx,
  ctx: Context,
  userId: string,
): Promise<{ role: OrganizationRole; actorRole: OrganizationRole }> {
  const actorRole = await managingRole(tx, ctx);
  const role = await roleOf(tx, ctx, userId, { kind: "person" });
  if (!role) throw new NotFoundError("member_not_found");
  if (userId === ctx.userId) throw new ForbiddenError("own_membership");
  if (role === "owner" && actorRole !== "owner") throw new ForbiddenError("owner_protected");
  return { role, actorRole };
}

async function roleOf(
  tx: Tx,
  ctx: Context,
  userId: string,
  user: { kind?: "person" } = {},
): Promise<OrganizationRole | null> {
  const row = await tx.member.findFirst({
    where: { organizationId: ctx.organizationId, userId, removedAt: null, user },
    select: { role: true },
  });
  return row?.role ?? null;
}
