import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestMember,
  createTestOrganization,
  later,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { openMailBox, secretIn, type MailBox } from "#lib/testing/mail-box.ts";
import { visitor } from "#lib/testing/visitor.ts";
import { getEmailChange } from "./email-change.ts";
import { redeemPasswordLink } from "./redeem-password-link.ts";
import { requestEmailChange } from "./request-email-change.ts";
import { requestPasswordReset, sendResetLink } from "./request-password-reset.ts";
import { startSession } from "./start-session.ts";

const PASSWORD = "a perfectly fine sentence";
let here: TestOrganization;
let mails: MailBox;

beforeEach(async () => {
  mails = await openMailBox();
  here = await createTestOrganization();
});
afterEach(() => mails.stop());

const base = visitor();
const HOUR = 3_600;

const userOf = ({ userId }: Context) =>
  writeClient().user.findUniqueOrThrow({ where: { id: userId } });

const actions = async ({ organizationId, userId: actorId }: Context) =>
  (await auditTrail(organizationId, { actorId })).map(({ action }) => action);

test("a forgotten password is set anew with the link of a mail, once, within an hour", async () => {
  const { email } = await userOf(here.member);
  await sendResetLink(base, email);
  const [mail] = await mails.receive(email);
  expect(mail?.subject).toBe("Choose a new password");
  const given = { secret: secretIn(mail), password: PASSWORD };
  const invalid = { code: "password_link_invalid" };
  await expect(redeemPasswordLink(later(base, 1.1 * HOUR), given)).rejects.toMatchObject(invalid);
  expect(await redeemPasswordLink(base, given)).toEqual({ email });
  await startSession(base, { email, password: PASSWORD });
  // The first password is news to nobody; the next one is.
  expect(await mails.receive(email)).toEqual([]);
  await sendResetLink(base, email);
  const again = { secret: secretIn((await mails.receive(email))[0]), password: `${PASSWORD} two` };
  await redeemPasswordLink(base, again);
  const [notice] = await mails.receive(email);
  expect(notice?.subject).toBe("The password of your account was changed");
  await expect(redeemPasswordLink(base, given)).rejects.toMatchObject(invalid);
  const done = await actions(here.member);
  const each = ["password.reset_requested", "password.set"];
  expect(done).toEqual([...each, "session.started", ...each]);
});

test("asking answers alike for known, unknown and removed people, and mails only the first", async () => {
  const { email } = await userOf(here.member);
  const removed = await userOf(await createTestMember(here.organizationId, "member"));
  await writeClient().member.updateMany({
    where: { userId: removed.id },
    data: { removedAt: new Date() },
  });
  for (const address of [email, "nobody@example.test", removed.email]) {
    expect(await requestPasswordReset(base, { email: address })).toBeNull();
  }
  await expect
    .poll(() => writeClient().mail.count({ where: { organizationId: here.organizationId } }))
    .toBe(1);
  expect(await mails.receive(email)).toHaveLength(1);
});

test("asking too often for one address is refused, whether it has an account or not", async () => {
  const { email } = await userOf(here.member);
  for (const address of [email, `${uuidv7()}@example.test`]) {
    const from = { ...base, origin: { ip: null, userAgent: null } };
    for (let count = 0; count < 5; count++) await requestPasswordReset(from, { email: address });
    await expect(requestPasswordReset(from, { email: address })).rejects.toMatchObject({
      code: "too_many_attempts",
    });
  }
});

test("without a mail server it says so, to everybody", async () => {
  mails.switchOff();
  const off = { code: "mail_off" };
  await expect(requestPasswordReset(base, { email: "a@example.test" })).rejects.toMatchObject(off);
  const change = requestEmailChange(here.member, { newEmail: "a@example.test" });
  await expect(change).rejects.toMatchObject(off);
  expect(await getEmailChange(here.member)).toEqual({ possible: false, change: null });
});
