import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestMember,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { createDirectory, type Directory } from "#lib/testing/scim.ts";
import { getDirectory } from "./queries.ts";
import { setGroupRole } from "./set-group-role.ts";

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

let here: TestOrganization;
let scim: Directory;
beforeEach(async () => {
  here = await createTestOrganization();
  scim = await createDirectory(here.admin);
});

const value = (...ids: string[]) => ids.map((id) => ({ value: id }));

async function create(displayName: string, members: string[] = []): Promise<string> {
  const wanted = {
    schemas: [GROUP],
    displayName,
    externalId: uuidv7(),
    members: value(...members),
  };
  const { status, body } = await scim("POST", "/Groups", wanted);
  expect(status, JSON.stringify(body)).toBe(201);
  return String(body.id);
}

const patch = (id: string, ...operations: object[]) =>
  scim("PATCH", `/Groups/${id}`, { schemas: [PATCH], Operations: operations });

async function membersOf(id: string): Promise<string[]> {
  const { body } = await scim("GET", `/Groups/${id}`);
  return (body.members as { value: string }[]).map((member) => member.value).sort();
}

const roleOf = async ({ userId }: { userId: string }) =>
  (await writeClient().member.findFirstOrThrow({ where: { userId } })).role;

test("a group is created, read, listed and shown with its people, and they with it", async () => {
  const { userId } = here.member;
  const id = await create("Engineering", [userId]);
  const { body } = await scim("GET", `/Groups/${id}`);
  expect(body).toMatchObject({
    schemas: [GROUP],
    displayName: "Engineering",
    members: [{ value: userId, display: "Test member", type: "User" }],
    meta: { resourceType: "Group", location: `http://localhost:3000/api/scim/v2/Groups/${id}` },
  });
  const { body: user } = await scim("GET", `/Users/${userId}`);
  expect(user.groups).toMatchObject([{ value: id, display: "Engineering" }]);
  for (const filter of [
    'displayName eq "engineering"',
    'displayName sw "Eng" and members.value pr',
    `members[value eq "${userId}"]`,
    `externalId eq "${String(body.externalId)}"`,
    `id eq "${id}"`,
  ]) {
    const found = await scim("GET", `/Groups?filter=${encodeURIComponent(filter)}`);
    expect(found.body, filter).toMatchObject({ totalResults: 1 });
  }
  const without = await scim("GET", "/Groups?excludedAttributes=members");
  expect((without.body.Resources as object[])[0]).not.toHaveProperty("members");
  const [event] = await writeClient().auditEvent.findMany({ where: { subjectId: id } });
  expect(JSON.parse(event?.body ?? "") as AuditBody).toMatchObject({
    action: "group.created",
    actor: { via: "scim", id: here.admin.userId },
    after: { displayName: "Engineering", members: [userId] },
  });
});

test("the forms in which Okta and Entra change members", async () => {
  const [a, b, c] = [here.owner.userId, here.admin.userId, here.member.userId];
  const id = await create("Engineering");
  const expectMembers = async (...ids: string[]) => expect(await membersOf(id)).toEqual(ids.sort());
  await patch(id, { op: "add", path: "members", value: value(a, b) });
  await expectMembers(a, b);
  await patch(id, { op: "Add", path: "members", value: value(b, c) });
  await expectMembers(a, b, c);
  await patch(id, { op: "remove", path: `members[value eq "${a}"]` });
  await expectMembers(b, c);
  await patch(id, { op: "Remove", path: "members", value: value(b) });
  await expectMembers(c);
  await patch(id, { op: "replace", path: "members", value: value(a, b) });
  await expectMembers(a, b);
  await patch(id, { op: "replace", value: { id, displayName: "Renamed" } });
  expect((await scim("GET", `/Groups/${id}`)).body.displayName).toBe("Renamed");
  await patch(id, { op: "remove", path: "members" });
  await expectMembers();
  await scim("PUT", `/Groups/${id}`, { schemas: [GROUP], displayName: "Whole", members: value(c) });
  await expectMembers(c);
  await scim("PUT", `/Groups/${id}`, { schemas: [GROUP], displayName: "Whole" });
  await expectMembers();
});

