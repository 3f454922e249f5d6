import { uuidv7 } from "uuidv7";
import { endMembership } from "#lib/members/end-membership.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { mintToken, newTokenSecret, tokenEnd } from "./mint-token.ts";
import type {
  createServiceAccountEndpoint,
  createServiceTokenEndpoint,
  ServiceAccount,
} from "./organization-contract.ts";
import { toServiceAccount } from "./queries.ts";

/** Creates an account for a machine. It has no password and cannot sign in; its tokens act for it. */
export async function createServiceAccount(
  ctx: Context,
  { name, role }: Input<typeof createServiceAccountEndpoint>,
): Promise<ServiceAccount> {
  requireStepUp(ctx, "tokens.manage");
  return changeOrganization(ctx, "tokens.manage", async ({ tx, row, now, record }) => {
    const userId = uuidv7();
    // Every account has an address; this one is nobody's (RFC 6761 keeps .invalid free).
    const email = `${userId}@service.invalid`;
    await tx.user.create({ data: { id: userId, email, name, kind: "service", createdAt: now } });
    await tx.member.create({ data: { organizationId: row.id, userId, role, createdAt: now } });
    const subject = { type: "member", id: userId };
    record({ action: "service_account.created", subject, after: { name, role } });
    return toServiceAccount({ userId, role, createdAt: now, user: { name } });
  });
}

/** Removes an account for a machine and ends its tokens. Throws NotFoundError for any other. */
export function removeServiceAccount(ctx: Context, { userId }: { userId: string }): Promise<null> {
  return changeOrganization(ctx, "tokens.manage", async (change) => {
    const { name, role } = await findServiceAccount(change.tx, ctx, userId);
    await endMembership(change, userId);
    const subject = { type: "member", id: userId };
    change.record({ action: "service_account.removed", subject, before: { name, role } });
    return null;
  });
}

/** Creates a token that acts as a service account. Throws as `createToken`, and NotFoundError. */
export async function createServiceToken(
  ctx: Context,
  { userId, ...input }: Input<typeof createServiceTokenEndpoint>,
): Promise<Output<typeof createServiceTokenEndpoint>> {
  requireStepUp(ctx, "tokens.manage");
  const wanted = { ...input, expiresAt: tokenEnd(input.expiresAt, ctx.now()) };
  const secret = newTokenSecret();
  const created = await changeOrganization(ctx, "tokens.manage", async (change) => {
    await findServiceAccount(change.tx, ctx, userId);
    return mintToken(change, userId, wanted, secret);
  });
  return { ...created, secret };
}

async function findServiceAccount(
  tx: Tx,
  { organizationId }: Context,
  userId: string,
): Promise<{ name: string; role: string }> {
  const account = await tx.member.findFirst({
    where: { organizationId, userId, removedAt: null, user: { kind: "service" } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (!account) throw new NotFoundError("service_account_not_found");
  return { name: account.user.name, role: account.role };
}
