import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import { removeMember } from "#lib/members/remove-member.ts";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { updatePolicy } from "#lib/policy/update-policy.ts";
import {
  createTestMember,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createDirectory, type Directory } from "#lib/testing/scim.ts";

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const USER = "urn:ietf:params:scim:schemas:core:2.0:User";

let here: TestOrganization;
let scim: Directory;
beforeEach(async () => {
  here = await createTestOrganization();
  scim = await createDirectory(here.admin);
});

/** What Okta sends for a new person. */
const okta = (fields: object = {}) => ({
  schemas: [USER],
  userName: `${uuidv7()}@example.test`,
  name: { givenName: "Grace", familyName: "Hopper" },
  emails: [{ primary: true, value: "elsewhere@example.test", type: "work" }],
  displayName: "Grace Hopper",
  locale: "en-US",
  externalId: uuidv7(),
  groups: [],
  password: "1mz050nq",
  active: true,
  ...fields,
});

async function create(fields: object = {}): Promise<{ id: string; userName: string }> {
  const { status, body } = await scim("POST", "/Users", okta(fields));
  expect(status, JSON.stringify(body)).toBe(201);
  return body as { id: string; userName: string };
}

const patch = (id: string, ...operations: object[]) =>
  scim("PATCH", `/Users/${id}`, { schemas: [PATCH], Operations: operations });

