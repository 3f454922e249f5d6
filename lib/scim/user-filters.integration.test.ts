import { beforeEach, describe, expect, test } from "vitest";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { USER, createUser, findUsers, patchUser } from "#lib/testing/scim-users.ts";
import { createDirectory, type Directory } from "#lib/testing/scim.ts";

let scim: Directory;
beforeEach(async () => {
  scim = await createDirectory((await createTestOrganization()).admin);
});

describe("filters", () => {
  test("find people by every kind of comparison", async () => {
    const ada = await createUser(scim, {
      userName: "ada@filters.example",
      displayName: "Ada Lovelace",
      externalId: "A1",
    });
    const bob = await createUser(scim, {
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
      expect(await findUsers(scim, filter), filter).toEqual(found.map(({ id }) => id));
    }
    await patchUser(scim, bob.id, { op: "replace", value: { active: false } });
    expect(await findUsers(scim, "active eq false")).toEqual([bob.id]);
    expect(await findUsers(scim, 'active eq "False"')).toEqual([bob.id]);
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
  for (let number = 0; number < 3; number += 1) await createUser(scim);
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
