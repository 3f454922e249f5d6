import type { Tx } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { InvalidError } from "#lib/platform/errors.ts";

/** Whether an address belongs to one of these domains, subdomains not included; no domains: any does. */
export function isAllowedEmail(domains: readonly string[], email: string): boolean {
  if (domains.length === 0) return true;
  return domains.includes(email.slice(email.lastIndexOf("@") + 1).toLowerCase());
}

/**
 * Throws InvalidError (`email_domain_not_allowed`) that names the field at `path` where the
 * organisation's policy does not allow the domain of an address. Inside a change give its `tx`.
 */
export async function assertAllowedEmail(
  organizationId: string,
  email: string,
  path = "email",
  tx: Pick<Tx, "organizationPolicy"> | typeof db = db,
): Promise<void> {
  const policy = await tx.organizationPolicy.findUnique({
    where: { organizationId },
    select: { emailDomains: true },
  });
  if (isAllowedEmail(policy?.emailDomains ?? [], email)) return;
  throw new InvalidError("email_domain_not_allowed", [{ path, code: "email_domain_not_allowed" }]);
}
