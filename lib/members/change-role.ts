import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { changeMemberRoleEndpoint, Member } from "./contract.ts";
import { manageableMember } from "./manageable-member.ts";
import { readMember } from "./queries.ts";

/** Changes the role of another person; it counts from their next request on. */
export function changeMemberRole(
  ctx: Context,
  { userId, role }: Input<typeof changeMemberRoleEndpoint>,
): Promise<Member> {
  return changeOrganization(ctx, "members.manage", async ({ tx, record }) => {
    const present = await manageableMember(tx, ctx, userId);
    if (role === "owner" && present.actorRole !== "owner") {
      throw new ForbiddenError("owner_protected");
    }
    if (role !== present.role) {
      const { organizationId } = ctx;
      await tx.member.update({
        where: { organizationId_userId: { organizationId, userId } },
        data: { role },
      });
      record({
        action: "member.changed",
        subject: { type: "member", id: userId },
        before: { role: present.role },
        after: { role },
      });
    }
    return readMember(tx, ctx, userId);
  });
}
