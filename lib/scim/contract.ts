import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line, moment } from "#lib/platform/http/fields.ts";
import { groupRoles } from "./choices.ts";

/** How long a directory's token may live at most. */
export const MAX_SCIM_TOKEN_DAYS = 365;

export const ScimToken = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** The last four characters, to tell tokens apart. */
  hint: z.string(),
  /** Who made it; null where they are gone. */
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ScimToken = z.infer<typeof ScimToken>;

export const Group = z.strictObject({
  id: z.uuid(),
  displayName: z.string(),
  /** The role in the organization that its people get; null: none. */
  role: z.enum(groupRoles).nullable(),
  memberCount: z.int(),
});
export type Group = z.infer<typeof Group>;

export const getDirectoryEndpoint = endpoint({
  operationId: "getDirectory",
  method: "GET",
  path: "/organization/scim",
  summary: "Read where a directory (SCIM 2.0) connects, with which tokens, and its groups",
  access: "scim.manage",
  response: z.strictObject({
    /** The base address of the SCIM service. */
    url: z.string(),
    tokens: z.array(ScimToken),
    groups: z.array(Group),
    /** How many people a directory looks after. */
    people: z.int(),
  }),
});

export const createScimTokenEndpoint = endpoint({
  operationId: "createScimToken",
  method: "POST",
  path: "/organization/scim/tokens",
  summary: "Create a token with which a directory keeps people and groups; in a browser only",
  access: "scim.manage",
  status: 201,
  body: z.strictObject({
    name: line(80),
    /** In the future and at most a year from now. */
    expiresAt: moment,
  }),
  response: ScimToken.extend({
    /** The token itself. Shown this once: null when the same Idempotency-Key asks again. */
    secret: z.string().nullable(),
  }),
});

export const revokeScimTokenEndpoint = endpoint({
  operationId: "revokeScimToken",
  method: "DELETE",
  path: "/organization/scim/tokens/{tokenId}",
  summary: "Revoke a directory's token",
  access: "scim.manage",
  params: z.strictObject({ tokenId: id }),
  response: z.null(),
  status: 204,
});

export const setGroupRoleEndpoint = endpoint({
  operationId: "setGroupRole",
  method: "PATCH",
  path: "/organization/scim/groups/{groupId}",
  summary: "Say which role in the organization the people of a directory's group get",
  access: "scim.manage",
  params: z.strictObject({ groupId: id }),
  body: z.strictObject({ role: z.enum(groupRoles).nullable() }),
  response: Group,
});
