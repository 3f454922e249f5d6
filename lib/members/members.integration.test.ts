import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestMember,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { addMember } from "./add-member.ts";
import { changeMemberRole } from "./change-role.ts";
import { createPasswordLink } from "./create-password-link.ts";
import { listMembers } from "./queries.ts";
import { removeMember } from "./remove-member.ts";

let here: TestOrganization;
beforeEach(async () => {
  here = await createTestOrganization();
});

const FORBIDDEN = { code: "forbidden" };
const NOT_FOUND = { code: "member_not_found" };
const OWNERS_ONLY = { code: "owner_protected" };

const newcomer = (role: "owner" | "admin" | "member" = "member") => ({
  name: "Grace Hopper",
  email: `${uuidv7()}@example.test`,
  role,
});

const emailOf = async (ctx: Context) =>
  (await writeClient().user.findUniqueOrThrow({ where: { id: ctx.userId } })).email;

const actions = async ({ organizationId }: Context, subjectId: string) =>
  (await auditTrail(organizationId, { subjectId })).map(({ action }) => action);

test("an administrator adds a person, who is listed as invited", async () => {
  const added = await addMember(here.admin, newcomer());
  expect(added.passwordLink.url).toMatch(/\/set-password#[\w-]{43}$/);
  const find = async (reader: Context) =>
    (await listMembers(reader)).members.find(({ userId }) => userId === added.member.userId);
  const found = await find(here.admin);
  expect(found).toEqual(added.member);
  // Who is less well guarded is for those to know who look after it.
  expect(await find(here.member)).toEqual({ ...added.member, secondFactor: null });
  expect(found).toMatchObject({ state: "invited", role: "member", lastSeenAt: null });
  expect(found?.linkExpiresAt).toBe(added.passwordLink.expiresAt);
});

test("a member adds, changes, removes nobody and makes no links", async () => {
  const { userId } = here.admin;
  await expect(addMember(here.member, newcomer())).rejects.toMatchObject(FORBIDDEN);
  const change = changeMemberRole(here.member, { userId, role: "member" });
  await expect(change).rejects.toMatchObject(FORBIDDEN);
  await expect(removeMember(here.member, { userId })).rejects.toMatchObject(FORBIDDEN);
  await expect(createPasswordLink(here.member, { userId })).rejects.toMatchObject(FORBIDDEN);
});

test("another organisation's people are not found", async () => {
  const { owner } = await createTestOrganization();
  const { userId } = here.member;
  const change = changeMemberRole(owner, { userId, role: "admin" });
  await expect(change).rejects.toMatchObject(NOT_FOUND);
  await expect(removeMember(owner, { userId })).rejects.toMatchObject(NOT_FOUND);
  await expect(createPasswordLink(owner, { userId })).rejects.toMatchObject(NOT_FOUND);
  const { members } = await listMembers(owner);
  expect(members.map((member) => member.userId)).not.toContain(userId);
});

test("administrators cannot touch owners, make owners, or become one", async () => {
  const { userId } = here.owner;
  await expect(addMember(here.admin, newcomer("owner"))).rejects.toMatchObject(OWNERS_ONLY);
  const demote = changeMemberRole(here.admin, { userId, role: "member" });
  await expect(demote).rejects.toMatchObject(OWNERS_ONLY);
  const promote = changeMemberRole(here.admin, { userId: here.member.userId, role: "owner" });
  await expect(promote).rejects.toMatchObject(OWNERS_ONLY);
  await expect(removeMember(here.admin, { userId })).rejects.toMatchObject(OWNERS_ONLY);
  await expect(createPasswordLink(here.admin, { userId })).rejects.toMatchObject(OWNERS_ONLY);
});

test("nobody changes or removes themselves, so the last owner stays", async () => {
  const { userId } = here.owner;
  const own = { code: "own_membership" };
  await expect(changeMemberRole(here.owner, { userId, role: "admin" })).rejects.toMatchObject(own);
  await expect(removeMember(here.owner, { userId })).rejects.toMatchObject(own);
  await expect(createPasswordLink(here.owner, { userId })).rejects.toMatchObject({
    code: "own_password_link",
  });
});

test("of two owners who demote each other at once, one stays an owner", async () => {
  const other = await createTestMember(here.organizationId, "owner");
  const results = await Promise.allSettled([
    changeMemberRole(here.owner, { userId: other.userId, role: "member" }),
    changeMemberRole(other, { userId: here.owner.userId, role: "member" }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const { members } = await listMembers(here.admin);
  expect(members.filter(({ role }) => role === "owner")).toHaveLength(1);
});

test("a role changes once per change", async () => {
  const { userId } = here.member;
  expect(await changeMemberRole(here.owner, { userId, role: "admin" })).toMatchObject({
    role: "admin",
  });
  await changeMemberRole(here.owner, { userId, role: "admin" });
  expect(await actions(here.owner, userId)).toEqual(["member.changed"]);
});

test("removing ends sessions and tokens, and the person can be brought back", async () => {
  const { userId, organizationId } = here.member;
  const now = new Date();
  const later = new Date(now.getTime() + 86_400_000);
  const row = { organizationId, userId, createdAt: now, expiresAt: later };
  await writeClient().session.create({ data: { ...row, id: uuidv7(), lastSeenAt: now } });
  const secretHash = new Uint8Array([...Buffer.from(userId)]);
  await writeClient().apiToken.create({
    data: { ...row, id: uuidv7(), name: "ci", scopes: ["*:read"], hint: "abcd", secretHash },
  });
  await removeMember(here.admin, { userId });
  const open = { where: { userId, revokedAt: null } };
  expect(await writeClient().session.count(open)).toBe(0);
  expect(await writeClient().apiToken.count(open)).toBe(0);
  await expect(removeMember(here.admin, { userId })).rejects.toMatchObject(NOT_FOUND);

  const email = await emailOf(here.member);
  const { member } = await addMember(here.admin, { name: "Another name", email, role: "admin" });
  expect(member).toMatchObject({ userId, role: "admin", name: "Test member" });
  expect(await actions(here.admin, userId)).toEqual([
    "member.removed",
    "member.added",
    "password.link_created",
  ]);
});

test("an address that is taken is refused, and its account stays as it was", async () => {
  const email = await emailOf(here.member);
  const again = addMember(here.owner, { name: "Again", email, role: "member" });
  await expect(again).rejects.toMatchObject({ code: "member_exists" });
  const { owner } = await createTestOrganization();
  const elsewhere = addMember(owner, { name: "Elsewhere", email, role: "member" });
  await expect(elsewhere).rejects.toMatchObject({ code: "email_taken" });
  const { members } = await listMembers(here.owner);
  expect(members.find((member) => member.email === email)?.name).toBe("Test member");
});

test("of two organisations that add one address at once, one gets it", async () => {
  const { owner } = await createTestOrganization();
  const given = newcomer();
  const results = await Promise.allSettled([addMember(owner, given), addMember(here.owner, given)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("no link is made for somebody who also belongs to another organisation", async () => {
  const { organizationId } = await createTestOrganization();
  const { userId } = here.member;
  await writeClient().member.create({
    data: { organizationId, userId, role: "member", createdAt: new Date() },
  });
  await expect(createPasswordLink(here.owner, { userId })).rejects.toMatchObject({
    code: "account_shared",
  });
});
