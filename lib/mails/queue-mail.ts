import { uuidv7 } from "uuidv7";
import { seal } from "#lib/platform/crypto/seal.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { chooseLocale } from "#lib/platform/i18n/locales.ts";
import { mailIsOn } from "./queries.ts";
import type { MailTemplate, MailTemplates } from "./templates.ts";

export type NewMail<T extends MailTemplate> = {
  organizationId: string;
  to: string;
  /** The language that the recipient chose; anything else means English. */
  locale: string | null;
  /** The zone that the recipient chose to see times in; without it UTC. */
  timeZone?: string | null;
  template: T;
  params: MailTemplates[T];
};

/**
 * Puts a mail into the outbox, inside the transaction of what it tells of; the worker sends it within
 * seconds of the commit. Returns false, having done nothing, where no mail server is configured.
 */
export async function queueMail<T extends MailTemplate>(
  tx: Tx,
  { organizationId, to, locale, timeZone, template, params }: NewMail<T>,
): Promise<boolean> {
  if (!mailIsOn()) return false;
  const id = uuidv7();
  const now = new Date();
  const content = JSON.stringify({ ...params, ...(timeZone ? { timeZone } : {}) });
  await tx.mail.create({
    data: {
      ...{ id, organizationId, recipient: to, template },
      locale: chooseLocale(locale ?? undefined, null),
      content: seal(content, { purpose: "mail", recordId: id }),
      createdAt: now,
      nextAttemptAt: now,
    },
  });
  return true;
}
