import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError } from "#lib/platform/errors.ts";

/**
 * Throws ConflictError (`last_owner`) where nobody else would own the organisation. Counts under the
 * organisation's lock, which whoever calls it holds.
 */
export async function assertNotLastOwner(
  tx: Tx,
  organizationId: string,
  userId: string,
): Promise<void> {
  const owners = await tx.member.findMany({
    where: { organizationId, role: "owner", removedAt: null },
    select: { userId: true },
  });
  const isOwner = owners.some((owner) => owner.userId === userId);
  if (isOwner && owners.length === 1) throw new ConflictError("last_owner");
}
