import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestMember,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { openMailBox, secretIn, type MailBox } from "#lib/testing/mail-box.ts";
import { visitor } from "#lib/testing/visitor.ts";
import { cancelEmailChange } from "./cancel-email-change.ts";
import { confirmEmailChange } from "./confirm-email-change.ts";
import { deleteMe } from "./delete-me.ts";
import { getEmailChange } from "./email-change.ts";
import { exportMyData } from "./export-my-data.ts";
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
const later = (hours: number) => ({ ...base, now: () => new Date(Date.now() + hours * 3_600_000) });

const userOf = ({ userId }: Context) =>
  writeClient().user.findUniqueOrThrow({ where: { id: userId } });

const actions = async (ctx: Context) =>
  (
    await writeClient().auditEvent.findMany({
      where: { streamId: ctx.organizationId, actorId: ctx.userId },
      orderBy: { seq: "asc" },
    })
  ).map(({ action }) => action);

async function giveOpenSession(ctx: Context): Promise<void> {
  const now = new Date();
  const { organizationId, userId } = ctx;
  await writeClient().session.create({
    data: {
      ...{ id: uuidv7(), organizationId, userId, ip: "192.0.2.9", userAgent: "theirs" },
      ...{ createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 3_600_000) },
    },
  });
}

const stale = (ctx: Context): Context => ({
  ...ctx,
  actor: { type: "session", sessionId: uuidv7(), verifiedAt: new Date(Date.now() - 6 * 60_000) },
});
const byToken = (ctx: Context): Context => ({
  ...ctx,
  actor: { type: "token", tokenId: uuidv7(), scopes: ["*:write"], projectId: null },
});

