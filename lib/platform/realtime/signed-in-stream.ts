import { stillSignedIn, type Reader } from "#lib/platform/auth/still-signed-in.ts";
import { eventStream } from "./event-stream.ts";
import { watchSignIn } from "./sign-in-watch.ts";

type Subscribe = (send: (event: Uint8Array) => void) => Promise<() => void>;

/**
 * An event stream of somebody who is signed in. It ends within a second after their session or token
 * does; at every comment, also when time has ended it or `mayRead` throws.
 */
export function signedInStream(
  reader: Reader,
  subscribe: Subscribe,
  signal: AbortSignal,
  mayRead: () => Promise<unknown> = () => Promise.resolve(),
): Response {
  return eventStream(
    async (send, close) => {
      const unwatch = watchSignIn(reader, close);
      try {
        const unfollow = await subscribe(send);
        return () => {
          unwatch();
          unfollow();
        };
      } catch (error) {
        unwatch();
        throw error;
      }
    },
    signal,
    async () => {
      await mayRead();
      return stillSignedIn(reader);
    },
  );
}
