import type { Item } from "./contract.ts";

/** The most days after which a claim of `done` may have to be renewed. */
export const MOST_TTL_DAYS = 3_650;

const DAY_MS = 86_400_000;

type Aging = { claim: string; claimedAt: string | Date | null; ttlDays: number | null };
type Judged = Pick<Item, "claim" | "verdict" | "keptUntil">;

/** When a claim of `done` has to be renewed, in milliseconds since 1970; null where it does not age. */
export function expiryOf({ claim, claimedAt, ttlDays }: Aging): number | null {
  if (claim !== "done" || claimedAt === null || ttlDays === null) return null;
  return new Date(claimedAt).getTime() + ttlDays * DAY_MS;
}

/** Whether a claim of `done` has outlived the days that it holds for, at `now` in milliseconds. */
export function hasExpired(item: Aging, now: number): boolean {
  const expiry = expiryOf(item);
  return expiry !== null && expiry < now;
}

/** The claim as it counts at `now`: what has to be renewed is to do again. */
export function countedClaim(
  item: Pick<Item, "claim" | "claimedAt" | "ttlDays">,
  now: number,
): Item["claim"] {
  return hasExpired(item, now) ? "todo" : item.claim;
}

/** Whether people and machines say opposite things of an item, settled or not. */
export function isContradicted({ claim, verdict }: Pick<Judged, "claim" | "verdict">): boolean {
  if (verdict === "fail") return claim === "done";
  return verdict === "pass" && (claim === "todo" || claim === "in_progress");
}

/** Whether that waits for somebody to settle it at `now` in milliseconds. */
export function disagrees(item: Judged, now: number): boolean {
  if (!isContradicted(item)) return false;
  return item.keptUntil === null || Date.parse(item.keptUntil) <= now;
}
