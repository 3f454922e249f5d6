import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { getPolicyEndpoint, updatePolicyEndpoint } from "./contract.ts";
import { getPolicy } from "./queries.ts";
import { updatePolicy } from "./update-policy.ts";

let here: TestOrganization;
beforeEach(async () => {
  here = await createTestOrganization();
});

const policyEvents = () => auditTrail(here.organizationId, { action: "policy.changed" });

async function addProvider(enabled: boolean): Promise<string> {
  const id = uuidv7();
  await writeClient().identityProvider.create({
    data: {
      ...{ id, organizationId: here.organizationId, preset: "oidc", name: "Provider" },
      ...{ issuer: "https://id.example", clientId: "client", clientSecret: new Uint8Array(1) },
      ...{ enabled, createdAt: new Date() },
    },
  });
  return id;
}

test("without a policy, the defaults hold", async () => {
  expect(await getPolicy(here.admin)).toMatchObject({
    ...{ secondFactor: "nobody", requiredSince: null, graceDays: 7 },
    ...{ idleMinutes: 720, absoluteHours: 168, ssoOnly: false },
    ...{ emailDomains: [], allowedAddresses: [], providers: 0, address: "127.0.0.1" },
    missing: { leads: 2, everyone: 3 },
  });
});

test("a change is stored, audited with the changed fields alone, and once", async () => {
  const wanted = { secondFactor: "leads" as const, graceDays: 3, emailDomains: ["example.test"] };
  const changed = await updatePolicy(here.admin, wanted);
  expect(changed).toMatchObject(wanted);
  expect(await getPolicy(here.owner)).toEqual(changed);
  expect(await updatePolicy(here.admin, wanted)).toEqual(changed);
  expect(await policyEvents()).toMatchObject([
    {
      actor: { id: here.admin.userId, via: "session" },
      subject: { type: "policy", id: here.organizationId },
      before: { secondFactor: "nobody", graceDays: 7, emailDomains: [], requiredSince: null },
      after: { ...wanted, requiredSince: changed.requiredSince },
    },
  ]);
});

test("two changes at once both hold", async () => {
  await Promise.all([
    updatePolicy(here.admin, { idleMinutes: 30 }),
    updatePolicy(here.owner, { absoluteHours: 24 }),
  ]);
  expect(await getPolicy(here.admin)).toMatchObject({ idleMinutes: 30, absoluteHours: 24 });
  expect(await policyEvents()).toHaveLength(2);
});

test("the grace period starts anew for a rule for more people only", async () => {
  const day = (number: number): Context => ({
    ...here.owner,
    actor: {
      type: "session",
      sessionId: uuidv7(),
      verifiedAt: new Date(Date.UTC(2030, 0, number)),
    },
    now: () => new Date(Date.UTC(2030, 0, number)),
  });
  const since = async (ctx: Context, secondFactor: "nobody" | "leads" | "everyone") =>
    (await updatePolicy(ctx, { secondFactor })).requiredSince?.slice(0, 10) ?? null;
  expect(await since(day(1), "leads")).toBe("2030-01-01");
  expect(await since(day(2), "everyone")).toBe("2030-01-02");
  expect(await since(day(3), "leads")).toBe("2030-01-02");
  expect(await since(day(4), "nobody")).toBeNull();
});

test("a member is refused, a stale proof has to be renewed, a token never changes it", async () => {
  const wanted = { secondFactor: "everyone" as const };
  await expect(updatePolicy(here.member, wanted)).rejects.toMatchObject({ code: "forbidden" });
  const stale = new Date(Date.now() - 6 * 60_000);
  const actor = { type: "session" as const, sessionId: uuidv7(), verifiedAt: stale };
  await expect(updatePolicy({ ...here.owner, actor }, wanted)).rejects.toMatchObject({
    code: "step_up_required",
  });
  const token = await createTestToken(here.owner);
  const response = await sendToRoute(updatePolicyEndpoint, { body: wanted, token });
  expect(await response.json()).toMatchObject({ status: 403, code: "session_required" });
  expect(await policyEvents()).toEqual([]);
});

test("one organisation's policy is none of another's", async () => {
  await updatePolicy(here.owner, { secondFactor: "everyone", graceDays: 0 });
  const { owner } = await createTestOrganization();
  expect(await getPolicy(owner)).toMatchObject({ secondFactor: "nobody" });
});

