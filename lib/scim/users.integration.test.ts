import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import { removeMember } from "#lib/members/remove-member.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { USER, createUser, findUsers, okta, patchUser } from "#lib/testing/scim-users.ts";
import { createDirectory, type Directory } from "#lib/testing/scim.ts";

let here: TestOrganization;
let scim: Directory;
beforeEach(async () => {
  here = await createTestOrganization();
  scim = await createDirectory(here.admin);
});

const events = (subjectId: string) => auditTrail(here.organizationId, { subjectId });
const actions = async (userId: string) => (await events(userId)).map(({ action }) => action);

test("a person is created, read, and is a provisioned member", async () => {
  const wanted = okta();
  const { status, body, headers } = await scim("POST", "/Users", wanted);
  expect(status).toBe(201);
  expect(headers.get("content-type")).toBe("application/scim+json");
  expect(headers.get("cache-control")).toBe("private, no-store");
  expect(body).toMatchObject({
    schemas: [USER],
    userName: wanted.userName,
    externalId: wanted.externalId,
    displayName: "Grace Hopper",
    name: { formatted: "Grace Hopper", givenName: "Grace", familyName: "Hopper" },
    emails: [{ value: wanted.userName, primary: true }],
    active: true,
    groups: [],
    meta: {
      resourceType: "User",
      location: `http://localhost:3000/api/scim/v2/Users/${String(body.id)}`,
    },
  });
  expect(headers.get("location")).toBe((body.meta as { location: string }).location);
  const userId = String(body.id);
  const read = await scim("GET", `/Users/${userId}`);
  expect(read).toMatchObject({ status: 200, body });
  const { organizationId } = here;
  const member = await writeClient().member.findFirstOrThrow({ where: { organizationId, userId } });
  expect(member).toMatchObject({ role: "member", provisioned: true, removedAt: null });
  const [added] = await events(userId);
  expect(added).toMatchObject({
    action: "member.added",
    actor: { id: here.admin.userId, via: "scim" },
  });
  expect(JSON.stringify(added)).not.toContain(wanted.userName);
});

test("what a person brings along and is not kept is passed over", async () => {
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const { id } = await createUser(scim, {
    schemas: [USER, enterprise],
    [enterprise]: { department: "IT", manager: { value: "1" } },
    phoneNumbers: [{ value: "1" }],
  });
  expect(await findUsers(scim, `id eq "${id}"`)).toEqual([id]);
});

test("an address that is taken, here or elsewhere, is a conflict, and its account stays as it was", async () => {
  const { userName } = await createUser(scim);
  const elsewhere = (await createTestOrganization()).member;
  const { email } = await writeClient().user.findUniqueOrThrow({ where: { id: elsewhere.userId } });
  for (const taken of [userName, userName.toUpperCase(), email]) {
    const { status, body } = await scim("POST", "/Users", okta({ userName: taken }));
    expect([status, body.scimType]).toEqual([409, "uniqueness"]);
  }
  const account = await writeClient().user.findUniqueOrThrow({ where: { email } });
  expect(account.name).toBe("Test member");
  const twice = okta();
  const both = await Promise.all([scim("POST", "/Users", twice), scim("POST", "/Users", twice)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test("an external id belongs to one person", async () => {
  const { id } = await createUser(scim, { externalId: "one" });
  const second = await scim("POST", "/Users", okta({ externalId: "one" }));
  expect(second).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
  const other = await createUser(scim);
  const changed = await patchUser(scim, other.id, {
    op: "replace",
    path: "externalId",
    value: "one",
  });
  expect(changed).toMatchObject({ status: 409 });
  expect(await findUsers(scim, 'externalId eq "one"')).toEqual([id]);
});

test("somebody whom an administrator had removed is brought back by their address", async () => {
  const { userId } = here.member;
  const { email } = await writeClient().user.findUniqueOrThrow({ where: { id: userId } });
  await removeMember(here.admin, { userId });
  expect((await scim("GET", `/Users/${userId}`)).status).toBe(404);
  expect(await createUser(scim, { userName: email })).toMatchObject({ id: userId, active: true });
});

test("deactivating ends every session and token, reactivating brings the person back", async () => {
  const { userId } = here.member;
  const { headers } = await createTestSession(here.member);
  const token = await createTestToken(here.member);
  const me = async (how: object) => (await sendToRoute({ method: "GET", path: "/me" }, how)).status;
  expect([await me({ headers }), await me({ token })]).toEqual([200, 200]);
  await patchUser(scim, userId, { op: "replace", path: "active", value: false });
  expect([await me({ headers }), await me({ token })]).toEqual([401, 401]);
  expect((await scim("GET", `/Users/${userId}`)).body).toMatchObject({ active: false });
  await patchUser(scim, userId, { op: "replace", path: "active", value: true });
  expect([await me({ headers }), await me({ token })]).toEqual([401, 401]);
  const again = await createTestSession(here.member);
  expect(await me({ headers: again.headers })).toBe(200);
  expect(await actions(userId)).toEqual(["member.removed", "member.changed", "member.added"]);
});

test("a deleted person is gone for the directory, which may create them anew", async () => {
  const { id, userName } = await createUser(scim, { externalId: "gone" });
  expect((await scim("DELETE", `/Users/${id}`)).status).toBe(204);
  expect((await scim("GET", `/Users/${id}`)).status).toBe(404);
  expect((await scim("PUT", `/Users/${id}`, okta())).status).toBe(404);
  expect((await patchUser(scim, id, { op: "replace", value: { active: true } })).status).toBe(404);
  expect((await scim("DELETE", `/Users/${id}`)).status).toBe(404);
  expect(await findUsers(scim, `userName eq "${userName}"`)).toEqual([]);
  expect(await createUser(scim, { userName, externalId: "gone" })).toMatchObject({ id });
});

test("another organisation's people, and what is none, are not found", async () => {
  const stranger = (await createTestOrganization()).member.userId;
  for (const id of [stranger, uuidv7(), "1", "%00", here.organizationId]) {
    expect((await scim("GET", `/Users/${id}`)).status).toBe(404);
    expect((await scim("PUT", `/Users/${id}`, okta())).status).toBe(404);
    expect((await patchUser(scim, id, { op: "replace", value: { active: false } })).status).toBe(
      404,
    );
    expect((await scim("DELETE", `/Users/${id}`)).status).toBe(404);
  }
  const { body } = await scim("GET", "/Users");
  expect(JSON.stringify(body)).not.toContain(stranger);
});
