import type { Tx } from "#lib/platform/db/client.ts";
import type { IdentityProvider, Member, User } from "#lib/platform/db/generated/client.ts";
import { mayJoin } from "./address-policy.ts";

/**
 * Whether an account may be linked because it has the address that the provider vouches for. As a
 * rule it may not: whoever holds an address at a provider is not therefore the account's person. It
 * may where the account
 *
 * - belongs to the provider's organisation and to no other, so that nobody else's provider opens it,
 * - is not an owner's,
 * - is not linked to this provider already, as somebody else,
 *
 * and either nobody has signed in with it yet (no password, no passkey, no other identity: a person
 * whom the directory or an administrator has put in), or the organisation signs in through its
 * providers only, which makes them the judge of who its people are.
 */
export async function mayLinkByAddress(
  tx: Tx,
  provider: IdentityProvider,
  user: User & { members: Member[] },
): Promise<boolean> {
  const { organizationId } = provider;
  const here = user.members.find((one) => one.organizationId === organizationId);
  if (!here || here.removedAt || here.role === "owner" || user.kind !== "person") return false;
  if (user.members.some((one) => one !== here && one.removedAt === null)) return false;
  if (!(await mayJoin(tx, provider))) return false;
  const identities = await tx.externalIdentity.findMany({ where: { userId: user.id } });
  if (identities.some((one) => one.providerId === provider.id)) return false;
  const passkeys = await tx.passkey.count({ where: { userId: user.id } });
  if (user.passwordHash === null && passkeys === 0 && identities.length === 0) return true;
  const policy = await tx.organizationPolicy.findUnique({ where: { organizationId } });
  return policy?.ssoOnly ?? false;
}
