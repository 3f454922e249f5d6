import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { identifySession } from "#lib/platform/auth/authenticate.ts";
import { hashPassword } from "#lib/platform/auth/password-hash.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { sessionCookieName, sessionSecrets } from "#lib/platform/auth/session-cookie.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { encode } from "next-auth/jwt";
import { byToken, createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { changePassword } from "./change-password.ts";
import { endOtherSessions, endOwnSession, endSession } from "./end-sessions.ts";
import { getMe, listSessions } from "./queries.ts";
import { startSession } from "./start-session.ts";
import { updateMe } from "./update-me.ts";

const PASSWORD = "a perfectly fine sentence";
let passwordHash: string;
let organization: TestOrganization;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
  organization = await createTestOrganization();
});

const from = (ip: string): PublicContext => ({
  requestId: uuidv7(),
  origin: { ip, userAgent: "test" },
  locale: "en",
  now: () => new Date(),
});

async function withPassword(ctx: Context): Promise<string> {
  const { email } = await writeClient().user.update({
    where: { id: ctx.userId },
    data: { passwordHash },
  });
  return email;
}

async function cookieOf(sessionId: string): Promise<string> {
  const salt = sessionCookieName();
  return encode({ token: { sessionId }, secret: sessionSecrets(), salt });
}

async function eventsOf(ctx: Context, action: string): Promise<number> {
  return writeClient().auditEvent.count({
    where: { streamId: ctx.organizationId, action, actorId: ctx.userId },
  });
}

const inSession = (ctx: Context, sessionId: string): Context => ({
  ...ctx,
  actor: { type: "session", sessionId, verifiedAt: new Date() },
});

test("the right password opens a session that the cookie finds, and is audited", async () => {
  const { member } = organization;
  const email = await withPassword(member);
  const { sessionId } = await startSession(from("192.0.2.1"), { email, password: PASSWORD });
  const identity = await identifySession(await cookieOf(sessionId));
  expect(identity).toMatchObject({ userId: member.userId, organizationRole: "member" });
  expect(await eventsOf(member, "session.started")).toBe(1);
});

test("a wrong password, an unknown account and a removed member are refused alike", async () => {
  const { member, owner } = await createTestOrganization();
  const email = await withPassword(member);
  const removed = await withPassword(owner);
  await writeClient().member.updateMany({
    where: { userId: owner.userId },
    data: { removedAt: new Date() },
  });
  const refused = { code: "sign_in_refused" };
  const base = from("192.0.2.2");
  await expect(startSession(base, { email, password: "wrong" })).rejects.toMatchObject(refused);
  const unknown = { email: "nobody@example.test", password: PASSWORD };
  await expect(startSession(base, unknown)).rejects.toMatchObject(refused);
  const gone = { email: removed, password: PASSWORD };
  await expect(startSession(base, gone)).rejects.toMatchObject(refused);
  await expect.poll(() => eventsOf(member, "session.refused")).toBe(1);
});

test("parallel guesses at one account are stopped after ten, from whatever address", async () => {
  const { member } = await createTestOrganization();
  const email = await withPassword(member);
  const tries = await Promise.allSettled(
    Array.from({ length: 14 }, (_, index) =>
      startSession(from(`198.51.100.${index}`), { email, password: "wrong" }),
    ),
  );
  const codes = tries.map((each) =>
    each.status === "rejected" ? (each.reason as { code: string }).code : "",
  );
  expect(codes.filter((code) => code === "sign_in_refused")).toHaveLength(10);
  expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(4);
  await expect(
    startSession(from("198.51.100.99"), { email, password: PASSWORD }),
  ).rejects.toMatchObject({ code: "too_many_attempts", retryAfter: expect.any(Number) as number });
});

test("an address that fails at a hundred accounts is stopped, others are not", async () => {
  const { member } = await createTestOrganization();
  const email = await withPassword(member);
  await writeClient().rateLimit.deleteMany();
  for (let index = 0; index < 100; index += 20) {
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, more) =>
        startSession(from("203.0.113.5"), {
          email: `x${index + more}@example.test`,
          password: "x",
        }),
      ),
    );
  }
  const given = { email, password: PASSWORD };
  await expect(startSession(from("203.0.113.5"), given)).rejects.toMatchObject({
    code: "too_many_attempts",
  });
  await expect(startSession(from("203.0.113.6"), given)).resolves.toMatchObject({ stage: "full" });
});

