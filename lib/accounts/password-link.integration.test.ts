import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { addMember } from "#lib/members/add-member.ts";
import { createPasswordLink } from "#lib/members/create-password-link.ts";
import { removeMember } from "#lib/members/remove-member.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, later, type TestOrganization } from "#lib/testing/actors.ts";
import { visitor } from "#lib/testing/visitor.ts";
import { startSession } from "./start-session.ts";
import { inspectPasswordLink, redeemPasswordLink } from "./redeem-password-link.ts";

const PASSWORD = "a perfectly fine sentence";
const INVALID = { code: "password_link_invalid" };
let organization: TestOrganization;

beforeAll(async () => {
  organization = await createTestOrganization();
});

const base = visitor();

const secretOf = (link: { url: string | null }): string => new URL(link.url ?? "").hash.slice(1);

async function invite() {
  const email = `${uuidv7()}@example.test`;
  const given = { name: "Grace Hopper", email, role: "member" as const };
  const { member, passwordLink } = await addMember(organization.admin, given);
  return { email, userId: member.userId, secret: secretOf(passwordLink) };
}

test("a link sets the password once, and is audited", async () => {
  const { email, userId, secret } = await invite();
  expect(await inspectPasswordLink(base, { secret })).toMatchObject({
    name: "Grace Hopper",
    email,
  });
  await expect(redeemPasswordLink(base, { secret, password: "short" })).rejects.toMatchObject({
    issues: [{ path: "password", code: "password_too_short" }],
  });
  expect(await redeemPasswordLink(base, { secret, password: PASSWORD })).toEqual({ email });
  await startSession(base, { email, password: PASSWORD });
  await expect(redeemPasswordLink(base, { secret, password: PASSWORD })).rejects.toMatchObject(
    INVALID,
  );
  await expect(inspectPasswordLink(base, { secret })).rejects.toMatchObject(INVALID);
  const events = await writeClient().auditEvent.findMany({
    where: { streamId: organization.organizationId, subjectId: userId },
    orderBy: { seq: "asc" },
  });
  expect(events.map(({ action }) => action)).toEqual([
    "member.added",
    "password.link_created",
    "password.set",
  ]);
  expect(events.map(({ body }) => body).join()).not.toMatch(/Hopper|example\.test/);
});

test("of two uses at once one wins", async () => {
  const { secret } = await invite();
  const uses = await Promise.allSettled([
    redeemPasswordLink(base, { secret, password: PASSWORD }),
    redeemPasswordLink(base, { secret, password: `${PASSWORD} too` }),
  ]);
  expect(uses.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a new link replaces the earlier one; a removed person's works no longer", async () => {
  const { userId, secret } = await invite();
  const newer = secretOf(await createPasswordLink(organization.owner, { userId }));
  await expect(inspectPasswordLink(base, { secret })).rejects.toMatchObject(INVALID);
  await expect(inspectPasswordLink(base, { secret: newer })).resolves.toBeTruthy();
  await removeMember(organization.owner, { userId });
  await expect(inspectPasswordLink(base, { secret: newer })).rejects.toMatchObject(INVALID);
});

test("a link ends after seven days", async () => {
  const { secret } = await invite();
  const DAY = 86_400;
  await expect(inspectPasswordLink(later(base, 6.9 * DAY), { secret })).resolves.toBeTruthy();
  await expect(inspectPasswordLink(later(base, 7.1 * DAY), { secret })).rejects.toMatchObject(
    INVALID,
  );
});

test("guessing at secrets from one address is stopped", async () => {
  const guess = { ...base, origin: { ip: "192.0.2.77", userAgent: null } };
  const tries = await Promise.allSettled(
    Array.from({ length: 110 }, (_, index) =>
      inspectPasswordLink(guess, { secret: `guess ${index}` }),
    ),
  );
  const codes = tries.map((each) =>
    each.status === "rejected" ? (each.reason as { code: string }).code : "",
  );
  expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(10);
});
