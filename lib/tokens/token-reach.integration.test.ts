import { beforeAll, expect, test } from "vitest";
import { getMeEndpoint } from "#lib/accounts/contract.ts";
import { listItemsEndpoint } from "#lib/checklist/contract.ts";
import { changeMemberRole } from "#lib/members/change-role.ts";
import { createPasswordLink } from "#lib/members/create-password-link.ts";
import { listMembers } from "#lib/members/queries.ts";
import { transferOwnership } from "#lib/members/transfer-ownership.ts";
import { identifyToken } from "#lib/platform/auth/authenticate.ts";
import type { Scope } from "#lib/platform/auth/scopes.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import {
  getProjectEndpoint,
  listProjectsEndpoint,
  updateProjectEndpoint,
} from "#lib/projects/contract.ts";
import { listProjectMembers } from "#lib/projects/queries.ts";
import { setProjectMember } from "#lib/projects/set-project-member.ts";
import { sendToRoute } from "#lib/testing/api.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { createToken } from "./create-token.ts";
import { listOrganizationTokens, listServiceAccounts } from "./queries.ts";
import { revokeOrganizationToken } from "./revoke-token.ts";
import { rotateToken } from "./rotate-token.ts";
import {
  createServiceAccount,
  createServiceToken,
  removeServiceAccount,
} from "./service-accounts.ts";

