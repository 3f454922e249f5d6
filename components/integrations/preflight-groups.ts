import { checkReadiness, type CheckReadiness } from "#lib/integrations/choices.ts";
import type { PreflightItem } from "#lib/integrations/connect-contract.ts";

/** What to expect of an item: what the best of its checks can do. */
export function bestOf({ checks }: Pick<PreflightItem, "checks">): CheckReadiness {
  const states = new Set(checks.map(({ readiness }) => readiness));
  return checkReadiness.find((readiness) => states.has(readiness)) ?? "unavailable";
}

/** Items by what to expect of them, in their order. */
export function groupItems(
  items: readonly PreflightItem[],
): ReadonlyMap<CheckReadiness, PreflightItem[]> {
  return Map.groupBy(items, bestOf);
}
