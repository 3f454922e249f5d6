import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import { assertAllowedAddress } from "#lib/platform/auth/allowed-address.ts";
import { SESSION_HOURS } from "#lib/platform/auth/authenticate.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import type { OrganizationRole } from "#lib/platform/auth/permissions.ts";
import type { Stage } from "#lib/platform/auth/stage.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ForbiddenError, UnauthenticatedError } from "#lib/platform/errors.ts";
import { requiresSso } from "#lib/sso/queries.ts";
import { hasSecondFactor } from "./second-factor.ts";

/** A member who is signing in. `passwordHash` is the one that was right; null where none was asked. */
export type Account = {
  userId: string;
  organizationId: string;
  role: OrganizationRole;
  passwordHash: string | null;
};

/** How they did it. A passkey with user verification is both factors at once. */
export type SignInMethod = "password" | "passkey" | "sso";

/** The new session, and whether it still waits for the second factor. */
export type OpenedSession = { sessionId: string; stage: Exclude<Stage, "enrolment"> };

/** The context of somebody who is not signed in yet, for the audit log. */
export function actAs(base: PublicContext, account: Account, actor: Context["actor"]): Context {
  const { organizationId, userId, role } = account;
  const who = { organizationId, userId, organizationRole: role };
  return { ...base, ...who, actor, stage: "full", idempotency: null };
}

/**
 * Opens a session for somebody whose first proof was right. Where the account has a second factor,
 * the session waits for it and opens nothing until then. `alongside` is what has to happen with it,
 * or to stop it. Throws UnauthenticatedError when the password was changed or the member removed in
 * the meantime, ForbiddenError from where the organisation lets nobody in (`address_not_allowed`)
 * and where it signs in through its identity providers only (`sso_required`).
 */
export async function openSession(
  base: PublicContext,
  account: Account,
  method: SignInMethod,
  alongside?: (change: Change<StreamRow>) => Promise<void>,
): Promise<OpenedSession> {
  if (method !== "sso") await assertSsoNotRequired(base, account, method);
  const sessionId = uuidv7();
  const ctx = actAs(base, account, { type: "session", sessionId, verifiedAt: null });
  return changeOrganization(ctx, "account.own", async (change) => {
    const { tx, now, record } = change;
    await assertUnchanged(tx, account, method);
    await alongside?.(change);
    const policy = await tx.organizationPolicy.findUnique({
      where: { organizationId: account.organizationId },
    });
    assertAllowedAddress(policy?.allowedAddresses ?? [], ctx.origin.ip);
    const waits = method !== "passkey" && (await hasSecondFactor(tx, account.userId));
    const hours = policy?.absoluteHours ?? SESSION_HOURS;
    await tx.session.create({
      data: {
        ...{ id: sessionId, organizationId: account.organizationId, userId: account.userId },
        ...{ ip: ctx.origin.ip, userAgent: ctx.origin.userAgent, method },
        ...{ awaitsSecondFactor: waits, verifiedAt: waits ? null : now },
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + hours * 3_600_000),
      },
    });
    const subject = { type: "session", id: sessionId };
    record({ action: "session.started", subject, after: { method, awaitsSecondFactor: waits } });
    return { sessionId, stage: waits ? "second_factor" : "full" };
  });
}

/** Under the lock: a password change or a removal that came in between has the last word. */
async function assertUnchanged(tx: Tx, account: Account, method: SignInMethod): Promise<void> {
  const { organizationId, userId, passwordHash } = account;
  const unchanged = await tx.member.count({
    where: {
      ...{ organizationId, userId, removedAt: null },
      ...(method === "password" ? { user: { passwordHash } } : {}),
    },
  });
  if (unchanged === 0) throw new UnauthenticatedError("sign_in_refused");
}

async function assertSsoNotRequired(
  base: PublicContext,
  account: Account,
  method: SignInMethod,
): Promise<void> {
  if (!(await requiresSso(account))) return;
  const ctx = actAs(base, account, { type: "nothing" });
  await changeOrganization(ctx, "account.own", async ({ record }) => {
    const subject = { type: "member", id: account.userId };
    record({ action: "session.refused", subject, after: { method }, reason: "sso_required" });
  });
  throw new ForbiddenError("sso_required");
}
