import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { locales } from "#lib/platform/i18n/locales.ts";
import { sayer } from "#lib/platform/i18n/say.ts";
import { work } from "./job-registry.ts";

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);

async function run(name: string): Promise<Record<string, number> | undefined> {
  return work.jobs.find((job) => job.name === name)?.run(new AbortController().signal);
}

test("jobs have names of their own", () => {
  const names = [...work.jobs, ...work.polls, ...work.queues].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("the page of jobs calls each job by a name of its own, in both languages", async () => {
  for (const locale of locales) {
    const say = await sayer(locale, "jobs");
    const listed = [...work.jobs, ...work.queues].map(({ name }) => `names.${name}`);
    expect(listed.filter((key) => say(key, {}) === key)).toEqual([]);
  }
});

test("answers kept for retries go after a day, counters against guessing when they run out", async () => {
  const { organizationId, owner } = await createTestOrganization();
  const key = { organizationId, actorId: owner.userId, requestHash: new Uint8Array(), response: 1 };
  await writeClient().idempotencyKey.createMany({
    data: [
      { ...key, key: "old", createdAt: ago(25) },
      { ...key, key: "new", createdAt: ago(23) },
    ],
  });
  await writeClient().rateLimit.createMany({
    data: [
      { key: "over", points: 1, expire: Date.now() - 1_000 },
      { key: "under way", points: 1, expire: Date.now() + 60_000 },
    ],
  });
  expect(await run("prune_platform")).toMatchObject({ idempotencyKeys: 1, rateLimits: 1 });
  expect(await writeClient().idempotencyKey.findMany({ select: { key: true } })).toEqual([
    { key: "new" },
  ]);
});

test("sessions go a month after their end, links when they were used or ran out", async () => {
  const { organizationId, owner } = await createTestOrganization();
  const { userId } = owner;
  const session = { organizationId, userId, createdAt: ago(2_000), lastSeenAt: ago(2_000) };
  const link = { userId, createdAt: ago(48) };
  const bytes = () => new TextEncoder().encode(uuidv7());
  await writeClient().session.createMany({
    data: [
      { ...session, id: uuidv7(), expiresAt: ago(31 * 24) },
      { ...session, id: uuidv7(), expiresAt: ago(-1), revokedAt: ago(31 * 24) },
      { ...session, id: uuidv7(), expiresAt: ago(29 * 24) },
      { ...session, id: uuidv7(), expiresAt: ago(-1) },
    ],
  });
  await writeClient().passwordLink.createMany({
    data: [
      { ...link, id: uuidv7(), secretHash: bytes(), expiresAt: ago(1) },
      { ...link, id: uuidv7(), secretHash: bytes(), expiresAt: ago(-1), usedAt: ago(1) },
      { ...link, id: uuidv7(), secretHash: bytes(), expiresAt: ago(-1) },
    ],
  });
  const change = { userId, newEmail: "new@example.test", createdAt: ago(2_000) };
  const secrets = () => ({ oldSecretHash: bytes(), newSecretHash: bytes() });
  await writeClient().emailChange.createMany({
    data: [
      { ...change, ...secrets(), id: uuidv7(), expiresAt: ago(31 * 24) },
      { ...change, ...secrets(), id: uuidv7(), expiresAt: ago(-1) },
    ],
  });
  const invitation = {
    ...{ organizationId, email: "a@example.test", name: "A", role: "member" as const },
    ...{ locale: "en", invitedById: userId, createdAt: ago(3_000), sentAt: ago(3_000) },
  };
  await writeClient().invitation.createMany({
    data: [
      { ...invitation, id: uuidv7(), secretHash: bytes(), expiresAt: ago(91 * 24) },
      { ...invitation, id: uuidv7(), secretHash: bytes(), expiresAt: ago(89 * 24) },
    ],
  });
  expect(await run("prune_accounts")).toMatchObject({
    ...{ sessions: 2, passwordLinks: 2, emailChanges: 1, invitations: 1 },
  });
  expect(await writeClient().session.count({ where: { userId } })).toBe(2);
  expect(await writeClient().passwordLink.count({ where: { userId } })).toBe(1);
});

test("what is in mails goes after a week, mails after a month", async () => {
  const { organizationId } = await createTestOrganization();
  const mail = {
    organizationId,
    recipient: "a@example.test",
    template: "invitation",
    locale: "en",
  };
  const content = new Uint8Array([1]);
  await writeClient().mail.createMany({
    data: [
      { ...mail, id: uuidv7(), content, createdAt: ago(6 * 24) },
      { ...mail, id: uuidv7(), content, createdAt: ago(8 * 24) },
      { ...mail, id: uuidv7(), createdAt: ago(31 * 24) },
    ],
  });
  expect(await run("prune_mails")).toEqual({ forgotten: 1, mails: 1 });
  expect(await writeClient().mail.count({ where: { organizationId } })).toBe(2);
});
