import type { ParsedMail } from "mailparser";
import { sendDueMails } from "#lib/mails/send-mails.ts";
import { env } from "#lib/platform/env.ts";
import { startSmtpCatcher } from "./smtp-catcher.ts";

export type MailBox = {
  /** Sends what is queued; returns what came for this address since the last time it was asked. */
  receive: (address: string) => Promise<ParsedMail[]>;
  /** As an installation without a mail server. */
  switchOff: () => void;
  stop: () => Promise<void>;
};

/** A mail server for this process, with what came for everybody. */
export async function openMailBox(): Promise<MailBox> {
  const catcher = await startSmtpCatcher();
  Object.assign(env(), { PREFLIGHT_SMTP_URL: catcher.url });
  const switchOff = (): void => void Object.assign(env(), { PREFLIGHT_SMTP_URL: undefined });
  return {
    receive: async (address) => {
      await sendDueMails(new AbortController().signal);
      const own = catcher.mails.filter((mail) => recipientOf(mail) === address);
      for (const mail of own) catcher.mails.splice(catcher.mails.indexOf(mail), 1);
      return own;
    },
    switchOff,
    stop: async () => {
      switchOff();
      await catcher.stop();
    },
  };
}

function recipientOf({ to }: ParsedMail): string | undefined {
  return (Array.isArray(to) ? to[0] : to)?.value[0]?.address;
}

/** The secret in the link of a mail. */
export function secretIn(mail: ParsedMail | undefined): string {
  return /#([\w-]{43})/.exec(mail?.text ?? "")?.[1] ?? "";
}
