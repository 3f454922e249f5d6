import type { Context } from "#lib/platform/auth/context.ts";
import { SESSION_IDLE_MINUTES } from "#lib/platform/auth/authenticate.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import { isLocale } from "#lib/platform/i18n/locales.ts";
import type { getMeEndpoint, listSessionsEndpoint } from "./contract.ts";

type Me = Output<typeof getMeEndpoint>;

/** Who is signed in, where, and with which rights. */
export async function getMe(ctx: Context): Promise<Me> {
  const row = await db.member.findFirst({
    where: { organizationId: ctx.organizationId, userId: ctx.userId, removedAt: null },
    select: {
      role: true,
      user: { select: { id: true, name: true, email: true, locale: true } },
      organization: { select: { id: true, name: true } },
    },
  });
  if (!row) throw new NotFoundError("member_not_found");
  const { actor } = ctx;
  return {
    user: { ...row.user, locale: isLocale(row.user.locale) ? row.user.locale : null },
    organization: row.organization,
    role: row.role,
    token:
      actor.type === "token"
        ? { id: actor.tokenId, scope: actor.scopes.includes("*:write") ? "write" : "read" }
        : null,
  };
}

/** Where the person is signed in, the latest first. In a browser only. */
export async function listSessions(ctx: Context): Promise<Output<typeof listSessionsEndpoint>> {
  const current = requireSession(ctx);
  const now = ctx.now();
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MINUTES * 60_000);
  const rows = await db.session.findMany({
    where: {
      organizationId: ctx.organizationId,
      userId: ctx.userId,
      revokedAt: null,
      expiresAt: { gt: now },
      lastSeenAt: { gt: idleSince },
    },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  return {
    sessions: rows.map((row) => ({
      id: row.id,
      ip: row.ip,
      userAgent: row.userAgent,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      current: row.id === current,
    })),
  };
}
