import type { Json } from "#lib/platform/audit/event.ts";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { rulesOf } from "./to-identity-provider.ts";

/** What the audit log says of a provider: everything that can be seen, the secret not. */
export function settingsForAudit(row: IdentityProvider): Record<string, Json> {
  const { preset, name, issuer, clientId, roleClaim, joinRole, enabled } = row;
  const roleMapping = rulesOf(row).map(({ value, role }) => `${value}: ${role}`);
  return { preset, name, issuer, clientId, roleClaim, roleMapping, joinRole, enabled };
}
