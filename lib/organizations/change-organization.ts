import { auditedChange, type Change } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { can, type Grant, type Permission } from "#lib/platform/auth/permissions.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";

/** The locked organisation, and what the actor may do in it under the permission that was asked for. */
export type LockedOrganization = { id: string; name: string; revision: number; grant: Grant };

/**
 * The gate of every write to an organisation, its people and their tokens: locks it, checks
 * `permission`, runs `change`, and appends what it records to the organisation's audit chain.
 * Throws ForbiddenError without the permission.
 */
export function changeOrganization<T>(
  ctx: Context,
  permission: Permission,
  change: (change: Change<LockedOrganization>) => Promise<T>,
): Promise<T> {
  const grant = can(ctx.organizationRole, permission);
  return auditedChange(
    ctx,
    "organization",
    async (tx) => {
      if (!grant) throw new ForbiddenError();
      const [row] = await tx.$queryRaw<{ id: string; name: string; revision: number }[]>`
        SELECT id, name, revision FROM organizations
        WHERE id = ${ctx.organizationId}::uuid FOR NO KEY UPDATE`;
      if (!row) throw new NotFoundError("organization_not_found");
      return { ...row, grant };
    },
    change,
  );
}
