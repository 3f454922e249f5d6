import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  byToken,
  createTestMember,
  createTestOrganization,
  type TestOrganization,
  withStaleProof,
} from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { openMailBox, type MailBox } from "#lib/testing/mail-box.ts";
import { giveSession } from "#lib/testing/sessions.ts";
import { visitor } from "#lib/testing/visitor.ts";
import { deleteMe } from "./delete-me.ts";
import { exportMyData } from "./export-my-data.ts";
import { sendResetLink } from "./request-password-reset.ts";

let here: TestOrganization;
let mails: MailBox;

beforeEach(async () => {
  mails = await openMailBox();
  here = await createTestOrganization();
});
afterEach(() => mails.stop());

const base = visitor();

const userOf = ({ userId }: Context) =>
  writeClient().user.findUniqueOrThrow({ where: { id: userId } });

const THEIRS = { ip: "192.0.2.9", userAgent: "theirs" };

test("one's own data is exported whole and without secrets, in a browser only", async () => {
  const { email } = await userOf(here.member);
  await writeClient().user.update({
    where: { id: here.member.userId },
    data: { passwordHash: "$argon2id$not-for-anybody" },
  });
  await giveSession(here.member, THEIRS);
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
  await giveSession(ctx, THEIRS);
  await exportMyData(ctx);
  await writeClient().apiToken.create({
    data: {
      ...{ id: uuidv7(), organizationId: here.organizationId, userId: ctx.userId, name: "ci" },
      ...{ scopes: ["*:read"], hint: "abcd", secretHash: sha256(uuidv7()) },
      ...{ createdAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) },
    },
  });
  await expect(deleteMe(withStaleProof(ctx))).rejects.toMatchObject({ code: "step_up_required" });
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
    const deletions = await auditTrail(owner.organizationId, { action: "account.deleted" });
    expect(deletions).toHaveLength(1);
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
