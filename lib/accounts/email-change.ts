import { mailIsOn } from "#lib/mails/queries.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { EmailChange as Row } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type { EmailChange, getEmailChangeEndpoint } from "./person-contract.ts";

/** The change of the person's own address that is under way, and whether they can ask for one. */
export async function getEmailChange(ctx: Context): Promise<Output<typeof getEmailChangeEndpoint>> {
  const { organizationId, userId } = ctx;
  const row = await db.emailChange.findFirst({
    where: { userId, endedAt: null, expiresAt: { gt: ctx.now() } },
    orderBy: { id: "desc" },
  });
  const managed = await db.member.count({
    where: { organizationId, userId, provisioned: true, removedAt: null },
  });
  return { possible: mailIsOn() && managed === 0, change: row && toEmailChange(row) };
}

/** A row as the API shows it. */
export function toEmailChange(row: Row): EmailChange {
  return {
    newEmail: row.newEmail,
    oldConfirmed: row.oldConfirmedAt !== null,
    newConfirmed: row.newConfirmedAt !== null,
    expiresAt: row.expiresAt.toISOString(),
  };
}
