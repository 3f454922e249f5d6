import { logger } from "#lib/platform/log/logger.ts";

const HEARTBEAT_MS = 15_000;
// What a reader that does not read may have waiting before it is cut off; it resumes where it was.
const MAX_WAITING_CHUNKS = 1_000;
const encoder = new TextEncoder();

type Stream = { close: () => void };
const held = globalThis as { preflightStreams?: Set<Stream> };
const open = (held.preflightStreams ??= new Set());

/** How many event streams this process holds. */
export const openEventStreams = (): number => open.size;

/** Ends all event streams, so that the process can stop; browsers come back by themselves. */
export function closeEventStreams(): void {
  for (const stream of [...open]) stream.close();
}

/** Sends whole events from now on, until what it returns is called; `close` ends the stream. */
type Subscribe = (send: (event: Uint8Array) => void, close: () => void) => Promise<() => void>;

/**
 * An answer of server-sent events (WHATWG HTML): those that `subscribe` sends, with a comment every
 * 15 s. Ends when `signal` aborts, the reader falls far behind, or `mayStay`, asked at every comment,
 * says no.
 */
export function eventStream(
  subscribe: Subscribe,
  signal: AbortSignal,
  mayStay: () => Promise<boolean>,
): Response {
  let leave = (): boolean => false;
  const body = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        let ended = false;
        let unfollow = (): void => undefined;
        const send = (chunk: Uint8Array): void => {
          if (ended) return;
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) < -MAX_WAITING_CHUNKS) close();
        };
        const heartbeat = setInterval(() => {
          send(encoder.encode(":\n\n"));
          mayStay().then((stays) => stays || close(), close);
        }, HEARTBEAT_MS);
        leave = () => {
          if (ended) return false;
          ended = true;
          clearInterval(heartbeat);
          unfollow();
          return open.delete(entry);
        };
        const close = (): void => void (leave() && controller.close());
        const entry = { close };
        open.add(entry);
        signal.addEventListener("abort", close);
        if (signal.aborted) close();
        send(encoder.encode("retry: 1000\n\n"));
        try {
          const stop = await subscribe(send, close);
          if (ended) stop();
          else unfollow = stop;
        } catch (error) {
          // The browser asks again by itself.
          logger.warn({ err: error }, "could not follow events");
          close();
        }
      },
      // The reader is gone, and with it the stream that could be closed.
      cancel: () => void leave(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
