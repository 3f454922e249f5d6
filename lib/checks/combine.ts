import type { Verdict } from "#lib/checklist/contract.ts";
import { hasExpired } from "#lib/checklist/standing.ts";

/** A check as far as its items' verdicts depend on it. */
export type CheckState = {
  name: string;
  verdict: Verdict;
  reason: string | null;
  ranAt: Date | null;
  /** Seconds between two runs. */
  intervalSeconds: number;
};

/** What people say of an item, as far as its verdict depends on it. */
export type Claimed = {
  claim: string;
  claimedAt: Date | null;
  evidenceCount: number;
  ttlDays: number | null;
};

export type ItemVerdict = { verdict: Verdict; reason: string | null };

// A check that has missed three turns says nothing about now.
const TURNS = 3;
const SHORTEST_MS = 120_000;

/** How old a check's verdict may be, in milliseconds. */
export const standsForMs = (intervalSeconds: number): number =>
  Math.max(TURNS * intervalSeconds * 1_000, SHORTEST_MS);

/** Whether a check's verdict is too old to stand for now. */
export function isStale({ verdict, ranAt, intervalSeconds }: CheckState, now: Date): boolean {
  if (verdict === "not_run" || !ranAt) return false;
  return now.getTime() - ranAt.getTime() > standsForMs(intervalSeconds);
}

/**
 * An item's verdict from its checks. Checks without a subject do not count; one fresh failure fails;
 * an old answer makes it stale; otherwise one pass is enough. Where a person has to attest as well
 * (`attested`), passing checks verify only together with a claim of `done` and evidence.
 */
export function combine(
  checks: readonly CheckState[],
  item: Claimed,
  attested: boolean,
  now: Date,
): ItemVerdict {
  const counted = checks.filter(({ reason }) => reason !== "absent");
  const fresh = counted.filter((check) => !isStale(check, now));
  const failing = fresh.find(({ verdict }) => verdict === "fail");
  if (failing) return { verdict: "fail", reason: failing.name };
  if (hasExpired(item, now.getTime())) return { verdict: "stale", reason: "claim_expired" };
  if (fresh.length < counted.length) return { verdict: "stale", reason: "not_read" };
  if (fresh.some(({ verdict }) => verdict === "pass")) {
    const vouchedFor = item.claim === "done" && item.evidenceCount > 0;
    if (attested && !vouchedFor) return { verdict: "unknown", reason: "needs_attestation" };
    return { verdict: "pass", reason: null };
  }
  const unsure = fresh.find(({ verdict }) => verdict === "unknown");
  if (unsure) return { verdict: "unknown", reason: unsure.reason };
  if (checks.length > 0 && counted.length === 0) return { verdict: "unknown", reason: "absent" };
  return { verdict: "not_run", reason: null };
}
