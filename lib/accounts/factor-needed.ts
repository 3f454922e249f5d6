import { mustEnrol } from "#lib/platform/auth/enrolment.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError } from "#lib/platform/errors.ts";

/**
 * After a second factor was removed: throws ConflictError (`last_factor_required`) where none is left
 * and the policy of an organisation of the person's asks for one.
 */
export async function assertFactorNotNeeded(tx: Tx, userId: string): Promise<void> {
  const asking = await tx.$queryRaw<unknown[]>`
    SELECT m.organization_id FROM members m
    JOIN organization_policies p ON p.organization_id = m.organization_id
    WHERE m.user_id = ${userId}::uuid AND m.removed_at IS NULL AND ${mustEnrol} LIMIT 1`;
  if (asking.length > 0) throw new ConflictError("last_factor_required");
}
