import type { Answer } from "../../reader.ts";
import { addressOn, ask, bearer, type HttpSource } from "./http-source.ts";

/** What came of many requests in a short time. */
export type Burst = {
  path: string;
  sent: number;
  limited: number;
  /** The first answers with 429. */
  refusals: Answer[];
  errors: number;
  /** Of any request, the first answer's status. */
  firstStatus: number | null;
  seconds: number;
};

const AT_ONCE = 10;
const MOST_ERRORS = 5;
const KEPT_REFUSALS = 2;

/** More than the limit: what is sent to see that it holds. */
const OVER = 10;

/**
 * Sends the declared limit and ten requests more to a path of the test target, once in a run. Ends
 * early when the target begins to break. Throws ProviderError when it stops answering.
 */
export function burst(source: HttpSource, target: string, path: string): Promise<Burst> {
  const address = addressOn(target, path);
  const known = source.bursts.get(address);
  if (known) return known;
  const started = send(source, address, path, source.config.rateLimit + OVER);
  source.bursts.set(address, started);
  return started;
}

async function send(
  source: HttpSource,
  address: string,
  path: string,
  most: number,
): Promise<Burst> {
  const result: Burst = {
    ...{ path, sent: 0, limited: 0, refusals: [], errors: 0, firstStatus: null, seconds: 0 },
  };
  const started = performance.now();
  const headers = bearer(source.credentials.testToken);
  const work = async (): Promise<void> => {
    while (result.sent < most && result.errors < MOST_ERRORS) {
      result.sent += 1;
      count(result, await ask(source, address, { headers, probe: true }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  result.seconds = Math.round((performance.now() - started) / 100) / 10;
  return result;
}

function count(result: Burst, answer: Answer): void {
  result.firstStatus ??= answer.status;
  if (answer.status >= 500) result.errors += 1;
  if (answer.status !== 429) return;
  result.limited += 1;
  if (result.refusals.length < KEPT_REFUSALS) result.refusals.push(answer);
}
