import { expect } from "vitest";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";

/** What was audited in the chain of an organisation or a project, oldest first. */
export async function auditTrail(
  streamId: string,
  filter: { action?: string; actorId?: string; subjectId?: string } = {},
): Promise<AuditBody[]> {
  const rows = await writeClient().auditEvent.findMany({
    where: { streamId, ...filter },
    orderBy: { seq: "asc" },
    select: { body: true },
  });
  return rows.map(({ body }) => JSON.parse(body) as AuditBody);
}

/** What was done in the organisation of an owner, whose chains have to hold. */
export async function validActions(owner: Context): Promise<string[]> {
  expect(await verifyOrganizationAudit(owner, { limit: 10_000 })).toMatchObject({ valid: true });
  return (await auditTrail(owner.organizationId)).map(({ action }) => action);
}
