import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { db } from "#lib/platform/db/read.ts";

/**
 * What is stored about the person, as a JSON file: the account, where it belongs, how it is signed in
 * to, and what it did in this organisation. Secrets, also as hashes, are left out.
 */
export async function exportMyData(ctx: Context): Promise<Response> {
  requireSession(ctx);
  await changeOrganization(ctx, "account.own", async ({ record }) => {
    record({ action: "account.exported", subject: { type: "member", id: ctx.userId } });
  });
  const data = {
    exportedAt: ctx.now().toISOString(),
    account: await readAccount(ctx),
    ...(await readWork(ctx)),
    auditEvents: await readEvents(ctx),
  };
  // Counters of factors are larger than numbers of JSON.
  const text = JSON.stringify(
    data,
    (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value),
    2,
  );
  return new Response(text, {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="preflight-${ctx.userId}.json"`,
      "cache-control": "private, no-store",
    },
  });
}

const dates = { createdAt: true, expiresAt: true } as const;

function readAccount({ userId: id }: Context): Promise<object> {
  return db.user.findFirst({
    where: { id },
    select: {
      ...{ id: true, name: true, email: true, locale: true, timeZone: true, createdAt: true },
      members: {
        select: {
          ...{ role: true, createdAt: true, removedAt: true, externalId: true, provisioned: true },
          organization: { select: { id: true, name: true } },
          projectMembers: {
            select: { role: true, createdAt: true, project: { select: { id: true, name: true } } },
          },
          groups: { select: { group: { select: { displayName: true } } } },
          tokens: {
            select: { ...dates, id: true, name: true, scopes: true, hint: true, lastUsedAt: true },
          },
        },
      },
      sessions: {
        select: {
          ...{ ...dates, id: true, ip: true, userAgent: true, method: true },
          ...{ lastSeenAt: true, revokedAt: true },
        },
      },
      passwordLinks: { select: { ...dates, usedAt: true } },
      emailChanges: { select: { ...dates, newEmail: true, endedAt: true } },
      totp: { select: { createdAt: true, confirmedAt: true } },
      recoveryCodes: { select: { createdAt: true, usedAt: true } },
      passkeys: { select: { name: true, createdAt: true, lastUsedAt: true, transports: true } },
      externalIdentities: { select: { issuer: true, subject: true, createdAt: true } },
    },
  }) as Promise<object>;
}

async function readWork({ organizationId, userId }: Context): Promise<object> {
  const item = { select: { code: true, title: true } } as const;
  const place = { projectId: true, itemId: true, createdAt: true, removedAt: true, item } as const;
  return {
    assignedItems: await db.item.findMany({
      where: { organizationId, assigneeId: userId },
      select: { id: true, projectId: true, code: true, title: true, claim: true, dueAt: true },
    }),
    claimedItems: await db.item.findMany({
      where: { organizationId, claimedBy: userId },
      select: {
        ...{ id: true, projectId: true, code: true, title: true },
        ...{ claim: true, claimReason: true, claimedAt: true },
      },
    }),
    comments: await db.comment.findMany({
      where: { organizationId, authorId: userId },
      select: { ...place, id: true, body: true, editedAt: true },
    }),
    evidence: await db.evidence.findMany({
      where: { organizationId, createdBy: userId },
      select: { ...place, id: true, kind: true, url: true, text: true },
    }),
  };
}

/** What the audit log holds of the person's own actions, with what is kept of their place. */
function readEvents({ organizationId, userId }: Context): Promise<object[]> {
  return db.$queryRaw<object[]>`
    SELECT e.stream::text, e.stream_id AS "streamId", e.seq, e.occurred_at AS at, e.action,
      e.subject_id AS "subjectId", o.ip, o.user_agent AS "userAgent"
    FROM audit_events e LEFT JOIN audit_origins o ON o.id = e.origin_id
    WHERE e.organization_id = ${organizationId}::uuid AND e.actor_id = ${userId}::uuid
    ORDER BY e.occurred_at, e.stream_id, e.seq`;
}
