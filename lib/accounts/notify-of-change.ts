import { queueMail } from "#lib/mails/queue-mail.ts";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import { env } from "#lib/platform/env.ts";

/**
 * Tells a person by mail, inside a change of one of their organisations, that something which guards
 * their account has changed: so that they learn of what they did not do. Not where no mail goes out.
 */
export async function notifyOfChange(
  { tx, row }: Pick<Change<StreamRow>, "tx" | "row">,
  userId: string,
  what: "password" | "email" | "second_factor" | "reset",
): Promise<void> {
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  await queueMail(tx, {
    ...{ organizationId: row.id, to: user.email, locale: user.locale, timeZone: user.timeZone },
    template: "security_notice",
    params: { name: user.name, what, url: new URL(env().PREFLIGHT_URL).origin },
  });
}
