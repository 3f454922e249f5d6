import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { NotFoundError } from "#lib/platform/errors.ts";

type Which = { sessionId: string } | { except: string };

/** Ends one of the person's sessions. Throws NotFoundError for one that is not theirs or has ended. */
export async function endSession(ctx: Context, input: { sessionId: string }): Promise<null> {
  requireStepUp(ctx);
  const ended = await endSessions(ctx, { sessionId: input.sessionId });
  if (ended === 0) throw new NotFoundError("session_not_found");
  return null;
}

/** Ends all the person's sessions but the one in which they ask. */
export async function endOtherSessions(ctx: Context): Promise<null> {
  await endSessions(ctx, { except: requireStepUp(ctx) });
  return null;
}

/** Ends the session in which the person asks; ending one that has ended changes nothing. */
export async function endOwnSession(ctx: Context): Promise<void> {
  await endSessions(ctx, { sessionId: requireSession(ctx) });
}

function endSessions(ctx: Context, which: Which): Promise<number> {
  const id = "except" in which ? { not: which.except } : which.sessionId;
  return changeOrganization(ctx, "account.own", async ({ tx, now, record }) => {
    const ended = await tx.session.updateManyAndReturn({
      where: { id, organizationId: ctx.organizationId, userId: ctx.userId, revokedAt: null },
      data: { revokedAt: now },
      select: { id: true },
    });
    for (const session of ended) {
      record({ action: "session.ended", subject: { type: "session", id: session.id } });
    }
    return ended.length;
  });
}
