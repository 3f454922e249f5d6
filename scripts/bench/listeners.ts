import { request as httpRequest } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "./percentile.ts";

type Listener = { seen: Map<number, number>; close: () => void };

/** Follows a project's events and notes when each revision came, in milliseconds of this process. */
function listen(url: string, headers: Record<string, string>): Promise<Listener> {
  const seen = new Map<number, number>();
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`events: ${response.statusCode}`));
      resolve({ seen, close: () => request.destroy() });
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        const now = performance.now();
        for (const match of text.matchAll(/^id: (\d+)$/gm)) seen.set(Number(match[1]), now);
      });
      response.on("error", () => undefined);
    });
    request.on("error", reject);
    request.end();
  });
}

export type Change = () => Promise<{ revision: number }>;

/**
 * Lets `count` listeners follow `eventsUrl`, makes `changes` changes ten a second, and returns the
 * 99th percentile of the milliseconds from sending a change to its arrival at a listener.
 * Throws when a listener has not seen a change within 10 s.
 */
export async function arrivalP99(
  eventsUrl: string,
  headers: Record<string, string>,
  change: Change,
  count: number,
  changes: number,
): Promise<number> {
  const listeners = await Promise.all(
    Array.from({ length: count }, () => listen(eventsUrl, headers)),
  );
  const sent = new Map<number, number>();
  for (let made = 0; made < changes; made++) {
    const at = performance.now();
    sent.set((await change()).revision, at);
    await pause(100);
  }
  const complete = (listener: Listener) => [...sent.keys()].every((seq) => listener.seen.has(seq));
  const deadline = Date.now() + 10_000;
  while (!listeners.every(complete)) {
    if (Date.now() > deadline) throw new Error("a listener missed a change");
    await pause(50);
  }
  const times = listeners.flatMap(({ seen }) =>
    [...sent].map(([seq, at]) => (seen.get(seq) ?? NaN) - at),
  );
  for (const listener of listeners) listener.close();
  return percentile(times, 0.99);
}
