import { logger } from "#lib/platform/log/logger.ts";
import type { Poll } from "./job.ts";

/**
 * Runs `poll` again and again with its pause in between. Returns how to stop, which lets a run under
 * way finish. One that fails is logged and tried again at the next turn.
 */
export function startPolling(poll: Poll): () => Promise<void> {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const turn = (): void => {
    running = runOnce(poll, stopping.signal).then(() => {
      if (!stopping.signal.aborted) timer = setTimeout(turn, poll.everySeconds * 1_000);
    });
  };
  turn();
  return async () => {
    stopping.abort();
    clearTimeout(timer);
    await running;
  };
}

async function runOnce({ name, run }: Poll, signal: AbortSignal): Promise<void> {
  try {
    const count = await run(signal);
    if (count > 0) logger.info({ poll: name, count }, "poll done");
  } catch (error) {
    logger.error({ err: error, poll: name }, "poll failed");
  }
}
