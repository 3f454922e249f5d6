import { invite, secretOf, wish } from "#lib/testing/invitations.ts";
import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSession } from "#lib/accounts/start-session.ts";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestMember,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { createBareProject } from "#lib/testing/bare-project.ts";
import { openMailBox, secretIn, type MailBox } from "#lib/testing/mail-box.ts";
import { visitor } from "#lib/testing/visitor.ts";
import { acceptInvitation, inspectInvitation } from "./accept-invitation.ts";
import { createInvitation } from "./create-invitation.ts";
import { listInvitations } from "./invitation-queries.ts";
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

test("somebody is invited by mail, becomes a member with roles in projects, and is in", async () => {
  const projectId = await createBareProject(here.organizationId, "Payments");
  const { email, mail, secret, id } = await invite(mails, here.admin, {
    projectRoles: [{ projectId, role: "engineer" }],
    locale: "ko",
  });
  expect(mail?.subject).toContain("Test admin 님이");
  const { invitations } = await listInvitations(here.owner);
  expect(invitations).toMatchObject([
    { id, email, projectRoles: [{ projectId, name: "Payments", role: "engineer" }] },
  ]);
  expect(await inspectInvitation(base, { secret })).toMatchObject({
    ...{ name: "Grace Hopper", email, inviter: "Test admin", role: "member", hasAccount: false },
  });
  const account = await acceptInvitation(base, { secret, name: "Grace H.", password: PASSWORD });
  const { members } = await listMembers(here.member);
  expect(members.find((each) => each.email === email)).toMatchObject({
    ...{ name: "Grace H.", role: "member", state: "active" },
  });
  const granted = await writeClient().projectMember.findMany({ where: { projectId } });
  expect(granted).toMatchObject([{ userId: account.userId, role: "engineer" }]);
  await startSession(base, { email, password: PASSWORD });
  expect((await listInvitations(here.owner)).invitations).toEqual([]);

  const events = await auditTrail(here.organizationId);
  expect(events.map(({ action }) => action)).toEqual([
    ...["invitation.created", "invitation.accepted", "member.added", "session.started"],
  ]);
  expect(JSON.stringify(events)).not.toMatch(/Hopper|Grace|@example/);
  expect(await verifyOrganizationAudit(here.owner, {} as never)).toMatchObject({ valid: true });
  await expect(acceptInvitation(base, { secret, password: PASSWORD })).rejects.toMatchObject(
    INVALID,
  );
});

test("without a mail server the link is returned, once", async () => {
  mails.switchOff();
  const made = await createInvitation(here.admin, wish());
  expect(made).toMatchObject({ mailed: false, replaced: false });
  expect(made.url).toMatch(/\/invitation#[\w-]{43}$/);
  await expect(inspectInvitation(base, { secret: secretOf(made.url) })).resolves.toBeTruthy();
  expect((await listInvitations(here.admin)).mail).toBe(false);
});

test("members invite nobody; another organisation's invitations are not found", async () => {
  const { id } = await invite(mails, here.admin);
  const forbidden = { code: "forbidden" };
  await expect(createInvitation(here.member, wish())).rejects.toMatchObject(forbidden);
  await expect(listInvitations(here.member)).rejects.toMatchObject(forbidden);
  const { owner: stranger } = await createTestOrganization();
  for (const [ctx, code] of [
    [here.member, "forbidden"],
    [stranger, "invitation_not_found"],
  ] as const) {
    const resend = resendInvitation(ctx, { invitationId: id, by: "link" });
    await expect(resend).rejects.toMatchObject({ code });
    await expect(revokeInvitation(ctx, { invitationId: id })).rejects.toMatchObject({ code });
  }
});

test("only owners invite owners, renew or revoke such invitations", async () => {
  const refused = { code: "owner_protected" };
  await expect(createInvitation(here.admin, wish({ role: "owner" }))).rejects.toMatchObject(
    refused,
  );
  const { id: invitationId } = await invite(mails, here.owner, { role: "owner" });
  const resend = resendInvitation(here.admin, { invitationId, by: "mail" });
  await expect(resend).rejects.toMatchObject(refused);
  await expect(revokeInvitation(here.admin, { invitationId })).rejects.toMatchObject(refused);
});

test("of two invitations to one address the newer counts, also when both come at once", async () => {
  const first = await invite(mails, here.admin);
  const second = await createInvitation(here.owner, wish({ email: first.email, role: "admin" }));
  expect(second.replaced).toBe(true);
  await expect(inspectInvitation(base, first)).rejects.toMatchObject(INVALID);
  const [mail] = await mails.receive(first.email);
  expect(await inspectInvitation(base, { secret: secretIn(mail) })).toMatchObject({
    role: "admin",
  });

  const email = `${uuidv7()}@example.test`;
  await Promise.all([1, 2, 3].map(() => createInvitation(here.admin, wish({ email }))));
  const open = (await listInvitations(here.admin)).invitations.filter((one) => one.email === email);
  expect(open).toHaveLength(1);
  const secrets = (await mails.receive(email)).map(secretIn);
  const tries = await Promise.allSettled(
    secrets.map((secret) => inspectInvitation(base, { secret })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("only allowed domains are invited, and a policy that came later holds as well", async () => {
  const { secret } = await invite(mails, here.admin);
  await writeClient().organizationPolicy.create({
    data: { organizationId: here.organizationId, emailDomains: ["northwind.test"] },
  });
  const refused = { issues: [{ path: "email", code: "email_domain_not_allowed" }] };
  await expect(createInvitation(here.admin, wish())).rejects.toMatchObject(refused);
  const email = `${uuidv7()}@northwind.test`;
  await expect(createInvitation(here.admin, wish({ email }))).resolves.toBeTruthy();
  const sub = createInvitation(here.admin, wish({ email: `${uuidv7()}@x.northwind.test` }));
  await expect(sub).rejects.toMatchObject(refused);
  await expect(acceptInvitation(base, { secret, password: PASSWORD })).rejects.toMatchObject(
    refused,
  );
});

test("roles in projects of others, or named twice, are refused by their place", async () => {
  const own = await createBareProject(here.organizationId);
  const { organizationId } = await createTestOrganization();
  const foreign = await createBareProject(organizationId);
  const role = "viewer" as const;
  const projectRoles = [own, foreign, own].map((projectId) => ({ projectId, role }));
  await expect(createInvitation(here.admin, wish({ projectRoles }))).rejects.toMatchObject({
    issues: [{ path: "projectRoles.1.projectId" }, { path: "projectRoles.2.projectId" }],
  });
});

test("an administrator who was removed in the meantime invites nobody", async () => {
  const admin = await createTestMember(here.organizationId, "admin");
  await removeMember(here.owner, { userId: admin.userId });
  await expect(createInvitation(admin, wish())).rejects.toMatchObject({ code: "forbidden" });
});
