import autocannon, { type Request } from "autocannon";

const CONNECTIONS = 16;

export type Load = {
  url: string;
  headers?: Record<string, string>;
  /** The n-th request; `n` counts from 0 over all connections and rounds. */
  request: (n: number) => Request;
};

type Source = { load: Load; sent: number };

/** Requests per second that 16 connections get answered with 2xx in `seconds`. Throws on any other answer. */
async function perSecond(source: Source, seconds: number): Promise<number> {
  const { load } = source;
  const result = await autocannon({
    url: load.url,
    connections: CONNECTIONS,
    duration: seconds,
    ...(load.headers ? { headers: load.headers } : {}),
    requests: [{ setupRequest: (base) => ({ ...base, ...load.request(source.sent++) }) }],
  });
  if (result.non2xx + result.errors > 0) {
    throw new Error(`${load.url}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return result["2xx"] / result.duration;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
  return (upper + lower) / 2;
};

export type Comparison = { ours: number; bare: number; ratio: number };

/**
 * Runs both loads in turn, so that a machine that gets slower does so for both, after a warm-up.
 * Returns the median rates and the median of the ratios pair by pair.
 */
export async function compare(
  ours: Load,
  bare: Load,
  rounds: number,
  seconds: number,
): Promise<Comparison> {
  const [a, b] = [
    { load: ours, sent: 0 },
    { load: bare, sent: 0 },
  ];
  await perSecond(b, 3);
  await perSecond(a, 3);
  const pairs: { ours: number; bare: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const bareRate = await perSecond(b, seconds);
    pairs.push({ bare: bareRate, ours: await perSecond(a, seconds) });
  }
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    bare: median(pairs.map((pair) => pair.bare)),
    ratio: median(pairs.map((pair) => pair.ours / pair.bare)),
  };
}
