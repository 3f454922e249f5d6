import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { hashPassword } from "#lib/platform/auth/password-hash.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, later, type TestOrganization } from "#lib/testing/actors.ts";
import { invite, secretOf, wish } from "#lib/testing/invitations.ts";
import { openMailBox, secretIn, type MailBox } from "#lib/testing/mail-box.ts";
import { visitor } from "#lib/testing/visitor.ts";
import { acceptInvitation, inspectInvitation } from "./accept-invitation.ts";
import { createInvitation } from "./create-invitation.ts";
import { listMembers } from "./queries.ts";
import { removeMember } from "./remove-member.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";

const PASSWORD = "a perfectly fine sentence";
const INVALID = { code: "invitation_invalid" };
let here: TestOrganization;
let mails: MailBox;

beforeEach(async () => {
  mails = await openMailBox();
  here = await createTestOrganization();
});
afterEach(() => mails.stop());

const base = visitor();
const DAY = 86_400;

async function giveAccount({ userId }: Context): Promise<{ email: string; passwordHash: string }> {
  const passwordHash = await hashPassword(PASSWORD);
  const data = { passwordHash };
  const user = await writeClient().user.update({ where: { id: userId }, data });
  return { email: user.email, passwordHash };
}

test("of two who accept one invitation at once, one does", async () => {
  const { secret, email } = await invite(mails, here.admin);
  const tries = await Promise.allSettled([
    acceptInvitation(base, { secret, password: PASSWORD }),
    acceptInvitation(base, { secret, password: `${PASSWORD} too` }),
  ]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await writeClient().user.count({ where: { email } })).toBe(1);
});

test("it ends after seven days, when it is revoked, and when it is renewed", async () => {
  const { id: invitationId, secret, email } = await invite(mails, here.admin);
  await expect(inspectInvitation(later(base, 6.9 * DAY), { secret })).resolves.toBeTruthy();
  await expect(inspectInvitation(later(base, 7.1 * DAY), { secret })).rejects.toMatchObject(
    INVALID,
  );

  const byLink = await resendInvitation(here.admin, { invitationId, by: "link" });
  expect(byLink.mailed).toBe(false);
  await expect(inspectInvitation(base, { secret })).rejects.toMatchObject(INVALID);
  const link = secretOf(byLink.url);
  await expect(inspectInvitation(base, { secret: link })).resolves.toBeTruthy();

  expect(await resendInvitation(here.admin, { invitationId, by: "mail" })).toMatchObject({
    ...{ mailed: true, url: null },
  });
  await expect(inspectInvitation(base, { secret: link })).rejects.toMatchObject(INVALID);
  const newest = { secret: secretIn((await mails.receive(email))[0]) };
  await expect(inspectInvitation(base, newest)).resolves.toBeTruthy();
  await revokeInvitation(here.admin, { invitationId });
  await expect(acceptInvitation(base, { ...newest, password: PASSWORD })).rejects.toMatchObject(
    INVALID,
  );
});

test("an account from elsewhere joins with its own password and stays as it was", async () => {
  const { owner: guest } = await createTestOrganization();
  const { email, passwordHash } = await giveAccount(guest);
  const { secret } = await invite(mails, here.admin, { email, name: "Not their name" });
  expect(await inspectInvitation(base, { secret })).toMatchObject({ hasAccount: true });
  const wrong = acceptInvitation(base, { secret, password: "another perfectly fine one" });
  await expect(wrong).rejects.toMatchObject({ issues: [{ path: "password" }] });
  const joined = await acceptInvitation(base, { secret, name: "Mallory", password: PASSWORD });
  expect(joined).toMatchObject({ userId: guest.userId, organizationId: here.organizationId });
  const user = await writeClient().user.findUniqueOrThrow({ where: { id: guest.userId } });
  expect(user).toMatchObject({ name: "Test owner", email, passwordHash });
});

test("an account without a password is refused, and left as it was", async () => {
  const { owner: guest } = await createTestOrganization();
  const { email } = await writeClient().user.findUniqueOrThrow({ where: { id: guest.userId } });
  const { secret } = await invite(mails, here.admin, { email });
  const take = acceptInvitation(base, { secret, password: PASSWORD });
  await expect(take).rejects.toMatchObject({ code: "invitation_without_password" });
  const user = await writeClient().user.findUniqueOrThrow({ where: { id: guest.userId } });
  expect(user.passwordHash).toBeNull();
});

test("a present member is not invited; a removed one comes back", async () => {
  const { email } = await giveAccount(here.member);
  const exists = { code: "member_exists" };
  await expect(createInvitation(here.admin, wish({ email }))).rejects.toMatchObject(exists);
  await removeMember(here.admin, { userId: here.member.userId });
  const { secret } = await invite(mails, here.admin, { email, role: "admin" });
  const { userId } = await acceptInvitation(base, { secret, password: PASSWORD });
  expect(userId).toBe(here.member.userId);
  const { members } = await listMembers(here.owner);
  expect(members.find((each) => each.userId === userId)?.role).toBe("admin");
});
