import { auditPublicKeys } from "#lib/audit/audit-key.ts";
import type { Change } from "#lib/platform/audit/audited-change.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { systemContext } from "#lib/platform/auth/system-context.ts";
import { BEFORE_ALL, countOutdatedSeals, resealBatch } from "#lib/platform/crypto/reseal.ts";
import { sealPurposes, type SealPurpose } from "#lib/platform/crypto/sealed-columns.ts";
import { db } from "#lib/platform/db/read.ts";
import { changeOrganization, type LockedOrganization } from "./change-organization.ts";

/** Small enough for a transaction of well under a second, in which others wait for the organisation. */
const BATCH = 200;

/** What became of one purpose's values. `left`: neither secret opens them. */
type RotatedPurpose = { purpose: SealPurpose; resealed: number; left: number };

/**
 * Seals everything anew that is not sealed under the present secret, organisation by organisation and
 * in batches. Each batch stands in its organisation's audit log, and so does the change of the key
 * that signs checkpoints, once. May be stopped and repeated at any time.
 */
export async function rotateSecret(base: PublicContext): Promise<RotatedPurpose[]> {
  const organizations = await db.organization.findMany({
    orderBy: { id: "asc" },
    select: { id: true },
  });
  const done = new Map<SealPurpose, number>();
  for (const { id } of organizations) {
    for (const purpose of sealPurposes) {
      done.set(purpose, (done.get(purpose) ?? 0) + (await resealAll(base, id, purpose)));
    }
    await changeOrganization(systemContext(base, id), "organization.own", noteAuditKey);
  }
  return Promise.all(
    sealPurposes.map(async (purpose) => ({
      purpose,
      resealed: done.get(purpose) ?? 0,
      left: await countOutdatedSeals(purpose),
    })),
  );
}

async function resealAll(base: PublicContext, id: string, purpose: SealPurpose): Promise<number> {
  let total = 0;
  for (let after: string | null = BEFORE_ALL; after !== null;) {
    const from: string = after;
    const batch = await changeOrganization(
      systemContext(base, id),
      "organization.own",
      async ({ tx, record }) => {
        const batch = await resealBatch(tx, id, purpose, from, BATCH);
        if (batch.resealed > 0) {
          const after = { purpose, count: batch.resealed };
          record({ action: "secret.resealed", subject: { type: "organization", id }, after });
        }
        return batch;
      },
    );
    total += batch.resealed;
    after = batch.last;
  }
  return total;
}

/**
 * Puts both public keys into the chain, so that checkpoints of the previous one can be verified for
 * good by a chain that the present one signs.
 */
async function noteAuditKey({ tx, row, record }: Change<LockedOrganization>): Promise<void> {
  const { present, previous } = auditPublicKeys();
  if (!previous || previous === present) return;
  const noted = await tx.auditEvent.findFirst({
    where: { streamId: row.id, actorId: null, action: "secret.replaced" },
    orderBy: { seq: "desc" },
    select: { body: true },
  });
  if (noted?.body.includes(`"after":{"auditKey":"${present}"}`)) return;
  record({
    action: "secret.replaced",
    subject: { type: "organization", id: row.id },
    before: { auditKey: previous },
    after: { auditKey: present },
  });
}
