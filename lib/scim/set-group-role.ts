import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { Group, setGroupRoleEndpoint } from "./contract.ts";
import { applyGroupRoles } from "./group-roles.ts";
import { adminGroupColumns, toAdminGroup } from "./queries.ts";

/** Says which role a group gives; its people have it at once. Owners stay owners. */
export async function setGroupRole(
  ctx: Context,
  { groupId, role }: Input<typeof setGroupRoleEndpoint>,
): Promise<Group> {
  requireStepUp(ctx, "scim.manage");
  return changeOrganization(ctx, "scim.manage", async (change) => {
    const { tx, now, record } = change;
    const present = await tx.group.findFirst({
      where: { id: groupId, organizationId: ctx.organizationId },
      select: { ...adminGroupColumns, members: { select: { userId: true } } },
    });
    if (!present) throw new NotFoundError("directory_group_not_found");
    if (role === present.role) return toAdminGroup(present);
    const stored = await tx.group.update({
      where: { id: groupId },
      data: { role, updatedAt: now },
      select: adminGroupColumns,
    });
    record({
      action: "group.changed",
      subject: { type: "group", id: groupId },
      before: { role: present.role },
      after: { role },
    });
    await applyGroupRoles(
      change,
      present.members.map(({ userId }) => userId),
    );
    return toAdminGroup(stored);
  });
}
