import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { Call } from "#lib/platform/http/route.ts";
import { signedInStream } from "#lib/platform/realtime/signed-in-stream.ts";
import { follow } from "#lib/platform/realtime/feed.ts";
import type { projectEventsEndpoint } from "./contract.ts";
import { findProject } from "./queries.ts";

/**
 * The project's changes as server-sent events: after `Last-Event-ID`, else after `after`, else from
 * now on. Ends when the reader may no longer see the project.
 */
export async function followProject(
  ctx: Context,
  input: Input<typeof projectEventsEndpoint>,
  call: Call,
): Promise<Response> {
  const project = await findProject(ctx, input.projectId);
  const resumeAt = /^\d{1,9}$/.exec(call.headers.get("last-event-id") ?? "")?.[0];
  const after = resumeAt === undefined ? (input.after ?? project.revision) : Number(resumeAt);
  return signedInStream(
    ctx,
    (send) => follow(project.id, after, ({ chunk }) => send(chunk)),
    call.signal,
    () => findProject(ctx, project.id),
  );
}
