import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { assertAllowedDomain } from "./allowed-domain.ts";
import type { InvitationLink, resendInvitationEndpoint } from "./invitation-contract.ts";
import { lockedInvitation, toInvitations } from "./invitation-queries.ts";
import { managingRole } from "./manageable-member.ts";
import { mailInvitation, newInvitationLink } from "./send-invitation.ts";

/**
 * Gives an open invitation a new link with a new end, and sends it, or returns it where no mail goes
 * out or the link was asked for. Throws NotFoundError, and as creating one does.
 */
export async function resendInvitation(
  ctx: Context,
  { invitationId, by }: Input<typeof resendInvitationEndpoint>,
): Promise<InvitationLink> {
  let url: string | null = null;
  const renewed = await changeOrganization(
    ctx,
    "members.manage",
    async ({ tx, now, record }): Promise<InvitationLink> => {
      const own = await managingRole(tx, ctx);
      const present = await lockedInvitation(tx, ctx, invitationId);
      if (present.role === "owner" && own !== "owner") throw new ForbiddenError("owner_protected");
      await assertAllowedDomain(tx, ctx.organizationId, present.email, "email");
      const link = newInvitationLink(now);
      const row = await tx.invitation.update({ where: { id: present.id }, data: link.stored });
      const mailed = by === "mail" && (await mailInvitation(tx, ctx, row, link.url));
      if (!mailed) url = link.url;
      record({
        action: "invitation.resent",
        subject: { type: "invitation", id: row.id },
        after: { expiresAt: row.expiresAt.toISOString() },
      });
      const [invitation] = await toInvitations(tx, ctx, [row]);
      if (!invitation) throw new Error("An invitation that was just renewed is missing.");
      return { invitation, mailed, url: null, replaced: false };
    },
  );
  return { ...renewed, url };
}
