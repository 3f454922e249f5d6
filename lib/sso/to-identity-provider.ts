import { z } from "zod";
import type { IdentityProvider as Row } from "#lib/platform/db/generated/client.ts";
import { RoleRule, type IdentityProvider } from "./contract.ts";

const rules = z.array(RoleRule);

/** The rules of a provider as they were saved. */
export const rulesOf = (row: Row): RoleRule[] => rules.parse(row.roleMapping);

/** A provider in the contract's shape: everything but its secret. */
export function toIdentityProvider(
  row: Row & { _count: { identities: number } },
): IdentityProvider {
  const { id, name, issuer, clientId, roleClaim, enabled } = row;
  return {
    ...{ id, name, issuer, clientId, roleClaim, enabled },
    preset: row.preset === "google" || row.preset === "github" ? row.preset : "oidc",
    roleMapping: rulesOf(row),
    joinRole: row.joinRole === "owner" ? null : row.joinRole,
    people: row._count.identities,
    createdAt: row.createdAt.toISOString(),
  };
}
