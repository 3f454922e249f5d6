import type { Context, PublicContext } from "./context.ts";

/** The id of no person. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * For what the server or its command line does in an organisation by itself. The audit log then names
 * no person.
 */
export const systemContext = (base: PublicContext, organizationId: string): Context => ({
  ...base,
  ...{ organizationId, userId: NOBODY, organizationRole: "owner" },
  ...{ actor: { type: "system" }, stage: "full", idempotency: null },
});
