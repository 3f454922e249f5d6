import { readSessions } from "#lib/accounts/queries.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import { manageableMember } from "./manageable-member.ts";
import type { listMemberSessionsEndpoint } from "./sessions-contract.ts";

/** Where a person of the organisation is signed in, the latest first. */
export async function listMemberSessions(
  ctx: Context,
  { userId }: { userId: string },
): Promise<Output<typeof listMemberSessionsEndpoint>> {
  if (!can(ctx.organizationRole, "members.manage")) throw new ForbiddenError();
  const { organizationId } = ctx;
  const member = await db.member.findFirst({
    where: { organizationId, userId, removedAt: null },
    select: { userId: true },
  });
  if (!member) throw new NotFoundError("member_not_found");
  return { sessions: await readSessions(ctx, userId) };
}

/**
 * Ends all sessions of another person; their tokens go on. Throws as `manageableMember` does: nobody
 * but an owner ends those of an owner.
 */
export function endMemberSessions(ctx: Context, { userId }: { userId: string }): Promise<null> {
  return changeOrganization(ctx, "members.manage", async ({ tx, now, record }) => {
    await manageableMember(tx, ctx, userId);
    const ended = await tx.session.updateManyAndReturn({
      where: {
        organizationId: ctx.organizationId,
        userId,
        revokedAt: null,
        expiresAt: { gt: now },
      },
      data: { revokedAt: now },
      select: { id: true },
    });
    if (ended.length > 0) {
      record({
        action: "session.revoked",
        subject: { type: "member", id: userId },
        before: { sessionIds: ended.map(({ id }) => id) },
      });
    }
    return null;
  });
}
