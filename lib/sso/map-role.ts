import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import type { RoleRule } from "./contract.ts";
import { rulesOf } from "./to-identity-provider.ts";

type Claims = Readonly<Record<string, unknown>>;

/**
 * The role that the provider's claim gives: of the first rule whose value is in it, else the role of
 * newcomers. Null where roles are not mapped. Never owner: rules cannot name it.
 */
export function mappedRole(provider: IdentityProvider, claims: Claims): RoleRule["role"] | null {
  const rules = rulesOf(provider);
  if (!provider.roleClaim || rules.length === 0) return null;
  const values = valuesOf(claims, provider.roleClaim);
  const fallback = provider.joinRole === "admin" ? "admin" : "member";
  return rules.find((rule) => values.includes(rule.value))?.role ?? fallback;
}

/** A claim by its name, or by a path such as `realm_access.roles`; one text or a list of them. */
function valuesOf(claims: Claims, name: string): unknown[] {
  const direct = Object.hasOwn(claims, name) ? claims[name] : undefined;
  const found = direct ?? name.split(".").reduce<unknown>(step, claims);
  return [found].flat();
}

function step(at: unknown, key: string): unknown {
  if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
  return (at as Claims)[key];
}
