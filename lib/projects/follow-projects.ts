import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { Call } from "#lib/platform/http/route.ts";
import { signedInStream } from "#lib/platform/realtime/signed-in-stream.ts";
import type { portfolioEventsEndpoint } from "./contract.ts";
import { followPortfolio } from "./portfolio-feed.ts";

const encoder = new TextEncoder();

/**
 * Tells, as server-sent events, that something has changed in a project that the reader can see, or
 * which those are; a reader who comes back with `Last-Event-ID` hears at once only what they missed.
 */
export function followProjects(
  ctx: Context,
  _input: Input<typeof portfolioEventsEndpoint>,
  call: Call,
): Promise<Response> {
  const last = call.headers.get("last-event-id");
  const response = signedInStream(
    ctx,
    (send) =>
      followPortfolio(ctx, last, (mark) =>
        send(encoder.encode(`id: ${mark}\nevent: change\ndata: {}\n\n`)),
      ),
    call.signal,
  );
  return Promise.resolve(response);
}
