import { unseal } from "#lib/platform/crypto/seal.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { isLocale } from "#lib/platform/i18n/locales.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { mailIsOn } from "./queries.ts";
import { renderMail } from "./render-mail.ts";
import type { MailTemplate } from "./templates.ts";
import { deliver, LONGEST_ATTEMPT_MS } from "./transport.ts";

/** After so many attempts a mail is given up; with the pauses in between that is about three hours. */
export const MAX_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
const LEASE_SECONDS = (2 * LONGEST_ATTEMPT_MS) / 1_000;

type Claimed = {
  id: string;
  recipient: string;
  template: MailTemplate;
  locale: string;
  content: Uint8Array;
  attempts: number;
};

/**
 * Sends what is due, one mail after the other, until nothing is left; returns how many were sent.
 * Several workers share the work. A mail whose worker dies in the middle is due again after two
 * minutes, under the same Message-ID.
 */
export async function sendDueMails(signal: AbortSignal): Promise<number> {
  if (!mailIsOn()) return 0;
  let sent = 0;
  while (!signal.aborted) {
    const mail = await claimNext();
    if (!mail) break;
    if (await attempt(mail)) sent++;
  }
  return sent;
}

/** Takes one mail for this worker: counts the attempt, and keeps the others away for a while. */
async function claimNext(): Promise<Claimed | undefined> {
  const [mail] = await writeClient().$queryRaw<Claimed[]>`
    UPDATE mails SET attempts = attempts + 1,
      next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = (SELECT id FROM mails WHERE next_attempt_at <= now() AND content IS NOT NULL
      ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, recipient, template, locale, content, attempts`;
  return mail;
}

async function attempt(mail: Claimed): Promise<boolean> {
  try {
    const { id, template, recipient: to } = mail;
    const params = unseal(mail.content, { purpose: "mail", recordId: id });
    const locale = isLocale(mail.locale) ? mail.locale : "en";
    const rendered = await renderMail(
      template,
      locale,
      JSON.parse(params) as Record<string, string>,
    );
    await deliver({ ...rendered, id, to });
  } catch (error) {
    await postpone(mail, error);
    return false;
  }
  await writeClient().mail.updateMany({
    where: { id: mail.id },
    data: { sentAt: new Date(), nextAttemptAt: null, content: null, lastError: null },
  });
  return true;
}

async function postpone({ id, attempts }: Claimed, error: unknown): Promise<void> {
  const over = attempts >= MAX_ATTEMPTS || isFinal(error);
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  logger.warn({ err: error, mail: id, attempts, over }, "mail not sent");
  await writeClient().mail.updateMany({
    where: { id },
    data: {
      lastError: reasonOf(error),
      failedAt: over ? new Date() : null,
      nextAttemptAt: over ? null : new Date(Date.now() + pause),
    },
  });
}

/** Whether the server has said for good that it does not take this mail: a 5xx about its recipient. */
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return code === "EENVELOPE" && responseCode !== undefined && responseCode >= 500;
}

/** What administrators get to see: the error's own words in one line. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, " ").trim().slice(0, 300);
}