const list = async (filter: string, more = "") => {
  const { status, body } = await scim("GET", `/Users?filter=${encodeURIComponent(filter)}${more}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body.Resources as { id: string }[]).map(({ id }) => id);
};

const events = async (userId: string) =>
  (
    await writeClient().auditEvent.findMany({
      where: { streamId: here.organizationId, subjectId: userId },
      orderBy: { seq: "asc" },
    })
  ).map(({ body }) => JSON.parse(body) as AuditBody);

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
  const { id } = await create({
    schemas: [USER, enterprise],
    [enterprise]: { department: "IT", manager: { value: "1" } },
    phoneNumbers: [{ value: "1" }],
  });
  expect(await list(`id eq "${id}"`)).toEqual([id]);
});

test("an address that is taken, here or elsewhere, is a conflict, and its account stays as it was", async () => {
  const { userName } = await create();
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
  const { id } = await create({ externalId: "one" });
  const second = await scim("POST", "/Users", okta({ externalId: "one" }));
  expect(second).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
  const other = await create();
  const changed = await patch(other.id, { op: "replace", path: "externalId", value: "one" });
  expect(changed).toMatchObject({ status: 409 });
  expect(await list('externalId eq "one"')).toEqual([id]);
});

test("somebody whom an administrator had removed is brought back by their address", async () => {
  const { userId } = here.member;
  const { email } = await writeClient().user.findUniqueOrThrow({ where: { id: userId } });
  await removeMember(here.admin, { userId });
  expect((await scim("GET", `/Users/${userId}`)).status).toBe(404);
  expect(await create({ userName: email })).toMatchObject({ id: userId, active: true });
});

describe("filters", () => {
  test("find people by every kind of comparison", async () => {
    const ada = await create({
      userName: "ada@filters.example",
      displayName: "Ada Lovelace",
      externalId: "A1",
    });
    const bob = await create({
      userName: "bob@filters.example",
      displayName: "Bob Kahn",
      externalId: "B1",
    });
    const cases: [string, { id: string }[]][] = [
      ['userName eq "ada@filters.example"', [ada]],
      ['userName eq "ADA@Filters.Example"', [ada]],
      ['USERNAME EQ "ada@filters.example"', [ada]],
      [`${USER}:userName eq "ada@filters.example"`, [ada]],
      ['userName eq "nobody@filters.example"', []],
      ['externalId eq "B1"', [bob]],
      [`id eq "${bob.id}"`, [bob]],
      ['id eq "not an id"', []],
      ['userName co "@filters."', [ada, bob]],
      ['userName sw "bob@"', [bob]],
      ['userName ew "filters.example" and displayName sw "Ada"', [ada]],
      ['userName eq "ada@filters.example" or userName eq "bob@filters.example"', [ada, bob]],
      ["externalId pr and active eq true", [ada, bob]],
      ['userName co "filters" and not (displayName eq "Bob Kahn")', [ada]],
      ['emails[type eq "work" and value eq "bob@filters.example"]', [bob]],
      ['emails.value eq "ada@filters.example"', [ada]],
      ['name.familyName eq "lovelace"', [ada]],
      ['title eq "Engineer"', []],
    ];
    for (const [filter, found] of cases) {
      expect(await list(filter), filter).toEqual(found.map(({ id }) => id));
    }
    await patch(bob.id, { op: "replace", value: { active: false } });
    expect(await list("active eq false")).toEqual([bob.id]);
    expect(await list('active eq "False"')).toEqual([bob.id]);
  });

  test.each([
    "userName eq",
    "userName",
    "((((",
    "userName foo 1",
    "]",
    '__proto__ eq "x"',
    'a eq "',
    "x".repeat(1_001),
  ])("%j is refused", async (filter) => {
    const answer = await scim("GET", `/Users?filter=${encodeURIComponent(filter)}`);
    expect(answer).toMatchObject({ status: 400, body: { scimType: "invalidFilter" } });
  });
});

test("a list comes in pages", async () => {
  for (let number = 0; number < 3; number += 1) await create();
  const { body: all } = await scim("GET", "/Users");
  expect(all).toMatchObject({ totalResults: 6, startIndex: 1, itemsPerPage: 6 });
  const ids = (all.Resources as { id: string }[]).map(({ id }) => id);
  const { body: page } = await scim("GET", "/Users?startIndex=3&count=2");
  expect(page).toMatchObject({ totalResults: 6, startIndex: 3, itemsPerPage: 2 });
  expect((page.Resources as { id: string }[]).map(({ id }) => id)).toEqual(ids.slice(2, 4));
  expect((await scim("GET", "/Users?count=0")).body).toMatchObject({
    totalResults: 6,
    Resources: [],
  });
  expect((await scim("GET", "/Users?startIndex=-5&count=1")).body).toMatchObject({ startIndex: 1 });
  expect((await scim("GET", "/Users?startIndex=99")).body).toMatchObject({ itemsPerPage: 0 });
  expect((await scim("GET", "/Users?count=many")).status).toBe(400);
  const { body } = await scim("GET", "/Users?attributes=userName&count=1");
  expect(Object.keys((body.Resources as object[])[0] ?? {}).sort()).toEqual([
    "id",
    "schemas",
    "userName",
  ]);
});

describe("changes", () => {
  test("PUT replaces, and takes an absent external id away", async () => {
    const { id } = await create();
    const next = {
      schemas: [USER],
      userName: `${uuidv7()}@example.test`,
      name: { formatted: "Rear Admiral Hopper" },
    };
    const { body } = await scim("PUT", `/Users/${id}`, next);
    expect(body).toMatchObject({
      id,
      userName: next.userName,
      displayName: "Rear Admiral Hopper",
      active: true,
    });
    expect(body).not.toHaveProperty("externalId");
    expect((await events(id)).at(-1)).toMatchObject({
      action: "member.changed",
      after: { changed: ["email", "name", "externalId"] },
    });
  });

  test("the forms in which Okta and Entra patch", async () => {
    const { id, userName } = await create();
    const name = async () => (await scim("GET", `/Users/${id}`)).body.displayName;
    await patch(id, { op: "replace", value: { id, displayName: "Okta Person" } });
    expect(await name()).toBe("Okta Person");
    await patch(id, { op: "Replace", path: "displayName", value: "Entra Person" });
    expect(await name()).toBe("Entra Person");
    await patch(id, { op: "Replace", path: "name.familyName", value: "Kim" });
    expect(await name()).toBe("Entra Kim");
    await patch(id, { op: "Add", value: { "name.givenName": "Yuna", "name.familyName": "Kim" } });
    expect(await name()).toBe("Yuna Kim");
    await patch(id, {
      op: "Replace",
      path: 'emails[type eq "work"].value',
      value: "x@example.test",
    });
    expect((await scim("GET", `/Users/${id}`)).body.userName).toBe(userName);
    await patch(id, { op: "Replace", path: `${USER}:externalId`, value: "entra-1" });
    expect(await list('externalId eq "entra-1"')).toEqual([id]);
    await patch(id, { op: "Remove", path: "externalId" });
    expect(await list('externalId eq "entra-1"')).toEqual([]);
    for (const value of [false, "False", { active: false }]) {
      await patch(id, { op: "replace", value: true, path: "active" });
      const how =
        typeof value === "object"
          ? { op: "replace", value }
          : { op: "Replace", path: "active", value };
      expect((await patch(id, how)).body).toMatchObject({ active: false });
    }
  });

  test("a change that changes nothing is not an event", async () => {
    const { id } = await create();
    const before = await actions(id);
    expect((await patch(id, { op: "replace", value: { active: true } })).status).toBe(200);
    expect(await actions(id)).toEqual(before);
  });

  test("an owner's address is theirs, and the last owner stays", async () => {
    const { userId } = here.owner;
    const moved = await patch(userId, { op: "replace", path: "userName", value: "x@example.test" });
    expect(moved).toMatchObject({ status: 400, body: { scimType: "mutability" } });
    for (const answer of [
      await patch(userId, { op: "replace", path: "active", value: false }),
      await scim("DELETE", `/Users/${userId}`),
    ]) {
      expect(answer).toMatchObject({ status: 409, body: { detail: "last_owner" } });
    }
    await createTestMember(here.organizationId, "owner");
    expect((await scim("DELETE", `/Users/${userId}`)).status).toBe(204);
  });

  test("an account that also belongs to another organisation keeps its name and address", async () => {
    const { userId } = here.member;
    const { organizationId } = await createTestOrganization();
    const now = new Date();
    await writeClient().member.create({
      data: { organizationId, userId, role: "member", createdAt: now },
    });
    for (const value of [{ userName: "x@example.test" }, { displayName: "Somebody" }]) {
      const answer = await patch(userId, { op: "replace", value });
      expect(answer).toMatchObject({ status: 400, body: { scimType: "mutability" } });
    }
    expect((await patch(userId, { op: "replace", value: { active: false } })).status).toBe(200);
  });

  test("addresses outside of the allowed domains are refused", async () => {
    const { id } = await create();
    await updatePolicy(here.owner, { emailDomains: ["example.test"] });
    const userName = "x@elsewhere.example";
    expect((await scim("POST", "/Users", okta({ userName }))).status).toBe(400);
    expect((await patch(id, { op: "replace", value: { userName } })).status).toBe(400);
    await create();
  });
});

test("deactivating ends every session and token, reactivating brings the person back", async () => {
  const { userId } = here.member;
  const { headers } = await createTestSession(here.member);
  const token = await createTestToken(here.member);
  const me = async (how: object) => (await sendToRoute({ method: "GET", path: "/me" }, how)).status;
  expect([await me({ headers }), await me({ token })]).toEqual([200, 200]);
  await patch(userId, { op: "replace", path: "active", value: false });
  expect([await me({ headers }), await me({ token })]).toEqual([401, 401]);
  expect((await scim("GET", `/Users/${userId}`)).body).toMatchObject({ active: false });
  await patch(userId, { op: "replace", path: "active", value: true });
  expect([await me({ headers }), await me({ token })]).toEqual([401, 401]);
  const again = await createTestSession(here.member);
  expect(await me({ headers: again.headers })).toBe(200);
  expect(await actions(userId)).toEqual(["member.removed", "member.changed", "member.added"]);
});

test("a deleted person is gone for the directory, which may create them anew", async () => {
  const { id, userName } = await create({ externalId: "gone" });
  expect((await scim("DELETE", `/Users/${id}`)).status).toBe(204);
  expect((await scim("GET", `/Users/${id}`)).status).toBe(404);
  expect((await scim("PUT", `/Users/${id}`, okta())).status).toBe(404);
  expect((await patch(id, { op: "replace", value: { active: true } })).status).toBe(404);
  expect((await scim("DELETE", `/Users/${id}`)).status).toBe(404);
  expect(await list(`userName eq "${userName}"`)).toEqual([]);
  expect(await create({ userName, externalId: "gone" })).toMatchObject({ id });
});

test("another organisation's people, and what is none, are not found", async () => {
  const stranger = (await createTestOrganization()).member.userId;
  for (const id of [stranger, uuidv7(), "1", "%00", here.organizationId]) {
    expect((await scim("GET", `/Users/${id}`)).status).toBe(404);
    expect((await scim("PUT", `/Users/${id}`, okta())).status).toBe(404);
    expect((await patch(id, { op: "replace", value: { active: false } })).status).toBe(404);
    expect((await scim("DELETE", `/Users/${id}`)).status).toBe(404);
  }
  const { body } = await scim("GET", "/Users");
  expect(JSON.stringify(body)).not.toContain(stranger);
});

describe("bad input is refused in the protocol's own form", () => {
  const bad: [string, unknown][] = [
    ["no body", ""],
    ["no JSON", "{"],
    ["a list", []],
    ["null", "null"],
    ["no userName", { displayName: "x" }],
    ["a userName that is no address", okta({ userName: "grace" })],
    ["a userName of another type", okta({ userName: { value: "x" } })],
    ["a NUL", okta({ displayName: "\u0000" })],
    ["a lone surrogate", okta({ externalId: "\ud800" })],
    ["a long name", okta({ displayName: "x".repeat(121) })],
    ["a long external id", okta({ externalId: "x".repeat(256) })],
    ["active as a number", okta({ active: 3 })],
    ["a name that is a text", okta({ name: "Grace" })],
    ["too deep", okta({ deep: JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`) as unknown })],
    ["bad UTF-8", new Uint8Array([0xff, 0xfe])],
  ];
  test.each(bad)("%s", async (_what, body) => {
    const { id } = await create();
    for (const answer of [
      await scim("POST", "/Users", body),
      await scim("PUT", `/Users/${id}`, body),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        status: "400",
        detail: expect.any(String) as string,
      });
    }
  });

  const operations: [string, unknown][] = [
    ["none", []],
    ["no list", {}],
    ["a text", ["x"]],
    ["no op", [{ path: "active", value: true }]],
    ["another op", [{ op: "move", path: "active" }]],
    ["a path that is no text", [{ op: "replace", path: 5, value: 1 }]],
    ["no path and no object", [{ op: "replace", value: "x" }]],
    ["a removal without a path", [{ op: "remove" }]],
    ["a removal of what is required", [{ op: "remove", path: "userName" }]],
    ["a bad value", [{ op: "replace", path: "userName", value: 1 }]],
    ["too many", Array(1_001).fill({ op: "replace", path: "active", value: true })],
  ];
  test.each(operations)("operations: %s", async (_what, Operations) => {
    const { id } = await create();
    const answer = await scim("PATCH", `/Users/${id}`, { schemas: [PATCH], Operations });
    expect(answer.status).toBe(400);
    const unnamed = await scim("PATCH", `/Users/${id}`, { Operations });
    expect(unnamed).toMatchObject({ status: 400, body: { scimType: "invalidSyntax" } });
  });

  test("another media type, and more than a megabyte", async () => {
    const type = { "content-type": "text/plain" };
    expect((await scim("POST", "/Users", okta(), type)).status).toBe(400);
    const json = { "content-type": "application/json; charset=utf-8" };
    expect((await scim("POST", "/Users", okta(), json)).status).toBe(201);
    expect((await scim("POST", "/Users", okta({ x: "x".repeat(1_000_001) }))).status).toBe(413);
  });
});
