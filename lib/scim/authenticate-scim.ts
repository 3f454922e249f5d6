import { assertAllowedAddress } from "#lib/platform/auth/allowed-address.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { UnauthenticatedError } from "#lib/platform/errors.ts";

export const SCIM_TOKEN_PREFIX = "pf_scim_";
const TOUCH_MS = 60_000;

/**
 * The directory behind a token: it acts with an administrator's rights, in the audit log in the name
 * of whoever made the token. Throws UnauthenticatedError for any other, ended or revoked token,
 * ForbiddenError for an address that the organisation does not allow.
 */
export async function scimContext(base: PublicContext, headers: Headers): Promise<Context> {
  const [scheme, token = ""] = (headers.get("authorization") ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || !token.startsWith(SCIM_TOKEN_PREFIX)) {
    throw new UnauthenticatedError("token_invalid");
  }
  const row = await db.scimToken.findFirst({
    where: { secretHash: sha256(token), revokedAt: null, expiresAt: { gt: base.now() } },
    include: { organization: { select: { policy: { select: { allowedAddresses: true } } } } },
  });
  if (!row) throw new UnauthenticatedError("token_invalid");
  assertAllowedAddress(row.organization.policy?.allowedAddresses ?? [], base.origin.ip);
  await touch(row.id, row.lastUsedAt, base.now());
  return {
    ...base,
    organizationId: row.organizationId,
    userId: row.createdById,
    organizationRole: "admin",
    actor: { type: "scim", tokenId: row.id },
    stage: "full",
    idempotency: null,
  };
}

/** "Last used" is shown to people: one write a minute is enough. */
async function touch(id: string, lastUsedAt: Date | null, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < TOUCH_MS) return;
  await writeClient().scimToken.update({ where: { id }, data: { lastUsedAt: now } });
}
