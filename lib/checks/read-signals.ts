import type { OpenIntegration } from "#lib/integrations/open-integration.ts";
import { readSignal, toFailure } from "#lib/integrations/run-check.ts";
import { storeFailure, storeReading, takeDueSignals } from "#lib/widgets/signal-store.ts";
import type { Answered } from "./breaker.ts";

/** Reads the signals of an integration that are due, and stores what they say. Returns how each went. */
export async function readSignals(
  integrationId: string,
  { provider, source }: OpenIntegration,
  stopping: AbortSignal,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const signal of await takeDueSignals(integrationId, new Date())) {
    try {
      const reading = await readSignal(provider, source, signal.name, signal.params);
      await storeReading(signal.id, reading, new Date());
      answers.push({ reason: null, detail: null, retryAfterSeconds: null });
    } catch (error) {
      if (stopping.aborted) break;
      const { reason, detail, retryAfterSeconds } = toFailure(error);
      await storeFailure(signal.id, reason, detail, new Date());
      answers.push({ reason, detail, retryAfterSeconds });
    }
  }
  return answers;
}
