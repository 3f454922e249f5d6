import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { verifyPassword } from "#lib/platform/auth/password-hash.ts";
import type { OrganizationRole } from "#lib/platform/auth/permissions.ts";
import { db } from "#lib/platform/db/read.ts";
import { UnauthenticatedError } from "#lib/platform/errors.ts";

/** How long a session lives, however often it is used. */
export const SESSION_DAYS = 7;

export type Credentials = { email: string; password: string };

type Account = {
  userId: string;
  passwordHash: string | null;
  organizationId: string;
  role: OrganizationRole;
};

/**
 * Signs somebody in by password and returns the new session's id. Throws UnauthenticatedError
 * (`sign_in_refused`) alike for an unknown account, a wrong password and a removed member, after the
 * same time; RateLimitedError after too many failures of an account or an address.
 */
export async function startSession(base: PublicContext, given: Credentials): Promise<string> {
  const guesses: Guess[] = [{ counter: "account", of: given.email }];
  if (base.origin.ip) guesses.unshift({ counter: "address", of: base.origin.ip });
  await countGuess(guesses);
  const account = await findAccount(given.email);
  const right = await verifyPassword(account?.passwordHash ?? null, given.password);
  if (!account || !right) {
    if (account) await recordRefusal(base, account);
    throw new UnauthenticatedError("sign_in_refused");
  }
  await forgiveGuess(guesses);
  return openSession(base, account);
}

/** A person may belong to several organisations; the one they joined first is where they arrive. */
async function findAccount(email: string): Promise<Account | null> {
  const member = await db.member.findFirst({
    where: { user: { email }, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
    select: {
      userId: true,
      organizationId: true,
      role: true,
      user: { select: { passwordHash: true } },
    },
  });
  if (!member) return null;
  const { user, ...account } = member;
  return { ...account, passwordHash: user.passwordHash };
}

function actAs(base: PublicContext, account: Account, actor: Context["actor"]): Context {
  const { organizationId, userId, role } = account;
  return { ...base, organizationId, userId, organizationRole: role, actor, idempotency: null };
}

/**
 * The password was right. Where an account has a second factor, this is the place that asks for it:
 * instead of a session that opens everything, the browser then gets one that can only answer the
 * question. So far there is none, and the session is full at once.
 */
async function openSession(base: PublicContext, account: Account): Promise<string> {
  const sessionId = uuidv7();
  const ctx = actAs(base, account, { type: "session", sessionId });
  await changeOrganization(ctx, "account.own", async ({ tx, now, record }) => {
    // Under the lock: a password change or a removal that came in between has the last word.
    const unchanged = await tx.member.count({
      where: {
        organizationId: ctx.organizationId,
        userId: ctx.userId,
        removedAt: null,
        user: { passwordHash: account.passwordHash },
      },
    });
    if (unchanged === 0) throw new UnauthenticatedError("sign_in_refused");
    await tx.session.create({
      data: {
        id: sessionId,
        organizationId: ctx.organizationId,
        userId: ctx.userId,
        ip: ctx.origin.ip,
        userAgent: ctx.origin.userAgent,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
      },
    });
    record({ action: "session.started", subject: { type: "session", id: sessionId } });
  });
  return sessionId;
}

async function recordRefusal(base: PublicContext, account: Account): Promise<void> {
  const ctx = actAs(base, account, { type: "nothing" });
  await changeOrganization(ctx, "account.own", async ({ record }) => {
    record({ action: "session.refused", subject: { type: "member", id: account.userId } });
  });
}
