import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import { getMe, listSessions } from "#lib/accounts/queries.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createProjectActor,
  createTestMember,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createBareProject } from "#lib/testing/bare-project.ts";
import { getPolicy } from "./queries.ts";
import { updatePolicy } from "./update-policy.ts";

let here: TestOrganization;
beforeEach(async () => {
  here = await createTestOrganization();
});

async function addPasskey({ userId }: Context): Promise<void> {
  const now = new Date();
  const credentialId = new Uint8Array(Buffer.from(userId));
  await writeClient().passkey.create({
    data: {
      ...{ id: uuidv7(), userId, credentialId, publicKey: credentialId, counter: 0, name: "Key" },
      ...{ backedUp: false, createdAt: now, transports: [] },
    },
  });
}

test("who does not meet a rule yet is counted", async () => {
  const projectId = await createBareProject(here.organizationId);
  await createProjectActor(here.organizationId, projectId, "lead");
  await addPasskey(here.admin);
  expect((await getPolicy(here.owner)).missing).toEqual({ leads: 2, everyone: 3 });
});

test("people within their grace are told until when; those who have a factor are not", async () => {
  await updatePolicy(here.owner, { secondFactor: "leads", graceDays: 5 });
  const { requiredSince } = await getPolicy(here.owner);
  const until = new Date(Date.parse(requiredSince ?? "") + 5 * 86_400_000).toISOString();
  expect((await getMe(here.owner)).secondFactorBy).toBe(until);
  expect((await getMe(here.member)).secondFactorBy).toBeNull();
  await addPasskey(here.owner);
  expect((await getMe(here.owner)).secondFactorBy).toBeNull();
  const newcomer = await createTestMember(here.organizationId, "admin");
  expect(Date.parse((await getMe(newcomer)).secondFactorBy ?? "")).toBeGreaterThan(
    Date.parse(until),
  );
});

test("a session from before a policy change obeys the new policy at once", async () => {
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const idle = await createTestSession(here.member, { lastSeenAt: minutesAgo(20) });
  const old = await createTestSession(here.member, { createdAt: minutesAgo(120) });
  const fresh = await createTestSession(here.admin);
  const ask = async ({ headers }: { headers: Record<string, string> }) =>
    (await sendToRoute({ method: "GET", path: "/me" }, { headers })).status;
  expect([await ask(idle), await ask(old), await ask(fresh)]).toEqual([200, 200, 200]);
  await writeClient().session.update({
    where: { id: idle.sessionId },
    data: { lastSeenAt: minutesAgo(20) },
  });
  const shown = {
    ...here.member,
    actor: { type: "session" as const, sessionId: fresh.sessionId, verifiedAt: null },
  };
  expect((await listSessions(shown)).sessions).toHaveLength(2);
  await updatePolicy(here.owner, { idleMinutes: 10, absoluteHours: 1 });
  expect([await ask(idle), await ask(old), await ask(fresh)]).toEqual([401, 401, 200]);
  expect((await listSessions(shown)).sessions).toEqual([]);
});

test("sessions and tokens from other addresses are refused", async () => {
  const { headers } = await createTestSession(here.member);
  const token = await createTestToken(here.member);
  await updatePolicy(here.owner, { allowedAddresses: ["127.0.0.0/8", "198.51.100.0/24"] });
  const { PEER_HEADER } = await import("#lib/platform/http/client-address.ts");
  const ask = async (peer: string, how: { token?: string; headers?: Record<string, string> }) => {
    const response = await sendToRoute(
      { method: "GET", path: "/me" },
      { ...how, headers: { ...how.headers, [PEER_HEADER]: peer } },
    );
    const { code } = (await response.json()) as { code?: string };
    return code ?? response.status;
  };
  for (const how of [{ headers }, { token }]) {
    expect(await ask("198.51.100.9", how)).toBe(200);
    expect(await ask("198.51.101.9", how)).toBe("address_not_allowed");
    expect(await ask("2001:db8::1", how)).toBe("address_not_allowed");
  }
});
