import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { assertGoodPassword } from "#lib/platform/auth/password-policy.ts";
import type { OrganizationRole } from "#lib/platform/auth/permissions.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { inspectPasswordLinkEndpoint, redeemPasswordLinkEndpoint } from "./contract.ts";
import { hasSecondFactor } from "./second-factor.ts";
import { storedPassword, storePassword } from "./store-password.ts";

type Link = {
  id: string;
  expiresAt: Date;
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
  role: OrganizationRole;
};

/** Whom a link is for. Throws NotFoundError for one that is unknown, used, replaced or expired. */
export async function inspectPasswordLink(
  base: PublicContext,
  { secret }: Input<typeof inspectPasswordLinkEndpoint>,
): Promise<Output<typeof inspectPasswordLinkEndpoint>> {
  const link = await findLink(base, secret);
  const { name, email } = link.user;
  const expiresAt = link.expiresAt.toISOString();
  return { name, email, organization: link.organization.name, expiresAt };
}

/**
 * Sets the password of the person whom the link is for, ends all their sessions, and returns their
 * address. Works once. Throws NotFoundError as above, InvalidError for a weak password, which
 * leaves the link as it was.
 */
export async function redeemPasswordLink(
  base: PublicContext,
  { secret, password }: Input<typeof redeemPasswordLinkEndpoint>,
): Promise<{ email: string }> {
  const link = await findLink(base, secret);
  const secondFactor = await hasSecondFactor(db, link.user.id);
  await assertGoodPassword(password, { ...link.user, secondFactor }, "password");
  const stored = await storedPassword(password);
  const ctx: Context = {
    ...base,
    organizationId: link.organization.id,
    userId: link.user.id,
    organizationRole: link.role,
    actor: { type: "link" },
    stage: "full",
    idempotency: null,
  };
  await changeOrganization(ctx, "account.own", async (change) => {
    const { count } = await change.tx.passwordLink.updateMany({
      where: { id: link.id, usedAt: null },
      data: { usedAt: change.now },
    });
    if (count === 0) throw new NotFoundError("password_link_invalid");
    await storePassword(change, ctx, { ...stored, keepSession: null });
  });
  await forgiveGuess([{ counter: "account", of: link.user.email }]);
  return { email: link.user.email };
}

async function findLink(base: PublicContext, secret: string): Promise<Link> {
  const guesses: Guess[] = base.origin.ip ? [{ counter: "address", of: base.origin.ip }] : [];
  await countGuess(guesses);
  const found = await db.passwordLink.findUnique({
    where: { secretHash: sha256(secret), usedAt: null, expiresAt: { gt: base.now() } },
    select: {
      id: true,
      expiresAt: true,
      user: {
        select: {
          id: true,
          name: true,
          email: true,
          members: {
            where: { removedAt: null },
            orderBy: { createdAt: "asc" },
            take: 1,
            select: { role: true, organization: { select: { id: true, name: true } } },
          },
        },
      },
    },
  });
  const member = found?.user.members[0];
  if (!found || !member) throw new NotFoundError("password_link_invalid");
  await forgiveGuess(guesses);
  const { members: _members, ...user } = found.user;
  return { id: found.id, expiresAt: found.expiresAt, user, ...member };
}
