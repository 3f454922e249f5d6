import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import type { Mail } from "./contract.ts";
import { toMail } from "./queries.ts";

/**
 * Makes a mail due now, with all its attempts before it. Throws ConflictError for one that was sent
 * (`mail_sent`) or whose text is forgotten (`mail_forgotten`).
 */
export function retryMail(ctx: Context, { mailId }: { mailId: string }): Promise<Mail> {
  return changeOrganization(ctx, "members.manage", async ({ tx, now, record }) => {
    const where = { id: mailId, organizationId: ctx.organizationId };
    const [mail] = await tx.$queryRaw<{ sent: boolean; forgotten: boolean }[]>`
      SELECT sent_at IS NOT NULL AS sent, content IS NULL AS forgotten FROM mails
      WHERE id = ${mailId}::uuid AND organization_id = ${ctx.organizationId}::uuid FOR UPDATE`;
    if (!mail) throw new NotFoundError("mail_not_found");
    if (mail.sent) throw new ConflictError("mail_sent");
    if (mail.forgotten) throw new ConflictError("mail_forgotten");
    const [updated] = await tx.mail.updateManyAndReturn({
      where,
      data: { attempts: 0, nextAttemptAt: now, failedAt: null },
    });
    if (!updated) throw new NotFoundError("mail_not_found");
    record({ action: "mail.retried", subject: { type: "mail", id: mailId } });
    return toMail(updated);
  });
}
