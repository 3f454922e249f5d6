import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { updatePolicy } from "#lib/policy/update-policy.ts";
import {
  createTestMember,
  createTestOrganization,
  type TestOrganization,
} from "#lib/testing/actors.ts";
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

describe("changes", () => {
  test("PUT replaces, and takes an absent external id away", async () => {
    const { id } = await createUser(scim);
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
    const { id, userName } = await createUser(scim);
    const name = async () => (await scim("GET", `/Users/${id}`)).body.displayName;
    await patchUser(scim, id, { op: "replace", value: { id, displayName: "Okta Person" } });
    expect(await name()).toBe("Okta Person");
    await patchUser(scim, id, { op: "Replace", path: "displayName", value: "Entra Person" });
    expect(await name()).toBe("Entra Person");
    await patchUser(scim, id, { op: "Replace", path: "name.familyName", value: "Kim" });
    expect(await name()).toBe("Entra Kim");
    await patchUser(scim, id, {
      op: "Add",
      value: { "name.givenName": "Yuna", "name.familyName": "Kim" },
    });
    expect(await name()).toBe("Yuna Kim");
    await patchUser(scim, id, {
      op: "Replace",
      path: 'emails[type eq "work"].value',
      value: "x@example.test",
    });
    expect((await scim("GET", `/Users/${id}`)).body.userName).toBe(userName);
    await patchUser(scim, id, { op: "Replace", path: `${USER}:externalId`, value: "entra-1" });
    expect(await findUsers(scim, 'externalId eq "entra-1"')).toEqual([id]);
    await patchUser(scim, id, { op: "Remove", path: "externalId" });
    expect(await findUsers(scim, 'externalId eq "entra-1"')).toEqual([]);
    for (const value of [false, "False", { active: false }]) {
      await patchUser(scim, id, { op: "replace", value: true, path: "active" });
      const how =
        typeof value === "object"
          ? { op: "replace", value }
          : { op: "Replace", path: "active", value };
      expect((await patchUser(scim, id, how)).body).toMatchObject({ active: false });
    }
  });

  test("a change that changes nothing is not an event", async () => {
    const { id } = await createUser(scim);
    const before = await actions(id);
    expect((await patchUser(scim, id, { op: "replace", value: { active: true } })).status).toBe(
      200,
    );
    expect(await actions(id)).toEqual(before);
  });

  test("an owner's address is theirs, and the last owner stays", async () => {
    const { userId } = here.owner;
    const moved = await patchUser(scim, userId, {
      op: "replace",
      path: "userName",
      value: "x@example.test",
    });
    expect(moved).toMatchObject({ status: 400, body: { scimType: "mutability" } });
    for (const answer of [
      await patchUser(scim, userId, { op: "replace", path: "active", value: false }),
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
      const answer = await patchUser(scim, userId, { op: "replace", value });
      expect(answer).toMatchObject({ status: 400, body: { scimType: "mutability" } });
    }
    expect(
      (await patchUser(scim, userId, { op: "replace", value: { active: false } })).status,
    ).toBe(200);
  });

  test("addresses outside of the allowed domains are refused", async () => {
    const { id } = await createUser(scim);
    await updatePolicy(here.owner, { emailDomains: ["example.test"] });
    const userName = "x@elsewhere.example";
    expect((await scim("POST", "/Users", okta({ userName }))).status).toBe(400);
    expect((await patchUser(scim, id, { op: "replace", value: { userName } })).status).toBe(400);
    await createUser(scim);
  });
});
