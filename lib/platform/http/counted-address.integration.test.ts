import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { startSession } from "#lib/accounts/start-session.ts";
import { countGuess } from "#lib/platform/auth/guess-limit.ts";
import { hashPassword } from "#lib/platform/auth/password-hash.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { countRequest } from "./rate-limit.ts";

test("guesses from the addresses of one IPv6 network are counted together", async () => {
  const guessFrom = (of: string) => countGuess([{ counter: "setup", of }]);
  for (let last = 1; last <= 10; last++) await guessFrom(`2001:db8:1:2::${last}`);
  await expect(guessFrom("2001:db8:1:2:ffff::b")).rejects.toMatchObject({
    code: "too_many_attempts",
  });
  await guessFrom("2001:db8:1:3::1");
});

test("so are requests", () => {
  const left = (address: string) => Number(countRequest(address)["ratelimit-remaining"]);
  const before = left("2001:db8:1:2::1");
  expect(left("2001:db8:1:2::2")).toBe(before - 1);
  expect(left("2001:db8:1:3::1")).toBe(before);
});

test("the audit log and the session keep the whole address", async () => {
  const { member } = await createTestOrganization();
  const password = "a perfectly fine sentence";
  const { email } = await writeClient().user.update({
    where: { id: member.userId },
    data: { passwordHash: await hashPassword(password) },
  });
  const ip = "2001:db8:1:2::11";
  const base = { requestId: uuidv7(), locale: "en" as const, now: () => new Date() };
  const from = { ...base, origin: { ip, userAgent: null } };
  const { sessionId } = await startSession(from, { email, password });
  const { organizationId } = member;
  const origins = await writeClient().auditOrigin.findMany({ where: { organizationId } });
  expect(origins.map((origin) => origin.ip)).toContain(ip);
  const session = await writeClient().session.findUniqueOrThrow({ where: { id: sessionId } });
  expect(session.ip).toBe(ip);
});
