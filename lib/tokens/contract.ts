import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line, moment } from "#lib/platform/http/fields.ts";
import { MAX_OVERLAP_HOURS, OVERLAP_HOURS, scopes } from "./choices.ts";

const Scope = z.enum(scopes);

export const Token = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(Scope),
  /** The only project it reaches; null: all that its owner reaches. */
  project: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string() }).nullable(),
  /** The last four characters, to tell tokens apart. */
  hint: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Token = z.infer<typeof Token>;

export const NewToken = Token.extend({
  /** The token itself. Shown this once: null when the same Idempotency-Key asks again. */
  secret: z.string().nullable(),
});

/** What a token is to be. */
export const tokenBody = z.strictObject({
  name: line(80),
  scopes: z.array(Scope).min(1).max(scopes.length).default(["*:read"]),
  /** Id of the only project that it is to reach. */
  projectId: id.nullable().default(null),
  /** In the future and at most a year from now. */
  expiresAt: moment,
});

const tokenParams = z.strictObject({ tokenId: id });

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
  summary: "Create an API token with your own rights or fewer; in a browser only, after a step-up",
  access: "tokens.own",
  status: 201,
  body: tokenBody,
  response: NewToken,
});

export const rotateTokenEndpoint = endpoint({
  operationId: "rotateToken",
  method: "POST",
  path: "/tokens/{tokenId}/rotate",
  summary: "Replace a token by a new one of the same rights; the old one goes on for a while",
  access: "tokens.own",
  status: 201,
  params: tokenParams,
  body: z.strictObject({
    expiresAt: moment,
    /** How long both work. */
    overlapHours: z.int().min(0).max(MAX_OVERLAP_HOURS).default(OVERLAP_HOURS),
  }),
  response: NewToken,
});

export const revokeTokenEndpoint = endpoint({
  operationId: "revokeToken",
  method: "DELETE",
  path: "/tokens/{tokenId}",
  summary: "Revoke one of your API tokens",
  access: "tokens.own",
  params: tokenParams,
  response: z.null(),
  status: 204,
});
