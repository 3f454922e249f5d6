import { handOverWithin, type Going } from "#lib/members/hand-over.ts";
import { endMembership } from "#lib/members/end-membership.ts";
import { assertNotLastOwner } from "#lib/members/last-owner.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import {
  auditedChangeWithin,
  type Change,
  type StreamRow,
} from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { announce } from "#lib/platform/realtime/announce.ts";
import { erasePerson } from "./erase-person.ts";

/**
 * Deletes the person's own account: it leaves every organisation, and name, address and all that
 * leads to them are erased. What they did stays, under a name that says so; no chain changes. Their
 * open items are handed over as `handOverWithin` says; in other organisations, which a colleague
 * need not be of, to nobody. Throws ConflictError (`last_owner`) where an organisation would be left
 * without an owner.
 */
export async function deleteMe(
  given: Context,
  { handOverTo }: Pick<Going, "handOverTo"> = {},
): Promise<null> {
  requireStepUp(given);
  // From where the last event came is not kept either.
  const ctx: Context = { ...given, origin: { ip: null, userAgent: null } };
  const projectIds = await changeOrganization(ctx, "account.own", async (change) => {
    const { tx, now } = change;
    const { userId, organizationId } = ctx;
    const changed = await leave(change, ctx, handOverTo);
    const others = await tx.member.findMany({
      where: { userId, removedAt: null, organizationId: { not: organizationId } },
      orderBy: { organizationId: "asc" },
      select: { organizationId: true },
    });
    for (const other of others) {
      const there = { ...ctx, organizationId: other.organizationId };
      const more = await auditedChangeWithin(
        tx,
        there,
        "organization",
        () => lockOrganization(tx, other.organizationId),
        (elsewhere) => leave(elsewhere, there, handOverTo && "nobody"),
      );
      changed.push(...more);
    }
    await erasePerson(tx, userId, now);
    return changed;
  });
  projectIds.forEach(announce);
  return null;
}

async function leave(
  change: Change<StreamRow>,
  ctx: Context,
  handOverTo: string | undefined,
): Promise<string[]> {
  const { userId } = ctx;
  await assertNotLastOwner(change.tx, change.row.id, userId);
  const { projectIds, noted } = await handOverWithin(change.tx, ctx, { userId, handOverTo });
  await endMembership(change, userId);
  change.record({ action: "account.deleted", subject: { type: "member", id: userId }, ...noted });
  return projectIds;
}

async function lockOrganization(tx: Tx, id: string): Promise<StreamRow> {
  const [row] = await tx.$queryRaw<StreamRow[]>`
    SELECT id, revision FROM organizations WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (!row) throw new Error("An organisation with members is missing.");
  return row;
}