test("a group gives its people a role, the greatest counts, and owners stay owners", async () => {
  const ids = [here.owner.userId, here.member.userId];
  const [admins, staff] = [await create("Admins", ids), await create("Staff", ids)];
  await setGroupRole(here.owner, { groupId: staff, role: "member" });
  await setGroupRole(here.owner, { groupId: admins, role: "admin" });
  expect([await roleOf(here.owner), await roleOf(here.member)]).toEqual(["owner", "admin"]);
  const newcomer = await createTestMember(here.organizationId, "member");
  await patch(admins, { op: "add", path: "members", value: value(newcomer.userId) });
  expect(await roleOf(newcomer)).toBe("admin");
  await patch(admins, { op: "remove", path: `members[value eq "${here.member.userId}"]` });
  expect(await roleOf(here.member)).toBe("member");
  await scim("DELETE", `/Groups/${admins}`);
  expect(await roleOf(newcomer)).toBe("member");
  // Somebody in no group that gives a role keeps what an administrator gave.
  expect(await roleOf(here.admin)).toBe("admin");
  expect((await getDirectory(here.owner)).groups).toEqual([
    { id: staff, displayName: "Staff", role: "member", memberCount: 2 },
  ]);
});

test("only administrators say which role a group gives, with a fresh proof", async () => {
  const groupId = await create("Admins");
  const ask = (ctx: typeof here.owner) => setGroupRole(ctx, { groupId, role: "admin" });
  await expect(ask(here.member)).rejects.toMatchObject({ code: "forbidden" });
  const stale = { ...here.owner, actor: { ...here.owner.actor, verifiedAt: null } };
  await expect(ask(stale as typeof here.owner)).rejects.toMatchObject({ code: "step_up_required" });
  const { owner } = await createTestOrganization();
  await expect(ask(owner)).rejects.toMatchObject({ code: "directory_group_not_found" });
});

test("a name belongs to one group, and people to their organisation", async () => {
  const id = await create("Engineering");
  const taken = { status: 409, body: { scimType: "uniqueness" } };
  expect(await scim("POST", "/Groups", { displayName: "Engineering" })).toMatchObject(taken);
  const other = await create("Sales");
  const renamed = await patch(other, { op: "replace", path: "displayName", value: "Engineering" });
  expect(renamed).toMatchObject(taken);
  const stranger = (await createTestOrganization()).member.userId;
  for (const who of [stranger, uuidv7(), "nobody", "", null, 7, {}]) {
    const added = await patch(id, { op: "add", path: "members", value: [{ value: who }] });
    expect(added, JSON.stringify(who)).toMatchObject({ status: 400 });
  }
  expect(await membersOf(id)).toEqual([]);
});

test("two changes of one group at once both hold", async () => {
  const id = await create("Engineering");
  const ids = [here.owner.userId, here.admin.userId, here.member.userId];
  await Promise.all(
    ids.map((each) => patch(id, { op: "add", path: "members", value: value(each) })),
  );
  expect(await membersOf(id)).toEqual(ids.sort());
});

test("another organisation's groups are not found", async () => {
  const { owner } = await createTestOrganization();
  const theirs = await createDirectory(owner);
  const id = await create("Engineering");
  expect((await theirs("GET", `/Groups/${id}`)).status).toBe(404);
  expect((await theirs("PUT", `/Groups/${id}`, { displayName: "x" })).status).toBe(404);
  const operations = [{ op: "replace", path: "displayName", value: "x" }];
  const body = { schemas: [PATCH], Operations: operations };
  expect((await theirs("PATCH", `/Groups/${id}`, body)).status).toBe(404);
  expect((await theirs("DELETE", `/Groups/${id}`)).status).toBe(404);
  expect((await theirs("GET", "/Groups")).body).toMatchObject({ totalResults: 0 });
});

test.each([
  [{ displayName: "" }],
  [{ displayName: 5 }],
  [{}],
  [{ displayName: "x", members: "x" }],
  [{ displayName: "x", members: [[]] }],
  [{ displayName: "x", externalId: {} }],
])("%j is refused", async (body) => {
  const id = await create("Engineering");
  expect((await scim("POST", "/Groups", body)).status).toBe(400);
  expect((await scim("PUT", `/Groups/${id}`, body)).status).toBe(400);
});

test.each([
  [{ op: "remove", path: "displayName" }],
  [{ op: "remove", path: 'members[display eq "x"]' }],
  [{ op: "add", path: "members.value", value: "x" }],
  [{ op: "add", path: "members[", value: "x" }],
])("the operation %j is refused", async (operation) => {
  expect((await patch(await create("Engineering"), operation)).status).toBe(400);
});
