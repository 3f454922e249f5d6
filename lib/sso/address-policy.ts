import type { Tx } from "#lib/platform/db/client.ts";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { InvalidError, UnauthenticatedError } from "#lib/platform/errors.ts";
import type { Profile } from "./profile.ts";

/** The domains of which people may come; empty: any. */
async function allowedDomains(tx: Tx, organizationId: string): Promise<string[]> {
  const policy = await tx.organizationPolicy.findUnique({ where: { organizationId } });
  return (policy?.emailDomains ?? []).map((domain) => domain.toLowerCase());
}

/**
 * Whether strangers may join through a provider. Anybody in the world has an account with Google or
 * GitHub: there the organisation has to say of which domains its people are.
 */
export async function mayJoin(
  tx: Tx,
  { preset, organizationId }: Pick<IdentityProvider, "preset" | "organizationId">,
): Promise<boolean> {
  return preset === "oidc" || (await allowedDomains(tx, organizationId)).length > 0;
}

/**
 * The address of somebody who comes for the first time. Throws UnauthenticatedError where the
 * provider does not vouch for it, or the organisation does not take its domain.
 */
export async function assertAddress(
  tx: Tx,
  { organizationId }: IdentityProvider,
  { email, emailVerified }: Profile,
): Promise<string> {
  if (!email || !emailVerified) throw new UnauthenticatedError("sso_email_unverified");
  const domains = await allowedDomains(tx, organizationId);
  const domain = email.slice(email.lastIndexOf("@") + 1);
  if (domains.length > 0 && !domains.includes(domain)) {
    throw new UnauthenticatedError("sso_domain_refused");
  }
  return email;
}

/** Refuses to save that strangers join where anybody in the world could. Throws InvalidError. */
export async function assertJoinable(
  tx: Tx,
  provider: Pick<IdentityProvider, "preset" | "organizationId" | "joinRole">,
): Promise<void> {
  if (!provider.joinRole || (await mayJoin(tx, provider))) return;
  throw new InvalidError("invalid", [{ path: "joinRole", code: "domains_needed" }]);
}
