import { openIntegration, type OpenIntegration } from "#lib/integrations/open-integration.ts";
import { runCheck, toFailure } from "#lib/integrations/run-check.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { answersOf } from "./answer-cache.ts";
import {
  type Answered,
  FAILURES_TO_OPEN,
  isPassing,
  judgeRun,
  nextBreaker,
  type RunOutcome,
  type Trouble,
  wasAsked,
} from "./breaker.ts";
import {
  type DueCheck,
  endTurn,
  findRunning,
  giveBack,
  type RunningIntegration,
  storeOutcomes,
  type StoredOutcome,
  storeRun,
  takeDueChecks,
} from "./check-store.ts";
import { evaluateProject } from "./evaluate-project.ts";
import { readSignals } from "./read-signals.ts";

/** A run that takes longer is cut off, so that a slow provider holds one place for a minute at most. */
const LONGEST_RUN_MS = 60_000;

/**
 * Carries out what is due of one integration: its checks, then its signals, over one client that asks
 * the same question once. Returns how much was done. Whatever the provider does ends as an outcome;
 * only faults of our own are thrown, and then the checks are due again.
 */
export async function runIntegration(
  id: string,
  stopping: AbortSignal,
): Promise<Record<string, number>> {
  const integration = await findRunning(id);
  if (!integration) return { checks: 0, signals: 0 };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(LONGEST_RUN_MS)]);
  const opened = tryToOpen(integration, signal);
  if ("reason" in opened) {
    await closeAsBroken(integration, opened);
    return { checks: 0, signals: 0 };
  }
  try {
    const probe = await probeFirst(integration, opened);
    if (probe) {
      // What ended because the worker stops says nothing of the provider.
      if (!stopping.aborted) await close(integration, [probe]);
      return { checks: 0, signals: 0 };
    }
    return await runDue(integration, opened, stopping);
  } finally {
    await opened.close();
  }
}

async function runDue(
  integration: RunningIntegration,
  opened: OpenIntegration,
  stopping: AbortSignal,
): Promise<Record<string, number>> {
  const checks = await takeDueChecks(integration);
  let isNews = false;
  let counts: Record<string, number>;
  try {
    const { done, outcomes, answers, ended } = await runChecks(opened, checks, stopping);
    const signals = ended ? [] : await readSignals(integration.id, opened, stopping);
    isNews = await storeOutcomes(integration, outcomes);
    await close(integration, [...answers, ...signals]);
    await endTurn(integration, checks.slice(0, done));
    await giveBack(checks.slice(done));
    counts = { checks: done, signals: signals.length };
  } catch (error) {
    const fault = { reason: "internal_error", detail: null } as const;
    // Our own fault backs off like a provider's: what cannot be stored is not asked for all the time.
    await Promise.allSettled([giveBack(checks), closeAsBroken(integration, fault)]);
    throw error;
  }
  if (isNews) await evaluateProject(integration.projectId);
  return counts;
}

/**
 * One after the other: what a provider bears is its own, and they share most of what they read. A
 * worker that is told to stop leaves the rest, and so does a run that is asked to wait or out of time:
 * `ended` says so, `done` how many it has got through.
 */
async function runChecks(
  { provider, source, reader }: OpenIntegration,
  checks: readonly DueCheck[],
  stopping: AbortSignal,
) {
  const outcomes: StoredOutcome[] = [];
  const answers: Answered[] = [];
  for (const [done, check] of checks.entries()) {
    if (!provider.checks[check.name]) continue;
    const outcome = await runCheck(provider, source, reader, check.name, check.settings);
    // The one that a run ends in goes on in the next, unless it takes a whole run for itself.
    if (stopping.aborted || (reader.signal.aborted && done > 0)) {
      return { done, outcomes, answers, ended: true };
    }
    const { verdict, reason, reading, retryAfterSeconds } = outcome;
    answers.push({ reason, detail: reading.detail, retryAfterSeconds });
    // What may be over in a minute takes no verdict away; it grows old instead.
    const known = check.verdict === "pass" || check.verdict === "fail";
    if (!known || !isPassing(reason)) {
      outcomes.push({ checkId: check.id, verdict, reason, reading, at: new Date() });
    }
    if (reason === "rate_limited" || reader.signal.aborted) {
      return { done: done + 1, outcomes, answers, ended: true };
    }
  }
  return { done: checks.length, outcomes, answers, ended: stopping.aborted };
}

function tryToOpen(
  integration: RunningIntegration,
  signal: AbortSignal,
): OpenIntegration | Trouble {
  try {
    return openIntegration(integration, signal, answersOf(integration.id));
  } catch (error) {
    return toAnswer(error);
  }
}

/** While the breaker has been open, one question decides whether the others are asked. */
async function probeFirst(
  { failures }: RunningIntegration,
  { provider, source, reader }: OpenIntegration,
): Promise<Answered | null> {
  if (failures < FAILURES_TO_OPEN) return null;
  try {
    await provider.test(source);
    return null;
  } catch (error) {
    const answer = toAnswer(error, reader.masked);
    return judgeRun([answer]).kind === "reached" ? null : answer;
  }
}

function toAnswer(error: unknown, masked = (text: string) => text): Answered & Trouble {
  const { reason, detail, retryAfterSeconds, cause } = toFailure(error);
  if (reason === "internal_error") logger.error({ err: cause }, "integration could not be opened");
  return { reason, detail: detail && masked(detail), retryAfterSeconds };
}

/** Stores how the run went as a whole. */
async function close(integration: RunningIntegration, answers: readonly Answered[]): Promise<void> {
  const asked = answers.filter(wasAsked);
  // A run that asks nobody is no success; where the breaker was open, the probe before it was one.
  const isProbed = answers.length > 0 && integration.failures >= FAILURES_TO_OPEN;
  if (asked.length > 0 || isProbed) await settle(integration, judgeRun(asked));
}

/** Nobody was asked, or what was answered is lost: that backs off as well, and shows. */
function closeAsBroken(
  integration: RunningIntegration,
  { reason, detail }: Trouble,
): Promise<void> {
  return settle(integration, { kind: "broken", trouble: { reason, detail }, seconds: null });
}

async function settle(
  { id, provider, failures }: RunningIntegration,
  outcome: RunOutcome,
): Promise<void> {
  const now = new Date();
  const state = nextBreaker(failures, outcome, now, Math.random());
  await storeRun(id, state, outcome.trouble, now);
  if (state.openUntil) {
    logger.warn({ integration: id, provider, until: state.openUntil }, "breaker open");
  }
}