test.each([
  [{ secondFactor: "some" }, "secondFactor"],
  [{ graceDays: -1 }, "graceDays"],
  [{ graceDays: 91 }, "graceDays"],
  [{ idleMinutes: 4 }, "idleMinutes"],
  [{ idleMinutes: 1.5 }, "idleMinutes"],
  [{ absoluteHours: 0 }, "absoluteHours"],
  [{ absoluteHours: 721 }, "absoluteHours"],
  [{ ssoOnly: "yes" }, "ssoOnly"],
  [{ emailDomains: ["not a domain"] }, "emailDomains.0"],
  [{ emailDomains: ["example"] }, "emailDomains.0"],
  [{ emailDomains: "example.com" }, "emailDomains"],
  [{ allowedAddresses: ["10.0.0.0/33"] }, "allowedAddresses.0"],
  [{ allowedAddresses: ["10.0.0"] }, "allowedAddresses.0"],
  [{ allowedAddresses: ["127.0.0.1", "localhost"] }, "allowedAddresses.1"],
  [{ allowedAddresses: Array(101).fill("10.0.0.1") }, "allowedAddresses"],
  [{ requiredSince: null }, ""],
])("%j is refused", async (body, path) => {
  const { headers } = await createTestSession(here.owner);
  const response = await sendToRoute(updatePolicyEndpoint, {
    body,
    headers: { ...headers, origin: "http://localhost:3000" },
  });
  const answer = (await response.json()) as { errors: { path: string }[] };
  expect(response.status).toBe(422);
  expect(answer.errors[0]?.path).toBe(path);
});

test("domains and addresses are tidied up", async () => {
  const { headers } = await createTestSession(here.owner);
  const response = await sendToRoute(updatePolicyEndpoint, {
    body: { emailDomains: ["@Example.COM ", "example.com", "a.example.org"] },
    headers: { ...headers, origin: "http://localhost:3000" },
  });
  expect(await response.json()).toMatchObject({ emailDomains: ["a.example.org", "example.com"] });
});

test("an address list without one's own address is refused, and names it", async () => {
  const refused = updatePolicy(here.owner, { allowedAddresses: ["10.0.0.0/8"] });
  await expect(refused).rejects.toMatchObject({
    issues: [
      { path: "allowedAddresses", code: "own_address_missing", params: { address: "127.0.0.1" } },
    ],
  });
  const unknown = { ...here.owner, origin: { ip: null, userAgent: null } };
  await expect(updatePolicy(unknown, { allowedAddresses: ["10.0.0.0/8"] })).rejects.toMatchObject({
    issues: [{ code: "own_address_missing" }],
  });
  await updatePolicy(here.owner, { allowedAddresses: ["127.0.0.0/8"] });
});

test("only providers lead in only when one does, also for the one who says so", async () => {
  const issuesOf = (issues: object[]) => ({ issues });
  const ask = (emailDomains: string[] = []) =>
    updatePolicy(here.admin, { ssoOnly: true, emailDomains });
  await addProvider(false);
  await expect(ask()).rejects.toMatchObject(
    issuesOf([{ path: "ssoOnly", code: "sso_only_without_provider" }]),
  );
  const providerId = await addProvider(true);
  await expect(ask()).rejects.toMatchObject(
    issuesOf([{ path: "ssoOnly", code: "sso_only_not_linked" }]),
  );
  await writeClient().externalIdentity.create({
    data: {
      ...{ id: uuidv7(), userId: here.admin.userId, providerId, createdAt: new Date() },
      ...{ issuer: "https://id.example", subject: "1" },
    },
  });
  await expect(ask(["elsewhere.example"])).rejects.toMatchObject(
    issuesOf([{ path: "emailDomains", code: "own_domain_missing" }]),
  );
  expect(await ask(["example.test"])).toMatchObject({ ssoOnly: true, providers: 1 });
});

test("an owner, who keeps other ways in, needs no link to a provider", async () => {
  const wanted = { ssoOnly: true, emailDomains: ["elsewhere.example"] };
  await expect(updatePolicy(here.owner, wanted)).rejects.toMatchObject({
    issues: [{ path: "ssoOnly", code: "sso_only_without_provider" }],
  });
  await addProvider(true);
  expect(await updatePolicy(here.owner, wanted)).toMatchObject({ ssoOnly: true, providers: 1 });
});

test("the policy is for administrators to read", async () => {
  const token = await createTestToken(here.member);
  expect((await sendToRoute(getPolicyEndpoint, { token })).status).toBe(403);
});
