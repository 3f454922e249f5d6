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
    if (wait > 0) await sleep(wait, signal);
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(new ProviderError("timeout", "The run took too long."));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    }, milliseconds);
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
  });
}
