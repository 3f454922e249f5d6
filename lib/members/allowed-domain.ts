import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError } from "#lib/platform/errors.ts";

/**
 * Throws InvalidError at `path` for an address outside of the domains that the organisation's policy
 * allows; an empty list allows all.
 */
export async function assertAllowedDomain(
  tx: Tx,
  organizationId: string,
  email: string,
  path: string,
): Promise<void> {
  const policy = await tx.organizationPolicy.findUnique({
    where: { organizationId },
    select: { emailDomains: true },
  });
  const allowed = policy?.emailDomains ?? [];
  const domain = email.slice(email.lastIndexOf("@") + 1);
  if (allowed.length === 0 || allowed.some((each) => each.toLowerCase() === domain)) return;
  throw new InvalidError("invalid", [
    { path, code: "email_domain_not_allowed", params: { domains: allowed.join(", ") } },
  ]);
}
