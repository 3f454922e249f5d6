import { createTransport, type Transporter } from "nodemailer";
import { env } from "#lib/platform/env.ts";
import type { RenderedMail } from "./render-mail.ts";

const CONNECT_MS = 10_000;
/** No attempt takes longer than this, whatever the server does. */
export const LONGEST_ATTEMPT_MS = 60_000;

/** A mail on its way; `id` makes the Message-ID, so that a second copy can be told from another mail. */
export type Outgoing = RenderedMail & { id: string; to: string };

/** The address that mails come from. */
function sender(): string {
  const { PREFLIGHT_MAIL_FROM, PREFLIGHT_URL } = env();
  return PREFLIGHT_MAIL_FROM ?? `Preflight <preflight@${new URL(PREFLIGHT_URL).hostname}>`;
}

/** Hands one mail to the server. Throws what the server or the way to it refused with. */
export async function deliver({ id, to, subject, text, html }: Outgoing): Promise<void> {
  const transport = openTransport();
  const timer = setTimeout(() => transport.close(), LONGEST_ATTEMPT_MS);
  try {
    await transport.sendMail({
      ...{ from: sender(), to: { name: "", address: to }, subject, text, html },
      messageId: `<${id}@${new URL(env().PREFLIGHT_URL).hostname}>`,
      // Vacation notices need not answer.
      headers: { "Auto-Submitted": "auto-generated" },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

function openTransport(): Transporter {
  const given = env().PREFLIGHT_SMTP_URL;
  if (!given) throw new Error("No mail server is configured.");
  const url = new URL(given);
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  return createTransport({
    url: given,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: CONNECT_MS * 2,
    // A password goes over the network only where it cannot be read.
    requireTLS: url.protocol === "smtp:" && url.username !== "" && !local,
  });
}
