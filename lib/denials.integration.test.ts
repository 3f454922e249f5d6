import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { requestEmailChangeEndpoint } from "#lib/accounts/person-contract.ts";
import { listMembersEndpoint, removeMemberEndpoint } from "#lib/members/contract.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { getProjectEndpoint, listProjectsEndpoint } from "#lib/projects/contract.ts";
import { createTestMember, createTestOrganization } from "#lib/testing/actors.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createTestProject } from "#lib/testing/projects.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { createTokenEndpoint } from "#lib/tokens/contract.ts";

const ORIGIN = { origin: "http://localhost:3000" };

const codeOf = async (response: Response): Promise<string> =>
  response.status < 400 ? "" : ((await response.json()) as { code: string }).code;

async function denials(organizationId: string) {
  const rows = await writeClient().auditEvent.findMany({
    where: { streamId: organizationId, action: "access.denied" },
    orderBy: { seq: "asc" },
  });
  return rows.map(({ actorId, body }) => ({
    actorId,
    ...(JSON.parse(body) as { after: object }).after,
  }));
}

const remove = async (token: string, userId: string, headers = {}) =>
  codeOf(await sendToRoute(removeMemberEndpoint, { token, params: { userId }, headers }));

test("a denial is in the log once an hour for each person and operation, however often and at once they try", async () => {
  const { organizationId, member, owner } = await createTestOrganization();
  const other = await createTestMember(organizationId, "member");
  const token = await createTestToken(member);
  const codes = await Promise.all(Array.from({ length: 12 }, () => remove(token, owner.userId)));
  expect(codes).toEqual(Array(12).fill("forbidden"));
  const removal = { operation: "removeMember", method: "DELETE", lacks: "role" };
  expect(await denials(organizationId)).toEqual([{ actorId: member.userId, ...removal }]);

  // Another process, which has not seen it.
  Reflect.deleteProperty(globalThis, "preflightDenials");
  await remove(token, owner.userId, { "idempotency-key": "again" });
  expect(await denials(organizationId)).toHaveLength(1);

  await remove(await createTestToken(other), owner.userId);
  expect(await denials(organizationId)).toContainEqual({ actorId: other.userId, ...removal });
  expect(await denials(organizationId)).toHaveLength(2);
});

test("a denial is in the log again after an hour", async () => {
  const { organizationId, member, owner } = await createTestOrganization();
  const token = await createTestToken(member);
  await remove(token, owner.userId);
  Reflect.deleteProperty(globalThis, "preflightDenials");
  await writeClient().rateLimit.updateMany({
    where: { key: { startsWith: `denied:${organizationId}:` } },
    data: { expire: Date.now() - 1 },
  });
  await remove(token, owner.userId);
  expect(await denials(organizationId)).toHaveLength(2);
});

test("a token that lacks a scope, its project or a browser leaves a denial, each its own", async () => {
  const { organizationId, projectId, owner } = await createTestProject();
  const sibling = await createTestProject();
  const reader = await createTestToken(owner, "read");
  for (let count = 0; count < 3; count += 1) {
    expect(await remove(reader, owner.userId)).toBe("token_read_only");
  }
  const bound = await createToken(owner, {
    ...{ name: "CI", scopes: ["*:write"], projectId },
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const token = bound.secret ?? "";
  expect(await codeOf(await sendToRoute(listProjectsEndpoint, { token }))).toBe(
    "token_of_one_project",
  );
  const params = { projectId: sibling.projectId };
  expect(await codeOf(await sendToRoute(getProjectEndpoint, { token, params }))).toBe(
    "project_not_found",
  );
  const body = { newEmail: "another@example.test" };
  const writer = await createTestToken(owner);
  expect(await codeOf(await sendToRoute(requestEmailChangeEndpoint, { token: writer, body }))).toBe(
    "session_required",
  );
  const told = await denials(organizationId);
  expect(told.map((each) => ({ ...each, actorId: each.actorId === owner.userId }))).toEqual([
    { actorId: true, operation: "removeMember", method: "DELETE", lacks: "scope" },
    { actorId: true, operation: "listProjects", method: "GET", lacks: "project" },
    { actorId: true, operation: "getProject", method: "GET", lacks: "project" },
    { actorId: true, operation: "requestEmailChange", method: "POST", lacks: "session" },
  ]);
});

test("who is half signed in, has to enrol, or has no fresh proof leaves a denial", async () => {
  const { organizationId, owner, admin } = await createTestOrganization();
  const half = await createTestSession(admin, { awaitsSecondFactor: true });
  const list = (headers: object) =>
    sendToRoute(listMembersEndpoint, { headers: { ...ORIGIN, ...headers } });
  expect(await codeOf(await list(half.headers))).toBe("second_factor_required");
  const stale = await createTestSession(owner, { verifiedAt: new Date(0) });
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const made = await sendToRoute(createTokenEndpoint, {
    headers: { ...ORIGIN, ...stale.headers },
    body: { name: "CI", scopes: ["*:read"], expiresAt },
  });
  expect(await codeOf(made)).toBe("step_up_required");
  await writeClient().organizationPolicy.create({
    data: { organizationId, secondFactor: "everyone", requiredSince: new Date(0), graceDays: 0 },
  });
  expect(await codeOf(await list(stale.headers))).toBe("enrolment_required");
  expect(await denials(organizationId)).toEqual([
    { actorId: admin.userId, operation: "listMembers", method: "GET", lacks: "second_factor" },
    { actorId: owner.userId, operation: "createToken", method: "POST", lacks: "fresh_proof" },
    { actorId: owner.userId, operation: "listMembers", method: "GET", lacks: "enrolment" },
  ]);
});

test("a strange object and an unknown token are no denials", async () => {
  const { organizationId, owner } = await createTestOrganization();
  const { headers } = await createTestSession(owner);
  const params = { userId: uuidv7() };
  const strange = await sendToRoute(removeMemberEndpoint, {
    params,
    headers: { ...ORIGIN, ...headers },
  });
  expect(await codeOf(strange)).toBe("member_not_found");
  expect(await remove("pf_unknown", owner.userId)).toBe("token_invalid");
  expect(await denials(organizationId)).toEqual([]);
});
