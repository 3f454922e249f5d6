import { afterEach, beforeEach, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { startSmtpCatcher, type SmtpCatcher } from "#lib/testing/smtp-catcher.ts";
import { listMails } from "./queries.ts";
import { queueMail } from "./queue-mail.ts";
import { retryMail } from "./retry-mail.ts";
import { MAX_ATTEMPTS, sendDueMails } from "./send-mails.ts";
import { startPolling } from "#lib/platform/jobs/poll.ts";

let catcher: SmtpCatcher;
let here: TestOrganization;
const page = { limit: 50 };
const go = new AbortController().signal;

beforeEach(async () => {
  catcher = await startSmtpCatcher();
  useServer(catcher.url);
  here = await createTestOrganization();
});

afterEach(() => catcher.stop());

/** The settings are read once per process; a test changes what was read. */
function useServer(url: string | undefined): void {
  Object.assign(settings, { PREFLIGHT_SMTP_URL: url });
}
const { env } = await import("#lib/platform/env.ts");
const settings = env();

const invitation = (locale: string, inviter = "Ada <b>Park</b>") => ({
  organizationId: here.organizationId,
  to: "grace@example.test",
  locale,
  template: "invitation" as const,
  params: {
    ...{ organization: "결제 & Co", inviter, url: "http://localhost:3000/invitation#s3cret" },
    until: "2026-12-01T09:00:00.000Z",
  },
});

const queue = (locale = "en", inviter?: string) =>
  writeClient().$transaction((tx) => queueMail(tx, invitation(locale, inviter)));

const only = async () => {
  const [mail] = (await listMails(here.admin, page)).mails;
  if (!mail) throw new Error("There is no mail.");
  return mail;
};
const makeDue = () => writeClient().mail.updateMany({ data: { nextAttemptAt: new Date(0) } });

test("a mail goes out in the recipient's language, plain and as HTML, and is then forgotten", async () => {
  await queue("ko");
  const stored = await writeClient().mail.findFirstOrThrow({
    where: { organizationId: here.organizationId },
  });
  expect(Buffer.from(stored.content ?? []).toString("latin1")).not.toContain("s3cret");
  expect(await sendDueMails(go)).toBe(1);
  const [mail] = catcher.mails;
  expect(mail?.subject).toBe("Ada <b>Park</b> 님이 결제 & Co에 초대했습니다");
  expect(mail?.text).toContain("http://localhost:3000/invitation#s3cret");
  expect(mail?.text).toContain("2026년 12월 1일");
  expect(mail?.html).toContain('<html lang="ko">');
  expect(mail?.html).toContain("Ada &lt;b&gt;Park&lt;/b&gt;");
  expect(mail?.html).not.toContain("<b>");
  expect(mail?.messageId).toBe(`<${stored.id}@localhost>`);
  expect(await only()).toMatchObject({ state: "sent", attempts: 1, repeatable: false });
  expect(
    (await writeClient().mail.findUniqueOrThrow({ where: { id: stored.id } })).content,
  ).toBeNull();
});

test("every template has its texts in both languages", async () => {
  const { renderMail } = await import("./render-mail.ts");
  const values = {
    ...invitation("en").params,
    name: "Grace",
    newEmail: "g@example.test",
    what: "email",
  };
  const templates = [
    "invitation",
    "password_reset",
    "email_change_old",
    "email_change_new",
    "security_notice",
  ];
  for (const template of templates) {
    for (const locale of ["en", "ko"] as const) {
      const { subject, text, html } = await renderMail(template as "invitation", locale, values);
      expect(`${subject}${text}${html}`).not.toMatch(/template\.|layout\.|\{\w+/);
      if (locale === "ko") expect(subject).toMatch(/[가-힣]/);
    }
  }
});

test("a transaction that fails sends nothing", async () => {
  await expect(
    writeClient().$transaction(async (tx) => {
      await queueMail(tx, invitation("en"));
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow();
  expect(await sendDueMails(go)).toBe(0);
});

test("while the server is down mails wait and say why; when it is back they are sent", async () => {
  const { port } = catcher;
  await catcher.stop();
  await queue();
  expect(await sendDueMails(go)).toBe(0);
  const waiting = await only();
  expect(waiting).toMatchObject({ state: "waiting", attempts: 1, repeatable: true });
  expect(waiting.lastError).toContain("ECONNREFUSED");
  const pause = new Date(waiting.nextAttemptAt ?? 0).getTime() - Date.now();
  expect(pause).toBeGreaterThan(20_000);
  expect(pause).toBeLessThan(40_000);
  // Not due yet.
  expect(await sendDueMails(go)).toBe(0);
  expect((await only()).attempts).toBe(1);

  catcher = await startSmtpCatcher(port);
  await makeDue();
  expect(await sendDueMails(go)).toBe(1);
  expect(catcher.mails).toHaveLength(1);
  expect(await only()).toMatchObject({ state: "sent", lastError: null });
});

test("a mail is given up after its last attempt, and an administrator tries again", async () => {
  catcher.refuse(451);
  await queue();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    await makeDue();
    await sendDueMails(go);
  }
  const failed = await only();
  expect(failed).toMatchObject({ state: "failed", attempts: MAX_ATTEMPTS, nextAttemptAt: null });
  catcher.refuse(null);

  await expect(retryMail(here.member, { mailId: failed.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  const { owner: stranger } = await createTestOrganization();
  await expect(retryMail(stranger, { mailId: failed.id })).rejects.toMatchObject({
    code: "mail_not_found",
  });
  expect(await retryMail(here.admin, { mailId: failed.id })).toMatchObject({
    state: "waiting",
    attempts: 0,
  });
  expect(await sendDueMails(go)).toBe(1);
  await expect(retryMail(here.admin, { mailId: failed.id })).rejects.toMatchObject({
    code: "mail_sent",
  });
  const events = await writeClient().auditEvent.findMany({
    where: { streamId: here.organizationId },
  });
  expect(events.map(({ action }) => action)).toEqual(["mail.retried"]);
});

test("a mailbox that is not there is not asked again", async () => {
  catcher.refuse(550);
  await queue();
  await sendDueMails(go);
  expect(await only()).toMatchObject({ state: "failed", attempts: 1 });
});

test("of five workers at once each mail is sent by one", async () => {
  for (let count = 0; count < 20; count++) await queue("en", `Sender ${count}`);
  const sent = await Promise.all(Array.from({ length: 5 }, () => sendDueMails(go)));
  expect(sent.reduce((sum, each) => sum + each, 0)).toBe(20);
  expect(new Set(catcher.mails.map(({ subject }) => subject)).size).toBe(20);
  expect(catcher.mails).toHaveLength(20);
});

test("a poll goes on after a failure and stops when told, with its run finished", async () => {
  let runs = 0;
  const stop = startPolling({
    name: "test",
    everySeconds: 0.01,
    run: async () => {
      if (++runs === 1) throw new Error("the first one fails");
      return 0;
    },
  });
  await expect.poll(() => runs).toBeGreaterThan(2);
  await stop();
  const before = runs;
  await new Promise((resolve) => setImmediate(resolve));
  expect(runs).toBe(before);
});

test("without a mail server nothing is queued; members do not see the list", async () => {
  useServer(undefined);
  expect(await queue()).toBe(false);
  expect(await listMails(here.admin, page)).toEqual({
    enabled: false,
    mails: [],
    nextCursor: null,
  });
  await expect(listMails(here.member, page)).rejects.toMatchObject({ code: "forbidden" });
});

test("the list comes in pages, by state, of one's own organisation", async () => {
  await queue();
  await queue();
  const first = await listMails(here.owner, { limit: 1 });
  const second = await listMails(here.owner, { limit: 1, cursor: first.nextCursor ?? "" });
  expect(second.nextCursor).toBeNull();
  expect(second.mails[0]?.id).not.toBe(first.mails[0]?.id);
  expect((await listMails(here.owner, { ...page, state: "sent" })).mails).toEqual([]);
  const { owner: stranger } = await createTestOrganization();
  expect((await listMails(stranger, page)).mails).toEqual([]);
});