test("people see and end their own sessions, and nobody else's", async () => {
  const { member, admin } = await createTestOrganization();
  const email = await withPassword(member);
  const base = from("192.0.2.3");
  const { sessionId: first } = await startSession(base, { email, password: PASSWORD });
  const { sessionId: second } = await startSession(base, { email, password: PASSWORD });
  const ctx = inSession(member, second);
  const { sessions } = await listSessions(ctx);
  expect(sessions.map(({ id, current }) => [id, current])).toEqual([
    [second, true],
    [first, false],
  ]);
  await expect(endSession(admin, { sessionId: first })).rejects.toMatchObject({
    code: "session_not_found",
  });
  await endSession(ctx, { sessionId: first });
  await expect(identifySession(await cookieOf(first))).rejects.toMatchObject({
    code: "session_ended",
  });
  await expect(endSession(ctx, { sessionId: first })).rejects.toMatchObject({
    code: "session_not_found",
  });
  await startSession(base, { email, password: PASSWORD });
  await endOtherSessions(ctx);
  await Promise.all([endOwnSession(ctx), endOwnSession(ctx)]);
  expect((await listSessions(ctx)).sessions).toEqual([]);
  expect(await eventsOf(member, "session.ended")).toBe(3);
});

test("a new password that was leaked is refused, and nothing changes", async () => {
  const { member } = await createTestOrganization();
  const email = await withPassword(member);
  const { sessionId } = await startSession(from("192.0.2.14"), { email, password: PASSWORD });
  const change = { currentPassword: PASSWORD, newPassword: "PerAsperaAdAstra" };
  await expect(changePassword(inSession(member, sessionId), change)).rejects.toMatchObject({
    issues: [{ path: "newPassword", code: "password_leaked" }],
  });
  await startSession(from("192.0.2.14"), { email, password: PASSWORD });
  expect(await eventsOf(member, "password.set")).toBe(0);
});

test("changing the password needs the present one and ends the other sessions", async () => {
  const { member } = await createTestOrganization();
  const email = await withPassword(member);
  const base = from("192.0.2.4");
  const { sessionId: kept } = await startSession(base, { email, password: PASSWORD });
  const { sessionId: other } = await startSession(base, { email, password: PASSWORD });
  const ctx = inSession(member, kept);
  const newPassword = "quite another sentence";
  await expect(
    changePassword(ctx, { currentPassword: "wrong", newPassword }),
  ).rejects.toMatchObject({ issues: [{ path: "currentPassword" }] });
  await expect(
    changePassword(ctx, { currentPassword: PASSWORD, newPassword: "too short" }),
  ).rejects.toMatchObject({ issues: [{ path: "newPassword", code: "password_too_short" }] });
  await changePassword(ctx, { currentPassword: PASSWORD, newPassword });
  await expect(identifySession(await cookieOf(other))).rejects.toMatchObject({
    code: "session_ended",
  });
  await expect(identifySession(await cookieOf(kept))).resolves.toBeTruthy();
  await expect(startSession(base, { email, password: PASSWORD })).rejects.toMatchObject({
    code: "sign_in_refused",
  });
  await startSession(base, { email, password: newPassword });
  expect(await eventsOf(member, "password.set")).toBe(1);
});

test("an API token changes neither password nor sessions", async () => {
  const { member } = await createTestOrganization();
  const ctx = byToken(member);
  const refused = { code: "session_required" };
  const change = { currentPassword: PASSWORD, newPassword: "quite another sentence" };
  await expect(changePassword(ctx, change)).rejects.toMatchObject(refused);
  await expect(listSessions(ctx)).rejects.toMatchObject(refused);
  await expect(endOtherSessions(ctx)).rejects.toMatchObject(refused);
});

test("a profile changes once per change and names fields, not values, in the audit log", async () => {
  const { member } = await createTestOrganization();
  const me = await updateMe(member, { name: "Grace", locale: "ko" });
  expect(me.user).toMatchObject({ name: "Grace", locale: "ko" });
  expect(await getMe(member)).toEqual(me);
  await updateMe(member, { name: "Grace" });
  const events = await writeClient().auditEvent.findMany({
    where: { streamId: member.organizationId, action: "member.changed" },
  });
  expect(events).toHaveLength(1);
  expect(events[0]?.body).toContain('"after":{"changed":["name","locale"]}');
  expect(events[0]?.body).not.toContain("Grace");
});

test("a session opens nothing once its person is no member, even if nobody ended it", async () => {
  const { member } = await createTestOrganization();
  const email = await withPassword(member);
  const { sessionId } = await startSession(from("192.0.2.5"), { email, password: PASSWORD });
  await writeClient().member.updateMany({
    where: { userId: member.userId },
    data: { removedAt: new Date() },
  });
  await expect(identifySession(await cookieOf(sessionId))).rejects.toMatchObject({
    code: "session_ended",
  });
});
