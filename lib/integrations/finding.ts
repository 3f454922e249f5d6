import type { UnknownReason } from "./choices.ts";
import type { Facts, Finding } from "./provider.ts";

/** Pass or fail, with what was seen and the figures that decided. */
export function judge(passes: boolean, seen: Facts, limit?: Facts): Finding {
  return { verdict: passes ? "pass" : "fail", seen, ...(limit ? { limit } : {}) };
}

/** Nothing can be said, and why. */
export function unknown(reason: UnknownReason, seen?: Facts, detail?: string): Finding {
  return { verdict: "unknown", reason, ...(seen ? { seen } : {}), detail: detail ?? null };
}
