import { beforeEach, describe, expect, test } from "vitest";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { PATCH, createUser, okta } from "#lib/testing/scim-users.ts";
import { createDirectory, type Directory } from "#lib/testing/scim.ts";

let scim: Directory;
beforeEach(async () => {
  scim = await createDirectory((await createTestOrganization()).admin);
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
    const { id } = await createUser(scim);
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
    const { id } = await createUser(scim);
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