let project: TestProject;
let elsewhere: TestProject;
beforeAll(async () => {
  [project, elsewhere] = await Promise.all([createTestProject(), createTestProject()]);
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const wanted = (scopes: Scope[], projectId: string | null = null) => ({
  ...{ name: "CI", scopes, projectId },
  expiresAt: inDays(30),
});

async function answer(
  endpoint: Endpoint,
  token: string | null,
  projectId = project.projectId,
): Promise<string> {
  const response = await sendToRoute(endpoint, {
    params: "projectId" in endpoint.params.shape ? { projectId } : {},
    body: { startAt: "2026-11-01T00:00:00.000Z" },
    token: token ?? "",
  });
  if (response.status < 400) return "ok";
  return ((await response.json()) as { code: string }).code;
}

test("a token reaches what its scopes name, and nothing else", async () => {
  const { secret } = await createToken(project.owner, wanted(["checklist:read", "account:read"]));
  expect(await answer(listItemsEndpoint, secret)).toBe("ok");
  expect(await answer(getMeEndpoint, secret)).toBe("ok");
  expect(await answer(listProjectsEndpoint, secret)).toBe("token_out_of_scope");
  expect(await answer(updateProjectEndpoint, secret)).toBe("token_out_of_scope");
  const reader = await createToken(project.owner, wanted(["projects:read"]));
  expect(await answer(updateProjectEndpoint, reader.secret)).toBe("token_read_only");
});

test("a token of one project finds no other, however its owner's rights are", async () => {
  const own = wanted(["*:write"], project.projectId);
  const { secret, ...token } = await createToken(project.owner, own);
  expect(token.project?.id).toBe(project.projectId);
  expect(await answer(getProjectEndpoint, secret)).toBe("ok");
  expect(await answer(updateProjectEndpoint, secret)).toBe("ok");
  expect(await answer(listProjectsEndpoint, secret)).toBe("token_of_one_project");
  const sibling = await createTestProject();
  await writeClient().apiToken.update({
    where: { id: token.id },
    data: { projectId: sibling.projectId },
  });
  expect(await answer(getProjectEndpoint, secret)).toBe("project_not_found");
  expect(await answer(updateProjectEndpoint, secret)).toBe("project_not_found");
});

test("a token is not bound to a project of another organisation", async () => {
  const foreign = wanted(["*:read"], elsewhere.projectId);
  await expect(createToken(project.owner, foreign)).rejects.toMatchObject({
    issues: [{ path: "projectId", code: "project_unknown" }],
  });
});

test("a replaced token goes on for the overlap, has one successor, and both are audited", async () => {
  const { id: tokenId, secret: old } = await createToken(project.lead, wanted(["audit:read"]));
  const next = { tokenId, expiresAt: inDays(60), overlapHours: 1 };
  const twice = await Promise.allSettled([
    rotateToken(project.lead, next),
    rotateToken(project.lead, next),
  ]);
  expect(twice.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const made = twice.find((each) => each.status === "fulfilled");
  expect(made?.value.scopes).toEqual(["audit:read"]);
  expect(await identifyToken(made?.value.secret ?? "")).toBeTruthy();
  expect(await identifyToken(old ?? "")).toBeTruthy();
  const row = await writeClient().apiToken.findUniqueOrThrow({ where: { id: tokenId } });
  expect(row.expiresAt.getTime()).toBeLessThan(Date.now() + 2 * 3_600_000);
  const events = await writeClient().auditEvent.findMany({
    where: { action: "token.rotated", actorId: project.lead.userId },
  });
  expect(events).toHaveLength(1);
});

test("only its owner replaces a person's token, and only with a fresh proof", async () => {
  const { id: tokenId } = await createToken(project.lead, wanted(["*:read"]));
  const next = { tokenId, expiresAt: inDays(60), overlapHours: 1 };
  for (const other of [project.owner, elsewhere.owner]) {
    await expect(rotateToken(other, next)).rejects.toMatchObject({ code: "token_not_found" });
  }
  const stale = {
    ...project.lead,
    actor: { type: "session" as const, sessionId: tokenId, verifiedAt: null },
  };
  await expect(rotateToken(stale, next)).rejects.toMatchObject({ code: "step_up_required" });
  await expect(createToken(stale, wanted(["*:read"]))).rejects.toMatchObject({
    code: "step_up_required",
  });
});

test("a service account acts through tokens, has roles, and is gone with them", async () => {
  const { admin, member } = project;
  await expect(createServiceAccount(member, { name: "CI", role: "member" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const { userId } = await createServiceAccount(admin, { name: "Deploys", role: "admin" });
  const { secret, id: tokenId } = await createServiceToken(admin, {
    userId,
    ...wanted(["projects:read"]),
  });
  expect(await identifyToken(secret ?? "")).toMatchObject({ userId, organizationRole: "admin" });
  const { tokens } = await listOrganizationTokens(admin);
  expect(tokens.find(({ id }) => id === tokenId)?.owner).toEqual({
    ...{ userId, name: "Deploys", kind: "service" },
  });
  const rotated = await rotateToken(admin, { tokenId, expiresAt: inDays(60), overlapHours: 0 });
  await expect(identifyToken(secret ?? "")).rejects.toMatchObject({ code: "token_invalid" });
  await expect(removeServiceAccount(elsewhere.owner, { userId })).rejects.toMatchObject({
    code: "service_account_not_found",
  });
  await removeServiceAccount(admin, { userId });
  await expect(identifyToken(rotated.secret ?? "")).rejects.toMatchObject({
    code: "token_invalid",
  });
  expect((await listServiceAccounts(admin)).serviceAccounts).toEqual([]);
});

test("what is for people does not reach a service account: no ownership, no password", async () => {
  const { owner } = project;
  const { userId } = await createServiceAccount(owner, { name: "Nightly", role: "member" });
  const NOT_FOUND = { code: "member_not_found" };
  const promoted = changeMemberRole(owner, { userId, role: "owner" });
  await expect(promoted).rejects.toMatchObject(NOT_FOUND);
  await expect(createPasswordLink(owner, { userId })).rejects.toMatchObject(NOT_FOUND);
  await expect(transferOwnership(owner, { userId })).rejects.toMatchObject(NOT_FOUND);
  const { members } = await listMembers(owner);
  expect(members.find((each) => each.userId === userId)).toMatchObject({
    ...{ kind: "service", state: "active" },
  });
});

test("a project tells service accounts, whose address is nobody's, from people", async () => {
  const { owner, lead, projectId } = project;
  const { userId } = await createServiceAccount(owner, { name: "Robot", role: "member" });
  const member = await setProjectMember(lead, { projectId, userId, role: "engineer" });
  expect(member).toMatchObject({ name: "Robot", kind: "service" });
  const { members } = await listProjectMembers(lead, { projectId });
  const kinds = new Map(members.map((each) => [each.userId, each.kind]));
  expect([kinds.get(userId), kinds.get(lead.userId)]).toEqual(["service", "person"]);
});

test("people are no service accounts: nobody makes tokens for them", async () => {
  const { admin, engineer } = project;
  const body = { userId: engineer.userId, ...wanted(["*:write"]) };
  await expect(createServiceToken(admin, body)).rejects.toMatchObject({
    code: "service_account_not_found",
  });
});

test("administrators see and revoke everybody's tokens in their organisation", async () => {
  const { id: tokenId, secret } = await createToken(project.engineer, wanted(["*:read"]));
  await expect(listOrganizationTokens(project.engineer)).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(revokeOrganizationToken(elsewhere.owner, { tokenId })).rejects.toMatchObject({
    code: "token_not_found",
  });
  await revokeOrganizationToken(project.admin, { tokenId });
  await expect(identifyToken(secret ?? "")).rejects.toMatchObject({ code: "token_invalid" });
});
