import { uuidv7 } from "uuidv7";
import { expect } from "vitest";
import type { Directory, ScimResponse } from "./scim.ts";

export const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
export const USER = "urn:ietf:params:scim:schemas:core:2.0:User";

/** What Okta sends for a new person. */
export const okta = (fields: object = {}) => ({
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

/** A person that the directory has created. */
export async function createUser(
  scim: Directory,
  fields: object = {},
): Promise<{ id: string; userName: string }> {
  const { status, body } = await scim("POST", "/Users", okta(fields));
  expect(status, JSON.stringify(body)).toBe(201);
  return body as { id: string; userName: string };
}

export const patchUser = (
  scim: Directory,
  id: string,
  ...operations: object[]
): Promise<ScimResponse> =>
  scim("PATCH", `/Users/${id}`, { schemas: [PATCH], Operations: operations });

/** The ids of the people whom a filter finds. */
export async function findUsers(scim: Directory, filter: string): Promise<string[]> {
  const { status, body } = await scim("GET", `/Users?filter=${encodeURIComponent(filter)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body.Resources as { id: string }[]).map(({ id }) => id);
}
