import { setTimeout as sleep } from "node:timers/promises";

/** What still keeps a server from being ready, in the words of its answer. */
export function notReady(body: unknown): string {
  const checks = typeof body === "object" && body !== null && "checks" in body ? body.checks : body;
  if (typeof checks !== "object" || checks === null) return "the server";
  const failing = Object.entries(checks as Record<string, unknown>).filter(([, check]) => {
    if (typeof check === "boolean") return !check;
    if (typeof check === "string") return check !== "ok";
    if (typeof check !== "object" || check === null) return false;
    if ("ok" in check) return check.ok !== true;
    return "status" in check && check.status !== "ok";
  });
  return failing.map(([name]) => name).join(", ") || "the server";
}

/** Asks once. Returns undefined when ready, else what it waits for. */
async function askReady(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    if (response.status === 200) return undefined;
    return notReady(await response.json().catch(() => undefined));
  } catch {
    return "the server";
  }
}

/** Asks until ready; gives up (returning what was missing) after `milliseconds` or on `signal`. */
export async function waitForReady(
  url: string,
  {
    milliseconds,
    signal,
    update,
  }: { milliseconds: number; signal: AbortSignal; update: (missing: string) => void },
): Promise<string | undefined> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const missing = await askReady(url);
    if (!missing) return undefined;
    update(missing);
    if (signal.aborted || performance.now() > end) return missing;
    await sleep(200, undefined, { signal }).catch(() => undefined);
  }
}
