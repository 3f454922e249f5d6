import { setTimeout as sleep } from "node:timers/promises";
import { ProviderError } from "./provider-error.ts";

export type Pace = { calls: number; perSeconds: number };

/**
 * Returns what waits for its turn. The first calls of a run go at once; only what is faster than the
 * pace waits. Throws ProviderError where `signal` ends the run meanwhile.
 */
export function keepPace({ calls, perSeconds }: Pace, signal: AbortSignal): () => Promise<void> {
  let nextCallAt = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, nextCallAt);
    nextCallAt = at + (perSeconds * 1_000) / calls;
    const wait = at - now - perSeconds * 1_000;
    if (wait <= 0) return;
    await sleep(wait, undefined, { signal }).catch((cause: unknown) => {
      throw new ProviderError("timeout", "The run took too long.", { cause });
    });
  };
}
