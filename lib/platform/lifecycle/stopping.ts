const held = globalThis as { preflightStopping?: boolean };

/** Whether this process has been asked to end and takes no new work. */
export const isStopping = (): boolean => held.preflightStopping === true;

/** From now on this process is not ready. */
export function setStopping(): void {
  held.preflightStopping = true;
}
