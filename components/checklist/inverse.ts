import type { Claim, Item } from "#lib/checklist/contract.ts";
import { hasExpired } from "#lib/checklist/standing.ts";

/** What can be set on one item or on many at once. */
export interface Plan {
  claim?: Claim;
  reason?: string;
  assigneeId?: string | null;
  /** ISO 8601. */
  dueAt?: string | null;
  /** Days after which a claim of done has to be renewed. */
  ttlDays?: number | null;
}

/** The item as the reader wants it, at `now`. */
export function planned(item: Item, plan: Plan, me: string, now: Date): Item {
  const next = { ...item };
  if (plan.assigneeId !== undefined) next.assigneeId = plan.assigneeId;
  if (plan.dueAt !== undefined) next.dueAt = plan.dueAt;
  if (plan.ttlDays !== undefined) next.ttlDays = plan.ttlDays;
  if (plan.claim === undefined && plan.reason === undefined) return next;
  const claim = plan.claim ?? item.claim;
  const kept = claim === item.claim ? item.claimReason : null;
  const claimReason = plan.reason === undefined ? kept : plan.reason || null;
  const same = claim === item.claim && claimReason === item.claimReason;
  if (same && !renews(item, plan, now)) return next;
  const claimed = { claim, claimReason, claimedBy: me, claimedAt: now.toISOString() };
  return { ...next, ...claimed, keptUntil: null };
}

/** Whether a plan claims again what has to be renewed. */
export function renews(item: Item, plan: Plan, now: Date): boolean {
  return plan.claim === "done" && hasExpired(item, now.getTime());
}

/** Whether a plan changes anything of an item, at `now`. */
export function changes(item: Item, plan: Plan, now: Date): boolean {
  const next = planned(item, plan, "", now);
  return (["claim", "claimReason", "claimedAt", "assigneeId", "dueAt", "ttlDays"] as const).some(
    (name) => next[name] !== item[name],
  );
}

/**
 * The plans that take one back: each with the items that were alike before. A claim that was renewed
 * stays so.
 */
export function inversePlans(
  before: readonly Item[],
  plan: Plan,
): { plan: Plan; itemIds: string[] }[] {
  const groups = Map.groupBy(before, (item) => JSON.stringify(inverseOf(item, plan)));
  groups.delete("{}");
  return [...groups].map(([text, items]) => ({
    plan: JSON.parse(text) as Plan,
    itemIds: items.map(({ id }) => id),
  }));
}

function inverseOf(item: Item, plan: Plan): Plan {
  const inverse: Plan = {};
  const claims = plan.claim !== undefined && plan.claim !== item.claim;
  if (claims || plan.reason !== undefined) {
    inverse.claim = item.claim;
    inverse.reason = item.claimReason ?? "";
  }
  if (plan.assigneeId !== undefined) inverse.assigneeId = item.assigneeId;
  if (plan.dueAt !== undefined) inverse.dueAt = item.dueAt;
  if (plan.ttlDays !== undefined) inverse.ttlDays = item.ttlDays;
  return inverse;
}
