const LATEST_MS = 2_000;
/** For browsers that do not tell when they are idle. */
const SOON_MS = 200;

/**
 * Runs `start` when the browser has nothing more urgent to do; returns what undoes it. What changes
 * the query cache has to wait for that: parts of the page that are still to be hydrated must find
 * what the server has rendered them from.
 */
export function whenIdle(start: () => () => void): () => void {
  let stop: (() => void) | undefined;
  const run = () => void (stop = start());
  if ("requestIdleCallback" in window) {
    const request = requestIdleCallback(run, { timeout: LATEST_MS });
    return () => {
      cancelIdleCallback(request);
      stop?.();
    };
  }
  const timer = setTimeout(run, SOON_MS);
  return () => {
    clearTimeout(timer);
    stop?.();
  };
}
