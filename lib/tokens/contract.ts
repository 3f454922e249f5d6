import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line, moment } from "#lib/platform/http/fields.ts";
import { tokenScopes } from "./choices.ts";

/** How long a token may live at most. */
export const MAX_TOKEN_DAYS = 365;

export const Token = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scope: z.enum(tokenScopes),
  /** The last four characters, to tell tokens apart. */
  hint: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Token = z.infer<typeof Token>;

export const listTokensEndpoint = endpoint({
  operationId: "listTokens",
  method: "GET",
  path: "/tokens",
  summary: "List your API tokens, the latest first; revoked ones are left out",
  access: "tokens.own",
  response: z.strictObject({ tokens: z.array(Token) }),
});

export const createTokenEndpoint = endpoint({
  operationId: "createToken",
  method: "POST",
  path: "/tokens",
  summary: "Create an API token with your own rights; in a browser only",
  access: "tokens.own",
  status: 201,
  body: z.strictObject({
    name: line(80),
    scope: z.enum(tokenScopes).default("read"),
    /** In the future and at most a year from now. */
    expiresAt: moment,
  }),
  response: Token.extend({
    /** The token itself. Shown this once: null when the same Idempotency-Key asks again. */
    secret: z.string().nullable(),
  }),
});

export const revokeTokenEndpoint = endpoint({
  operationId: "revokeToken",
  method: "DELETE",
  path: "/tokens/{tokenId}",
  summary: "Revoke one of your API tokens",
  access: "tokens.own",
  params: z.strictObject({ tokenId: id }),
  response: z.null(),
  status: 204,
});
