import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line } from "#lib/platform/http/fields.ts";
import { NewToken, Token, tokenBody } from "./contract.ts";

export const OrganizationToken = Token.extend({
  owner: z.strictObject({
    userId: z.uuid(),
    name: z.string(),
    kind: z.enum(["person", "service"]),
  }),
});
export type OrganizationToken = z.infer<typeof OrganizationToken>;

export const ServiceAccount = z.strictObject({
  userId: z.uuid(),
  name: z.string(),
  role: z.enum(["admin", "member"]),
  createdAt: z.iso.datetime(),
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

const accountParams = z.strictObject({ userId: id });

export const listOrganizationTokensEndpoint = endpoint({
  operationId: "listOrganizationTokens",
  method: "GET",
  path: "/organization/tokens",
  summary: "List the API tokens of everybody in your organization, the latest first",
  access: "tokens.manage",
  response: z.strictObject({ tokens: z.array(OrganizationToken) }),
});

export const revokeOrganizationTokenEndpoint = endpoint({
  operationId: "revokeOrganizationToken",
  method: "DELETE",
  path: "/organization/tokens/{tokenId}",
  summary: "Revoke anybody's API token",
  access: "tokens.manage",
  params: z.strictObject({ tokenId: id }),
  response: z.null(),
  status: 204,
});

export const listServiceAccountsEndpoint = endpoint({
  operationId: "listServiceAccounts",
  method: "GET",
  path: "/organization/service-accounts",
  summary: "List the service accounts of your organization by name",
  access: "tokens.manage",
  response: z.strictObject({ serviceAccounts: z.array(ServiceAccount) }),
});

export const createServiceAccountEndpoint = endpoint({
  operationId: "createServiceAccount",
  method: "POST",
  path: "/organization/service-accounts",
  summary: "Create an account for a machine; it acts through tokens and has roles like a person",
  access: "tokens.manage",
  status: 201,
  body: z.strictObject({ name: line(120), role: z.enum(["admin", "member"]).default("member") }),
  response: ServiceAccount,
});

export const removeServiceAccountEndpoint = endpoint({
  operationId: "removeServiceAccount",
  method: "DELETE",
  path: "/organization/service-accounts/{userId}",
  summary: "Remove a service account; ends its tokens, keeps its history",
  access: "tokens.manage",
  params: accountParams,
  response: z.null(),
  status: 204,
});

export const createServiceTokenEndpoint = endpoint({
  operationId: "createServiceToken",
  method: "POST",
  path: "/organization/service-accounts/{userId}/tokens",
  summary: "Create an API token of a service account; in a browser only, after a step-up",
  access: "tokens.manage",
  status: 201,
  params: accountParams,
  body: tokenBody,
  response: NewToken,
});
