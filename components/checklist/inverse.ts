import type { Claim, Item } from "#lib/checklist/contract.ts";

/** What can be set on one item or on many at once. */
export interface Plan {
  claim?: Claim;
  reason?: string;
  assigneeId?: string | null;
  /** ISO 8601. */
  dueAt?: string | null;
}

/** The item as the reader wants it, at `now`. */
export function planned(item: Item, plan: Plan, me: string, now: Date): Item {
  const next = { ...item };
  if (plan.assigneeId !== undefined) next.assigneeId = plan.assigneeId;
  if (plan.dueAt !== undefined) next.dueAt = plan.dueAt;
  if (plan.claim === undefined && plan.reason === undefined) return next;
  const claim = plan.claim ?? item.claim;
  const kept = claim === item.claim ? item.claimReason : null;
  const claimReason = plan.reason === undefined ? kept : plan.reason || null;
  if (claim === item.claim && claimReason === item.claimReason) return next;
  return { ...next, claim, claimReason, claimedBy: me, claimedAt: now.toISOString() };
}

/** Whether a plan changes anything of an item. */
export function changes(item: Item, plan: Plan): boolean {
  const next = planned(item, plan, "", new Date(0));
  return (["claim", "claimReason", "assigneeId", "dueAt"] as const).some(
    (name) => next[name] !== item[name],
  );
}

/** The plans that take one back: each with the items that were alike before. */
export function inversePlans(
  before: readonly Item[],
  plan: Plan,
): { plan: Plan; itemIds: string[] }[] {
  const groups = Map.groupBy(before, (item) => JSON.stringify(inverseOf(item, plan)));
  return [...groups].map(([text, items]) => ({
    plan: JSON.parse(text) as Plan,
    itemIds: items.map(({ id }) => id),
  }));
}

function inverseOf(item: Item, plan: Plan): Plan {
  const inverse: Plan = {};
  if (plan.claim !== undefined || plan.reason !== undefined) {
    inverse.claim = item.claim;
    inverse.reason = item.claimReason ?? "";
  }
  if (plan.assigneeId !== undefined) inverse.assigneeId = item.assigneeId;
  if (plan.dueAt !== undefined) inverse.dueAt = item.dueAt;
  return inverse;
}
