import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Context } from "./context.ts";

/**
 * The session in which somebody acts. Throws ForbiddenError for an API token: what guards an account
 * (its password, sessions, tokens) is changed by a person in a browser only.
 */
export function requireSession(ctx: Context): string {
  if (ctx.actor.type !== "session") throw new ForbiddenError("session_required");
  return ctx.actor.sessionId;
}
