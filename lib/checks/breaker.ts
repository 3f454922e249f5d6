import type { UnknownReason } from "#lib/integrations/choices.ts";

/** How a run of an integration went. `reached`: there was something to find out, whatever it was. */
export type RunOutcome =
  | { kind: "reached"; trouble: Trouble | null }
  | { kind: "broken"; trouble: Trouble; seconds: number | null }
  | { kind: "told_to_wait"; trouble: Trouble; seconds: number };

export type Trouble = { reason: UnknownReason; detail: string | null };

export type BreakerState = { failures: number; openUntil: Date | null; retryAt: Date | null };

/** So many failures in a row open the breaker. */
export const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Reasons that speak of the way to the provider, not of what was asked. */
const BROKEN = new Set<UnknownReason>([
  "unreachable",
  "timeout",
  "refused",
  "provider_error",
  "too_large",
  "not_understood",
]);
/** Reasons that stop everything although the provider answers. */
const TROUBLES = new Set<UnknownReason>([...BROKEN, "no_permission", "not_found", "rate_limited"]);

/** Whether the answer to this question may be another one at the next turn. */
export const isPassing = (reason: UnknownReason | null): boolean =>
  reason !== null &&
  (BROKEN.has(reason) || reason === "rate_limited" || reason === "internal_error");

export type Answered = {
  reason: UnknownReason | null;
  detail: string | null;
  retryAfterSeconds: number | null;
  /** That nobody answers is what was to be found out: no reason to stop asking. */
  isReading?: true;
};

/** Reasons for which nobody was asked: they say nothing of the way to the provider. */
const NOT_ASKED = new Set<UnknownReason | null>(["not_declared", "no_test_target"]);

/** Whether the provider had a part in an answer. */
export const wasAsked = ({ reason }: Answered): boolean => !NOT_ASKED.has(reason);

/** What the answers of one run say of the integration as a whole; none: that nothing is in the way. */
export function judgeRun(answers: readonly Answered[]): RunOutcome {
  const waiting = answers.find(({ reason }) => reason === "rate_limited");
  const first = answers.find(({ reason }) => reason !== null && TROUBLES.has(reason));
  const trouble = first?.reason ? { reason: first.reason, detail: first.detail } : null;
  if (waiting) {
    const seconds = waiting.retryAfterSeconds ?? 60;
    return {
      kind: "told_to_wait",
      trouble: { reason: "rate_limited", detail: waiting.detail },
      seconds,
    };
  }
  const allBroken = answers.every(
    ({ reason, isReading }) => reason !== null && BROKEN.has(reason) && !isReading,
  );
  if (allBroken && trouble) {
    const told = answers.flatMap(({ retryAfterSeconds }) => retryAfterSeconds ?? []);
    return { kind: "broken", trouble, seconds: told.length > 0 ? Math.max(...told) : null };
  }
  const allTrouble = answers.every(({ reason }) => reason !== null && TROUBLES.has(reason));
  return { kind: "reached", trouble: allTrouble ? trouble : null };
}

/**
 * The breaker after a run. Five failures in a row open it for a minute, each further one for twice as
 * long, an hour at most; `random` (0 to 1) spreads integrations that failed together. One that is told
 * to wait waits, which is no failure; one that fails and says when it will be back is left until then.
 */
export function nextBreaker(
  failures: number,
  outcome: RunOutcome,
  now: Date,
  random: number,
): BreakerState {
  const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  if (outcome.kind === "reached") return { failures: 0, openUntil: null, retryAt: null };
  if (outcome.kind === "told_to_wait") {
    return { failures, openUntil: null, retryAt: later(outcome.seconds * 1_000) };
  }
  const count = failures + 1;
  const retryAt = outcome.seconds === null ? null : later(outcome.seconds * 1_000);
  if (count < FAILURES_TO_OPEN) return { failures: count, openUntil: null, retryAt };
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (count - FAILURES_TO_OPEN), LONGEST_PAUSE_MS);
  return { failures: count, openUntil: later(pause * (0.9 + random * 0.2)), retryAt };
}
