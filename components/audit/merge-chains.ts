import type { ChainVerification } from "#lib/audit/contract.ts";

/** Puts what one step found to what those before found; a step may go on with a chain of the last. */
export function mergeChains(
  before: readonly ChainVerification[],
  step: readonly ChainVerification[],
): ChainVerification[] {
  const chains = new Map(before.map((chain) => [chain.stream, chain]));
  for (const chain of step) {
    const known = chains.get(chain.stream);
    chains.set(chain.stream, { ...chain, events: chain.events + (known?.events ?? 0) });
  }
  return [...chains.values()];
}
