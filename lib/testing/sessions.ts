import { uuidv7 } from "uuidv7";
import { openSession } from "#lib/accounts/open-session.ts";
import { confirmTotp, startTotp } from "#lib/accounts/totp-enrolment.ts";
import { identifySession } from "#lib/platform/auth/authenticate.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { hashPassword } from "#lib/platform/auth/password-hash.ts";
import { sessionCookieName, sessionSecrets } from "#lib/platform/auth/session-cookie.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { encode } from "next-auth/jwt";
import { TOTP, Secret } from "otpauth";

const STEP_MS = 30_000;

/** The context of a session as a request would get it now. Throws when it has ended. */
export async function contextIn(ctx: Context, sessionId: string): Promise<Context> {
  const salt = sessionCookieName();
  const cookie = await encode({ token: { sessionId }, secret: sessionSecrets(), salt });
  return { ...ctx, ...(await identifySession(cookie)), locale: ctx.locale };
}

/** The id of the session that somebody acts in. */
export const sessionOf = ({ actor }: Context): string =>
  actor.type === "session" ? actor.sessionId : "";

/** An open session of the person, as anybody has who was here once. */
export async function giveSession(
  { organizationId, userId }: Context,
  origin: { ip?: string; userAgent?: string } = {},
): Promise<void> {
  const now = new Date();
  await writeClient().session.create({
    data: {
      ...{ id: uuidv7(), organizationId, userId, createdAt: now, lastSeenAt: now, ...origin },
      expiresAt: new Date(now.getTime() + 3_600_000),
    },
  });
}

/** Signs the person behind `ctx` in with a password that was right, as far as that leads. */
export async function signInAs(ctx: Context): Promise<{ sessionId: string; ctx: Context }> {
  const { userId, organizationId, organizationRole: role } = ctx;
  const { passwordHash } = await writeClient().user.findUniqueOrThrow({ where: { id: userId } });
  const account = { userId, organizationId, role, passwordHash };
  const { sessionId } = await openSession(ctx, account, "password");
  return { sessionId, ctx: await contextIn(ctx, sessionId) };
}

/** Gives the person a password. */
export async function setTestPassword(ctx: Context, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await writeClient().user.update({ where: { id: ctx.userId }, data: { passwordHash } });
}

/** What an authenticator app shows, `steps` of thirty seconds from now. */
export function codeOf(secret: string, steps = 0, now = Date.now()): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: now + steps * STEP_MS });
}

/**
 * Turns an authenticator app on for the person of a session. Its first code is that of the step
 * before the present one, so that the present one is still to be used.
 */
export async function enrolTestApp(
  ctx: Context,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret, startedAt } = await startTotp({ ...ctx, requestId: uuidv7() });
  if (!secret) throw new Error("no secret");
  const code = codeOf(secret, -1, ctx.now().getTime());
  const { recoveryCodes } = await confirmTotp(ctx, { startedAt, code });
  return { secret, recoveryCodes: recoveryCodes ?? [] };
}
