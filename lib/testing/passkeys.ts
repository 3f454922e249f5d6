import { openSession, type OpenedSession } from "#lib/accounts/open-session.ts";
import { addPasskey } from "#lib/passkeys/add-passkey.ts";
import { startPasskeySession, startPasskeySignIn } from "#lib/passkeys/sign-in-with-passkey.ts";
import { startPasskey } from "#lib/passkeys/start-passkey.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { SoftwareAuthenticator, type Deviation } from "./authenticator.ts";
import { visitor } from "./visitor.ts";

/** The same person in a session that has a row, as all have outside of tests. */
export async function signedIn(
  ctx: Context,
  method: "password" | "passkey" = "passkey",
): Promise<{ ctx: Context; sessionId: string }> {
  const { organizationId, userId, organizationRole: role } = ctx;
  const account = { organizationId, userId, role, passwordHash: null };
  const { sessionId, stage } = await openSession(visitor(), account, method);
  const verifiedAt = stage === "full" ? new Date() : null;
  return { ctx: { ...ctx, stage, actor: { type: "session", sessionId, verifiedAt } }, sessionId };
}

/** Adds a passkey to the account of a session. */
export async function register(
  ctx: Context,
  name = "Laptop",
  authenticator = new SoftwareAuthenticator(),
) {
  const response = authenticator.create(await startPasskey(ctx));
  return { authenticator, passkey: await addPasskey(ctx, { name, response }) };
}

/** Signs in with a passkey, as `deviation` says. */
export async function signIn(
  authenticator: SoftwareAuthenticator,
  deviation?: Deviation,
  base = visitor(),
): Promise<OpenedSession> {
  const response = authenticator.get(await startPasskeySignIn(base), deviation);
  return startPasskeySession(base, { response });
}

/** Whether a session is open under this id. */
export async function isOpen(sessionId: string): Promise<boolean> {
  return (await writeClient().session.count({ where: { id: sessionId, revokedAt: null } })) === 1;
}

/** The organisation's audit events of one action. */
export function eventsOf({ organizationId }: Context, action: string) {
  return writeClient().auditEvent.findMany({ where: { streamId: organizationId, action } });
}

/** Has the organisation ask for a second factor, of this person at once. */
export async function askForFactor({ organizationId, userId }: Context): Promise<void> {
  const longAgo = new Date(0);
  await writeClient().organizationPolicy.create({
    data: { organizationId, secondFactor: "everyone", graceDays: 0, requiredSince: longAgo },
  });
  await writeClient().member.updateMany({ where: { userId }, data: { createdAt: longAgo } });
}
