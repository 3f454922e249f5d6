// The mail server of the specs. The global setup runs it, and keeps what comes as files, since the
// specs run in processes of their own.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import { startSmtpCatcher } from "../lib/testing/smtp-catcher.ts";

export type ReceivedMail = { to: string; subject: string; text: string; html: string };

/** Starts the mail server and names its folder to the specs; returns its address and how to end it. */
export async function startMailServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-mail-"));
  process.env.E2E_MAIL = folder;
  const catcher = await startSmtpCatcher(Number(process.env.E2E_SMTP_PORT ?? 0), (mail) => {
    const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
    const received: ReceivedMail = {
      to: to?.value[0]?.address ?? "",
      subject: mail.subject ?? "",
      text: mail.text ?? "",
      html: mail.html || "",
    };
    const file = path.join(folder, randomUUID());
    fs.writeFileSync(`${file}.part`, JSON.stringify(received));
    fs.renameSync(`${file}.part`, `${file}.json`);
  });
  return {
    url: catcher.url,
    stop: async () => {
      await catcher.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for a mail to somebody whose subject matches. */
export async function receiveMail(to: string, subject: RegExp): Promise<ReceivedMail> {
  let found: ReceivedMail | undefined;
  await expect
    .poll(() => (found = mailsOf(to).find((mail) => subject.test(mail.subject))), {
      message: `a mail to ${to} about ${String(subject)}`,
      timeout: 20_000,
    })
    .toBeTruthy();
  if (!found) throw new Error("No mail came.");
  return found;
}

function mailsOf(address: string): ReceivedMail[] {
  const folder = process.env.E2E_MAIL ?? "";
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as ReceivedMail)
    .filter((mail) => mail.to === address);
}

/** Where the link of a mail leads, as a path of the application. */
export function pathIn({ text }: ReceivedMail): string {
  const link = /https?:\/\/\S+#[\w-]+/.exec(text)?.[0];
  if (!link) throw new Error(`No link in: ${text}`);
  const { pathname, hash } = new URL(link);
  return pathname + hash;
}
