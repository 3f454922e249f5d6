import type { Claim, Item, Verdict } from "#lib/checklist/contract.ts";

// The contract's own lists would bring its whole schema library into the page; terms.test.ts compares.

/** The claims, in the order in which they are offered. */
export const claims = [
  "todo",
  "in_progress",
  "done",
  "not_applicable",
] as const satisfies readonly Claim[];

/** What machines can say, in the order in which it is offered. */
export const verdicts = [
  "pass",
  "fail",
  "unknown",
  "stale",
  "not_run",
] as const satisfies readonly Verdict[];

/** Where items come from. */
export const itemOrigins = [
  "core",
  "extended",
  "custom",
] as const satisfies readonly Item["origin"][];
