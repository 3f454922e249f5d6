import { createHash } from "node:crypto";
import { egressFetch, type EgressRequest } from "#lib/platform/egress/fetch.ts";
import type { Answer, AnswerCache, CallRequest } from "./reader.ts";

/** Whether the answer of an earlier, equal request is as good as a new one. */
export const isRead = ({ method = "GET", probe }: CallRequest): boolean =>
  method === "GET" && !probe;

/** Asks, and where the last answer has an ETag, only whether it is still right. */
export async function ask(
  address: string,
  request: CallRequest,
  signal: AbortSignal,
  cache?: AnswerCache,
): Promise<Answer> {
  const cacheable = cache && isRead(request);
  const key = cacheKeyOf(address, request);
  const known = cacheable ? cache.get(key) : undefined;
  const started = performance.now();
  const response = await egressFetch(address, {
    ...request,
    headers: { ...request.headers, ...(known ? { "if-none-match": known.etag } : {}) },
    signal,
  });
  const milliseconds = performance.now() - started;
  if (response.status === 304 && known) {
    return { ...refreshed(known.answer, response.headers), milliseconds };
  }
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    bytes: Buffer.byteLength(text),
    milliseconds,
  };
  const etag = response.headers.get("etag");
  if (cacheable && etag && response.status === 200) cache.set(key, { etag, answer });
  return answer;
}

/** A key that outlives the run, so without the token that was sent. */
const cacheKeyOf = (address: string, { headers = {} }: EgressRequest): string =>
  createHash("sha256")
    .update(JSON.stringify([address, headers]))
    .digest("base64");

/** What is still right, as of now: the provider's clock and what is left to us have moved on. */
function refreshed(answer: Answer, now: Headers): Answer {
  const headers = new Headers(answer.headers);
  for (const [name, value] of now) headers.set(name, value);
  return { ...answer, headers };
}
