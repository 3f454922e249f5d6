import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { verifyPassword } from "#lib/platform/auth/password-hash.ts";
import { db } from "#lib/platform/db/read.ts";
import { UnauthenticatedError } from "#lib/platform/errors.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { actAs, openSession, type Account, type OpenedSession } from "./open-session.ts";

export type Credentials = { email: string; password: string };

/**
 * Signs somebody in by password and returns the new session. Throws UnauthenticatedError
 * (`sign_in_refused`) alike for an unknown account, a wrong password and a removed member, after the
 * same time; RateLimitedError after too many failures of an account or an address.
 */
export async function startSession(
  base: PublicContext,
  given: Credentials,
): Promise<OpenedSession> {
  const guesses: Guess[] = [{ counter: "account", of: given.email }];
  if (base.origin.ip) guesses.unshift({ counter: "address", of: base.origin.ip });
  await countGuess(guesses);
  const account = await findAccount(given.email);
  const right = await verifyPassword(account?.passwordHash ?? null, given.password);
  if (!account || !right) {
    if (account) recordRefusal(base, account);
    throw new UnauthenticatedError("sign_in_refused");
  }
  await forgiveGuess(guesses);
  return openSession(base, account, "password");
}

/** A person may belong to several organisations; the one they joined first is where they arrive. */
async function findAccount(email: string): Promise<Account | null> {
  const member = await db.member.findFirst({
    where: { user: { email, kind: "person", deletedAt: null }, removedAt: null },
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

/** Not waited for: only a known account has a log to write to, and the time would tell. */
function recordRefusal(base: PublicContext, account: Account): void {
  const ctx = actAs(base, account, { type: "nothing" });
  changeOrganization(ctx, "account.own", async ({ record }) => {
    record({ action: "session.refused", subject: { type: "member", id: account.userId } });
  }).catch((error: unknown) =>
    logger.error({ err: error, requestId: base.requestId }, "a refused sign-in was not recorded"),
  );
}
