import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError, ForbiddenError, InvalidError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { assertAllowedDomain } from "./allowed-domain.ts";
import type { createInvitationEndpoint, InvitationLink } from "./invitation-contract.ts";
import { toInvitations } from "./invitation-queries.ts";
import { managingRole } from "./manageable-member.ts";
import { mailInvitation, newInvitationLink } from "./send-invitation.ts";

type NewInvitation = Input<typeof createInvitationEndpoint>;

/**
 * Invites an address. Its earlier open invitations end, so that one link works at a time. Throws
 * ConflictError (`member_exists`) for a present member, InvalidError for a domain that the policy
 * does not allow and for unknown projects, ForbiddenError where an administrator invites an owner.
 */
export async function createInvitation(
  ctx: Context,
  input: NewInvitation,
): Promise<InvitationLink> {
  let url: string | null = null;
  const made = await changeOrganization(
    ctx,
    "members.manage",
    async ({ tx, now, record }): Promise<InvitationLink> => {
      const { organizationId } = ctx;
      const own = await managingRole(tx, ctx);
      if (input.role === "owner" && own !== "owner") throw new ForbiddenError("owner_protected");
      await assertInvitable(tx, ctx, input.email);
      const projectRoles = input.role === "member" ? input.projectRoles : [];
      await assertProjects(tx, ctx, projectRoles);
      const { count } = await tx.invitation.updateMany({
        where: { organizationId, email: input.email, acceptedAt: null, revokedAt: null },
        data: { revokedAt: now },
      });
      const link = newInvitationLink(now);
      const { name, email, role, locale = ctx.locale } = input;
      const row = await tx.invitation.create({
        data: {
          ...{ id: uuidv7(), organizationId, name, email, role, projectRoles, locale },
          ...{ ...link.stored, invitedById: ctx.userId, createdAt: now },
        },
      });
      const mailed = await mailInvitation(tx, ctx, row, link.url);
      if (!mailed) url = link.url;
      record({
        action: "invitation.created",
        subject: { type: "invitation", id: row.id },
        after: { role, expiresAt: row.expiresAt.toISOString() },
      });
      const [invitation] = await toInvitations(tx, ctx, [row]);
      if (!invitation) throw new Error("An invitation that was just made is missing.");
      // Without the link: what a change returns is kept under the request's Idempotency-Key.
      return { invitation, mailed, url: null, replaced: count > 0 };
    },
  );
  return { ...made, url };
}

async function assertInvitable(tx: Tx, ctx: Context, email: string): Promise<void> {
  const { organizationId } = ctx;
  await assertAllowedDomain(tx, organizationId, email, "email");
  const present = await tx.member.count({
    where: { organizationId, removedAt: null, user: { email } },
  });
  if (present > 0) throw new ConflictError("member_exists");
}

async function assertProjects(
  tx: Tx,
  { organizationId }: Context,
  wanted: NewInvitation["projectRoles"],
): Promise<void> {
  const ids = wanted.map(({ projectId }) => projectId);
  const rows = await tx.project.findMany({
    where: { id: { in: ids }, organizationId, archivedAt: null },
    select: { id: true },
  });
  const known = new Set(rows.map(({ id }) => id));
  const issues = ids.flatMap((id, index) =>
    known.has(id) && ids.indexOf(id) === index
      ? []
      : [{ path: `projectRoles.${index}.projectId`, code: "project_not_found" }],
  );
  if (issues.length > 0) throw new InvalidError("invalid", issues);
}
