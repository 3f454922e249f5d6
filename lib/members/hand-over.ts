import { handOverItemsWithin } from "#lib/checklist/hand-over-items.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError } from "#lib/platform/errors.ts";

/** Who goes, and who gets their open items: a colleague, or `nobody`. Absent: they stay as they are. */
export type Going = { userId: string; handOverTo?: string | undefined };

/** The projects that changed, to be announced after the commit, and what the audit log says of it. */
type HandedOver = {
  projectIds: string[];
  noted: { after?: { handedOverTo: string | null; itemCount: number } };
};

/**
 * Gives somebody's open items to a colleague or to nobody, each with an event in its project, inside
 * the change of the organisation that ends their membership; before that ends, since projects are
 * locked before rows of members. Throws InvalidError (field `handOverTo`) for a colleague who is
 * none, or who cannot work in one of the projects.
 */
export async function handOverWithin(
  tx: Tx,
  ctx: Context,
  { userId, handOverTo }: Going,
): Promise<HandedOver> {
  if (!handOverTo) return { projectIds: [], noted: {} };
  const to = handOverTo === "nobody" ? null : handOverTo;
  if (to) await assertColleague(tx, ctx, userId, to);
  const { projectIds, count } = await handOverItemsWithin(tx, ctx, { from: userId, to });
  return { projectIds, noted: { after: { handedOverTo: to, itemCount: count } } };
}

async function assertColleague(
  tx: Tx,
  { organizationId }: Context,
  userId: string,
  to: string,
): Promise<void> {
  const present = await tx.member.count({
    where: { organizationId, userId: to, removedAt: null },
  });
  const code = to === userId ? "hand_over_same" : present ? null : "member_not_found";
  if (code) throw new InvalidError("invalid", [{ path: "handOverTo", code }]);
}