test("a forgotten password is set anew with the link of a mail, once, within an hour", async () => {
  const { email } = await userOf(here.member);
  await sendResetLink(base, email);
  const [mail] = await mails.receive(email);
  expect(mail?.subject).toBe("Choose a new password");
  const given = { secret: secretIn(mail), password: PASSWORD };
  const invalid = { code: "password_link_invalid" };
  await expect(redeemPasswordLink(later(1.1), given)).rejects.toMatchObject(invalid);
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

async function askForChange(ctx: Context) {
  const { email } = await userOf(ctx);
  const newEmail = `${uuidv7()}@new.example.test`;
  const change = await requestEmailChange(ctx, { newEmail });
  const old = { secret: secretIn((await mails.receive(email))[0]) };
  const fresh = { secret: secretIn((await mails.receive(newEmail))[0]) };
  return { email, newEmail, change, old, fresh };
}

test("an address changes once both have confirmed it, in either order", async () => {
  for (const first of ["old", "fresh"] as const) {
    const ctx = await createTestMember(here.organizationId, "member");
    const asked = await askForChange(ctx);
    expect(asked.change).toMatchObject({ oldConfirmed: false, newConfirmed: false });
    const waiting = first === "old" ? "waiting_for_new" : "waiting_for_old";
    const answer = { state: waiting, newEmail: asked.newEmail };
    expect(await confirmEmailChange(base, asked[first])).toEqual(answer);
    expect(await confirmEmailChange(base, asked[first])).toEqual(answer);
    expect((await userOf(ctx)).email).toBe(asked.email);
    expect((await getEmailChange(ctx)).change).toMatchObject({ newEmail: asked.newEmail });
    const second = first === "old" ? asked.fresh : asked.old;
    expect(await confirmEmailChange(base, second)).toMatchObject({ state: "done" });
    expect((await userOf(ctx)).email).toBe(asked.newEmail);
    const [notice] = await mails.receive(asked.email);
    expect(notice?.subject).toBe("The e-mail address of your account was changed");
    expect((await getEmailChange(ctx)).change).toBeNull();
    await expect(confirmEmailChange(base, second)).rejects.toMatchObject({
      code: "email_change_invalid",
    });
    expect(await actions(ctx)).toEqual([
      ...["email_change.requested", "email_change.confirmed", "email_change.completed"],
    ]);
  }
});

test("both confirmations at once change it once", async () => {
  const { old, fresh, newEmail } = await askForChange(here.member);
  const answers = await Promise.all([
    confirmEmailChange(base, old),
    confirmEmailChange(base, fresh),
  ]);
  expect(answers.filter(({ state }) => state === "done")).toHaveLength(1);
  expect((await userOf(here.member)).email).toBe(newEmail);
});

test("links end after a day, when the change is given up, and when another one is asked for", async () => {
  const invalid = { code: "email_change_invalid" };
  const first = await askForChange(here.member);
  await expect(confirmEmailChange(later(25), first.old)).rejects.toMatchObject(invalid);
  const second = await askForChange(here.member);
  await expect(confirmEmailChange(base, first.old)).rejects.toMatchObject(invalid);
  await confirmEmailChange(base, second.old);
  await cancelEmailChange(here.member);
  await expect(confirmEmailChange(base, second.fresh)).rejects.toMatchObject(invalid);
  await expect(cancelEmailChange(here.member)).rejects.toMatchObject({
    code: "email_change_not_found",
  });
  expect((await userOf(here.member)).email).toBe(first.email);
});

test("it takes a fresh proof, an address that is free, allowed, and not the present one", async () => {
  const { email } = await userOf(here.admin);
  const own = await userOf(here.member);
  const ask = (ctx: Context, newEmail: string) => requestEmailChange(ctx, { newEmail });
  const issue = (code: string) => ({ issues: [{ path: "newEmail", code }] });
  await expect(ask(stale(here.member), "a@example.test")).rejects.toMatchObject({
    code: "step_up_required",
  });
  await expect(ask(byToken(here.member), "a@example.test")).rejects.toMatchObject({
    code: "session_required",
  });
  await expect(ask(here.member, email)).rejects.toMatchObject(issue("email_taken"));
  await expect(ask(here.member, own.email)).rejects.toMatchObject(issue("email_same"));
  await writeClient().organizationPolicy.create({
    data: { organizationId: here.organizationId, emailDomains: ["example.test"] },
  });
  const elsewhere = ask(here.member, "a@elsewhere.test");
  await expect(elsewhere).rejects.toMatchObject(issue("email_domain_not_allowed"));
  await writeClient().member.updateMany({
    where: { userId: here.member.userId },
    data: { provisioned: true },
  });
  await expect(ask(here.member, "a@example.test")).rejects.toMatchObject({
    code: "managed_by_directory",
  });
});

test("an address that was taken in the meantime is not taken over", async () => {
  const { old, fresh, newEmail, email } = await askForChange(here.member);
  await confirmEmailChange(base, old);
  await writeClient().user.update({
    where: { id: here.admin.userId },
    data: { email: newEmail },
  });
  await expect(confirmEmailChange(base, fresh)).rejects.toMatchObject({ code: "email_taken" });
  expect((await userOf(here.member)).email).toBe(email);
});

test("one's own data is exported whole and without secrets, in a browser only", async () => {
  const { email } = await userOf(here.member);
  await writeClient().user.update({
    where: { id: here.member.userId },
    data: { passwordHash: "$argon2id$not-for-anybody" },
  });
  await giveOpenSession(here.member);
  const response = await exportMyData(here.member);
  expect(response.headers.get("content-disposition")).toContain("attachment");
  const text = await response.text();
  expect(text).not.toMatch(/argon2id|secretHash|passwordHash/);
  expect(JSON.parse(text)).toMatchObject({
    account: { email, members: [{ role: "member" }], sessions: [{ ip: "192.0.2.9" }] },
    auditEvents: [{ action: "account.exported", ip: "127.0.0.1" }],
  });
  await expect(exportMyData(byToken(here.member))).rejects.toMatchObject({
    code: "session_required",
  });
});

test("a deleted account leaves no name, address or place, and every chain stays valid", async () => {
  const ctx: Context = {
    ...(await createTestMember(here.organizationId, "admin", "Grace Hopper")),
    origin: { ip: "198.51.100.7", userAgent: "only hers" },
  };
  const { email } = await userOf(ctx);
  const { organizationId: elsewhere, owner: otherOwner } = await createTestOrganization();
  await writeClient().member.create({
    data: {
      ...{ organizationId: elsewhere, userId: ctx.userId, role: "member" },
      createdAt: new Date(),
    },
  });
  await giveOpenSession(ctx);
  await exportMyData(ctx);
  await writeClient().apiToken.create({
    data: {
      ...{ id: uuidv7(), organizationId: here.organizationId, userId: ctx.userId, name: "ci" },
      ...{ scopes: ["*:read"], hint: "abcd", secretHash: sha256(uuidv7()) },
      ...{ createdAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) },
    },
  });
  await expect(deleteMe(stale(ctx))).rejects.toMatchObject({ code: "step_up_required" });
  await deleteMe(ctx);

  const { userId } = ctx;
  expect(await userOf(ctx)).toMatchObject({
    passwordHash: null,
    email: `${userId}@deleted.invalid`,
  });
  expect(await writeClient().member.count({ where: { userId, removedAt: null } })).toBe(0);
  const open = { where: { userId, revokedAt: null } };
  expect(await writeClient().session.count(open)).toBe(0);
  expect(await writeClient().apiToken.count(open)).toBe(0);
  const origins = await writeClient().auditOrigin.count({ where: { ip: "198.51.100.7" } });
  expect(origins).toBe(0);
  expect(await writeClient().auditOrigin.count({ where: { userAgent: "only hers" } })).toBe(0);
  expect(await writeClient().session.count({ where: { userId, ip: { not: null } } })).toBe(0);
  for (const owner of [here.owner, otherOwner]) {
    const proof = await verifyOrganizationAudit(owner, {} as never);
    expect(proof).toMatchObject({ valid: true });
    const events = await writeClient().auditEvent.findMany({
      where: { streamId: owner.organizationId, action: "account.deleted" },
    });
    expect(events).toHaveLength(1);
  }
  await sendResetLink(base, email);
  expect(await mails.receive(email)).toEqual([]);
});

test("the last owner's account stays, here and elsewhere", async () => {
  await expect(deleteMe(here.owner)).rejects.toMatchObject({ code: "last_owner" });
  const { organizationId, owner } = await createTestOrganization();
  await writeClient().member.create({
    data: {
      ...{ organizationId: here.organizationId, userId: owner.userId, role: "member" },
      createdAt: new Date(),
    },
  });
  const asMember = { ...owner, organizationId: here.organizationId };
  await expect(deleteMe({ ...asMember, organizationRole: "member" })).rejects.toMatchObject({
    code: "last_owner",
  });
  expect(await writeClient().member.count({ where: { organizationId, removedAt: null } })).toBe(3);
});

test("of two last owners who delete their accounts at once, one stays", async () => {
  const other = await createTestMember(here.organizationId, "owner");
  const tries = await Promise.allSettled([deleteMe(here.owner), deleteMe(other)]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
