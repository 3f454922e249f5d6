import { uuidv7 } from "uuidv7";
import { mailIsOn } from "#lib/mails/queries.ts";
import { queueMail } from "#lib/mails/queue-mail.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { countGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import { db } from "#lib/platform/db/read.ts";
import { env } from "#lib/platform/env.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { requiresSso } from "#lib/sso/queries.ts";
import { actAs } from "./open-session.ts";
import { RESET_LINK_HOURS, type requestPasswordResetEndpoint } from "./person-contract.ts";

/**
 * Has a link for a new password sent. Answers before anybody looks whether there is such an account,
 * so that neither the answer nor its time tells. Throws RateLimitedError for an address, known or
 * not, that was asked for too often, ConflictError (`mail_off`) without a mail server.
 */
export async function requestPasswordReset(
  base: PublicContext,
  { email }: Input<typeof requestPasswordResetEndpoint>,
): Promise<null> {
  if (!mailIsOn()) throw new ConflictError("mail_off");
  const guesses: Guess[] = [{ counter: "reset_account", of: email }];
  if (base.origin.ip) guesses.unshift({ counter: "reset_address", of: base.origin.ip });
  await countGuess(guesses);
  setImmediate(() => {
    sendResetLink(base, email).catch((error: unknown) =>
      logger.error({ err: error, requestId: base.requestId }, "no link for a new password sent"),
    );
  });
  return null;
}

/**
 * Makes a link and puts it into the outbox, for an account that signs in by password. Links that are
 * there already keep working, so that nobody can take one from somebody else.
 */
export async function sendResetLink(base: PublicContext, email: string): Promise<void> {
  const found = await db.member.findFirst({
    where: { user: { email, kind: "person", deletedAt: null }, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
    include: { user: { select: { name: true, locale: true, timeZone: true } } },
  });
  if (!found || (await requiresSso(found))) return;
  const { organizationId, userId, role, user } = found;
  const ctx = actAs(
    base,
    { organizationId, userId, role, passwordHash: null },
    { type: "nothing" },
  );
  await changeOrganization(ctx, "account.own", async ({ tx, now, record }) => {
    const secret = randomSecret();
    const expiresAt = new Date(now.getTime() + RESET_LINK_HOURS * 3_600_000);
    await tx.passwordLink.create({
      data: { id: uuidv7(), userId, secretHash: sha256(secret), createdAt: now, expiresAt },
    });
    await queueMail(tx, {
      ...{ organizationId, to: email, locale: user.locale ?? base.locale },
      timeZone: user.timeZone,
      template: "password_reset",
      params: {
        name: user.name,
        url: `${new URL(env().PREFLIGHT_URL).origin}/set-password#${secret}`,
        until: expiresAt.toISOString(),
      },
    });
    record({ action: "password.reset_requested", subject: { type: "member", id: userId } });
  });
}
