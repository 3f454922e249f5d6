import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { createBareProject } from "#lib/testing/bare-project.ts";
import { startHostileProvider, type HostileProvider } from "#lib/testing/hostile-provider.ts";
import { createDirectory, type Directory } from "#lib/testing/scim.ts";
import { registerProvider, TestBrowser } from "#lib/testing/sso.ts";
import { createInvitation } from "./create-invitation.ts";
import { listInvitations } from "./invitation-queries.ts";

let provider: HostileProvider;
let here: TestOrganization;
let scim: Directory;
let projectId: string;
let email: string;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());

beforeEach(async () => {
  here = await createTestOrganization();
  scim = await createDirectory(here.admin);
  projectId = await createBareProject(here.organizationId);
  const sub = uuidv7();
  email = `${sub}@corp.test`;
  provider.person = { sub, name: "Grace", email, email_verified: true, groups: ["admins"] };
  (globalThis as { preflightIssuers?: Map<string, unknown> }).preflightIssuers?.clear();
});

const invite = (role: "admin" | "member" = "member") =>
  createInvitation(here.admin, {
    ...{ name: "Grace", email, role },
    projectRoles: role === "member" ? [{ projectId, role: "engineer" }] : [],
  });

const arriveBySso = async (settings: Parameters<typeof registerProvider>[2] = {}) => {
  const { id } = await registerProvider(here.admin, provider, settings);
  return new TestBrowser().signIn(id, provider);
};

const arriveByScim = async (fields: object = {}) => {
  const user = { userName: email, displayName: "Grace", active: true, ...fields };
  const { status, body } = await scim("POST", "/Users", user);
  expect(status, JSON.stringify(body)).toBe(201);
  return String(body.id);
};

const invitations = async () => (await listInvitations(here.admin)).invitations.length;
const member = () =>
  writeClient().member.findFirstOrThrow({
    where: { organizationId: here.organizationId, user: { email } },
  });
const roleInProject = async () =>
  (await writeClient().projectMember.findFirst({ where: { projectId } }))?.role;

const accepted = () => auditTrail(here.organizationId, { action: "invitation.accepted" });

test("who was invited and comes through a provider has accepted, with the provider's role", async () => {
  const { invitation } = await invite("admin");
  expect(await arriveBySso()).toMatchObject({ status: "admitted", account: { role: "member" } });
  expect(await invitations()).toBe(0);
  expect((await member()).role).toBe("member");
  expect(await accepted()).toMatchObject([
    { actor: { via: "provider" }, subject: { type: "invitation", id: invitation.id } },
  ]);
  const proof = await verifyOrganizationAudit(here.owner, { limit: 1_000 });
  expect(proof.valid).toBe(true);
});

test("roles in projects come along for members, and not for those whom the provider makes administrators", async () => {
  await invite();
  await arriveBySso();
  expect(await roleInProject()).toBe("engineer");

  projectId = await createBareProject(here.organizationId);
  email = `${uuidv7()}@corp.test`;
  provider.person = { ...provider.person, sub: uuidv7(), email };
  await invite();
  await arriveBySso({
    roleClaim: "groups",
    roleMapping: [{ value: "admins", role: "admin" }],
  });
  expect((await member()).role).toBe("admin");
  expect(await roleInProject()).toBeUndefined();
  expect(await invitations()).toBe(0);
});

test("who was invited and is put in by the directory has accepted, once they are active", async () => {
  await invite("admin");
  const id = await arriveByScim({ active: false });
  expect(await invitations()).toBe(1);
  const operation = { op: "replace", path: "active", value: true };
  await scim("PATCH", `/Users/${id}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [operation],
  });
  expect(await invitations()).toBe(0);
  expect(await member()).toMatchObject({ role: "member", removedAt: null });
  expect(await accepted()).toMatchObject([{ actor: { via: "scim", id: here.admin.userId } }]);
});

test("a new person of the directory gets the roles in projects of their invitation", async () => {
  await invite();
  await arriveByScim();
  expect(await roleInProject()).toBe("engineer");
  expect(await accepted()).toHaveLength(1);
});

test("an invitation that has run out, and those of others, are left alone", async () => {
  const { invitation } = await invite();
  const others = await createTestOrganization();
  await createInvitation(others.admin, { name: "Grace", email, role: "member", projectRoles: [] });
  await writeClient().invitation.update({
    where: { id: invitation.id },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  await arriveByScim();
  expect(await roleInProject()).toBeUndefined();
  expect(await accepted()).toEqual([]);
  expect((await listInvitations(others.admin)).invitations).toHaveLength(1);
});
