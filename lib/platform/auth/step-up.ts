import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Context } from "./context.ts";
import { can, type Permission } from "./permissions.ts";
import { requireSession } from "./require-session.ts";

/** How long a proof counts for what needs a fresh one. */
const STEP_UP_MINUTES = 5;

/**
 * The session of somebody who has proved within the last minutes that it is them: by signing in, or
 * by answering again (`POST /session/step-up`). Throws ForbiddenError `step_up_required` otherwise,
 * `session_required` for a token. With a permission of the organisation, who lacks that is told so
 * first (`forbidden`): no proof would help them.
 */
export function requireStepUp(ctx: Context, permission?: Permission): string {
  if (permission && !can(ctx.organizationRole, permission)) throw new ForbiddenError();
  const sessionId = requireSession(ctx);
  const verifiedAt = ctx.actor.type === "session" ? ctx.actor.verifiedAt : null;
  const oldest = ctx.now().getTime() - STEP_UP_MINUTES * 60_000;
  if (!verifiedAt || verifiedAt.getTime() < oldest) throw new ForbiddenError("step_up_required");
  return sessionId;
}
