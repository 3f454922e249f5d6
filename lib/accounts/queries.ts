import type { Context } from "#lib/platform/auth/context.ts";
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from "#lib/platform/auth/authenticate.ts";
import { readEnrolBy } from "#lib/platform/auth/enrolment.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import { isLocale } from "#lib/platform/i18n/locales.ts";
import type { getMeEndpoint, listSessionsEndpoint, Session } from "./contract.ts";

type Me = Output<typeof getMeEndpoint>;

/** Who is signed in, where, and with which rights. */
export async function getMe(ctx: Context): Promise<Me> {
  const [row, secondFactorBy] = await Promise.all([
    db.member.findFirst({
      where: { organizationId: ctx.organizationId, userId: ctx.userId, removedAt: null },
      select: {
        role: true,
        user: { select: { id: true, name: true, email: true, locale: true, timeZone: true } },
        organization: { select: { id: true, name: true } },
      },
    }),
    readEnrolBy(ctx),
  ]);
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
    secondFactorBy: secondFactorBy?.toISOString() ?? null,
  };
}

/** Where the person is signed in, the latest first. In a browser only. */
export async function listSessions(ctx: Context): Promise<Output<typeof listSessionsEndpoint>> {
  requireSession(ctx);
  return { sessions: await readSessions(ctx, ctx.userId) };
}

/** The open sessions of a person of the reader's organisation, the latest first. */
export async function readSessions(ctx: Context, userId: string): Promise<Session[]> {
  const { organizationId, actor } = ctx;
  const now = ctx.now().getTime();
  const policy = await db.organizationPolicy.findUnique({ where: { organizationId } });
  const idle = (policy?.idleMinutes ?? SESSION_IDLE_MINUTES) * 60_000;
  const absolute = (policy?.absoluteHours ?? SESSION_HOURS) * 3_600_000;
  const rows = await db.session.findMany({
    where: {
      ...{ organizationId, userId, revokedAt: null },
      expiresAt: { gt: new Date(now) },
      createdAt: { gt: new Date(now - absolute) },
      lastSeenAt: { gt: new Date(now - idle) },
    },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  return rows.map((row) => ({
    id: row.id,
    ip: row.ip,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    // A policy that came later may have made it shorter.
    expiresAt: new Date(
      Math.min(row.expiresAt.getTime(), row.createdAt.getTime() + absolute),
    ).toISOString(),
    method: row.method,
    awaitsSecondFactor: row.awaitsSecondFactor,
    current: actor.type === "session" && row.id === actor.sessionId,
  }));
}
