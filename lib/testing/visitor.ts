import { uuidv7 } from "uuidv7";
import type { PublicContext } from "#lib/platform/auth/context.ts";

let visitors = 0;

/** Somebody who is not signed in, from an address of their own. */
export function visitor(): PublicContext {
  visitors += 1;
  return {
    requestId: uuidv7(),
    origin: { ip: `198.18.${visitors >> 8}.${visitors & 255}`, userAgent: "test" },
    locale: "en",
    now: () => new Date(),
  };
}
