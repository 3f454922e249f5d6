import type { OpenIntegration } from "#lib/integrations/open-integration.ts";
import { readSignal, toFailure } from "#lib/integrations/run-check.ts";
import {
  giveBackSignals,
  storeFailure,
  storeReading,
  takeDueSignals,
} from "#lib/widgets/signal-store.ts";
import type { Answered } from "./breaker.ts";

/**
 * Reads the signals of an integration that are due, and stores what they say. Returns how each went.
 * Those that a run does not come to, as it is stopped, asked to wait or out of time, stay due.
 */
export async function readSignals(
  integrationId: string,
  { provider, source, reader }: OpenIntegration,
  stopping: AbortSignal,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  const due = await takeDueSignals(integrationId);
  for (const [done, signal] of due.entries()) {
    try {
      const reading = await readSignal(provider, source, signal.name, signal.params);
      await storeReading(signal.id, reading, new Date());
      const { reason = null, detail = null } = reading.unanswered ?? {};
      answers.push({
        ...{ reason, detail: detail && reader.masked(detail), retryAfterSeconds: null },
        isReading: true,
      });
    } catch (error) {
      const unread = stopping.aborted || (reader.signal.aborted && done > 0);
      if (unread) {
        await giveBackSignals(due.slice(done));
        break;
      }
      const { reason, retryAfterSeconds, ...failure } = toFailure(error);
      const detail = failure.detail && reader.masked(failure.detail);
      await storeFailure(signal.id, reason, detail, new Date());
      answers.push({ reason, detail, retryAfterSeconds });
      if (reason === "rate_limited" || reader.signal.aborted) {
        await giveBackSignals(due.slice(done + 1));
        break;
      }
    }
  }
  return answers;
}
