import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line } from "#lib/platform/http/fields.ts";
import { grantableRoles, presets } from "./choices.ts";

const GrantableRole = z.enum(grantableRoles);

const issuer = z
  .string()
  .max(500)
  .trim()
  .refine(isIssuer, { params: { code: "not_an_issuer" } });

function isIssuer(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !["https:", "http:"].includes(url.protocol)) return false;
  if (url.username || url.password || url.search || url.hash) return false;
  // The address of the metadata itself would switch off the check that they are the issuer's.
  return !url.pathname.includes("/.well-known/");
}

/** The first rule whose value stands in the claim counts. */
export const RoleRule = z.strictObject({ value: line(200), role: GrantableRole });
export type RoleRule = z.infer<typeof RoleRule>;

const settings = {
  name: line(60),
  issuer,
  clientId: line(300),
  /** Stored sealed, never given out. Asked for again when `issuer` changes. */
  clientSecret: z.string().min(1).max(1_000),
  /** The claim that holds a person's groups or role; null: roles are not mapped. */
  roleClaim: line(100).nullable(),
  roleMapping: z.array(RoleRule).max(50),
  /** The role of those who come for the first time; null: only members may sign in. */
  joinRole: GrantableRole.nullable(),
  enabled: z.boolean(),
};

export const IdentityProvider = z.strictObject({
  id: z.uuid(),
  preset: z.enum(presets),
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  roleClaim: z.string().nullable(),
  roleMapping: z.array(RoleRule),
  joinRole: GrantableRole.nullable(),
  enabled: z.boolean(),
  /** How many people have signed in with it or linked it. */
  people: z.int(),
  createdAt: z.iso.datetime(),
});
export type IdentityProvider = z.infer<typeof IdentityProvider>;

const providerParams = z.strictObject({ providerId: id });

export const listIdentityProvidersEndpoint = endpoint({
  operationId: "listIdentityProviders",
  method: "GET",
  path: "/organization/identity-providers",
  summary: "List the identity providers of your organization",
  access: "sso.manage",
  response: z.strictObject({
    providers: z.array(IdentityProvider),
    /** What has to be registered with each provider as the redirect address. */
    redirectUrl: z.string(),
  }),
});

export const createIdentityProviderEndpoint = endpoint({
  operationId: "createIdentityProvider",
  method: "POST",
  path: "/organization/identity-providers",
  summary: "Add an identity provider; needs a fresh proof that it is you",
  access: "sso.manage",
  status: 201,
  body: z.strictObject({
    ...settings,
    preset: z.enum(presets),
    roleClaim: settings.roleClaim.default(null),
    roleMapping: settings.roleMapping.default([]),
    joinRole: settings.joinRole.default(null),
    enabled: settings.enabled.default(true),
  }),
  response: IdentityProvider,
});

export const updateIdentityProviderEndpoint = endpoint({
  operationId: "updateIdentityProvider",
  method: "PATCH",
  path: "/organization/identity-providers/{providerId}",
  summary: "Change an identity provider; needs a fresh proof that it is you",
  access: "sso.manage",
  params: providerParams,
  body: z.strictObject(settings).partial(),
  response: IdentityProvider,
});

export const removeIdentityProviderEndpoint = endpoint({
  operationId: "removeIdentityProvider",
  method: "DELETE",
  path: "/organization/identity-providers/{providerId}",
  summary: "Remove an identity provider and all links to it; needs a fresh proof that it is you",
  access: "sso.manage",
  params: providerParams,
  response: z.null(),
  status: 204,
});

/** What a provider says of itself. */
export const ProviderReport = z.strictObject({
  issuer: z.string(),
  authorizationEndpoint: z.string(),
  tokenEndpoint: z.string(),
  userinfoEndpoint: z.string().nullable(),
  jwksUri: z.string().nullable(),
  /** Signatures of ID tokens that both sides know; empty where there are no ID tokens. */
  algorithms: z.array(z.string()),
  /** How many keys it signs with; null where there are none to fetch. */
  keys: z.int().nullable(),
  /** Whether it says that it knows PKCE with S256; null: it does not say. */
  pkce: z.boolean().nullable(),
  redirectUrl: z.string(),
});
export type ProviderReport = z.infer<typeof ProviderReport>;

export const testIdentityProviderEndpoint = endpoint({
  operationId: "testIdentityProvider",
  method: "POST",
  path: "/organization/identity-providers/test",
  summary: "Ask an identity provider what it is, without saving anything",
  access: "sso.manage",
  body: z.strictObject({ preset: z.enum(presets), issuer }),
  response: ProviderReport,
});

/** One way to sign in, for those who are not signed in. */
export const SignInProvider = z.strictObject({ id: z.uuid(), name: z.string() });
export type SignInProvider = z.infer<typeof SignInProvider>;

export const listSignInProvidersEndpoint = endpoint({
  operationId: "listSignInProviders",
  method: "GET",
  path: "/sso/providers",
  summary: "List the providers with which one can sign in",
  access: "public",
  response: z.strictObject({ providers: z.array(SignInProvider) }),
});

export const startSsoEndpoint = endpoint({
  operationId: "startSso",
  method: "GET",
  path: "/sso/{providerId}/start",
  summary: "Leave for a provider to sign in there; for browsers",
  access: "public",
  params: providerParams,
  query: z.looseObject({ next: z.string().optional() }),
  response: z.string(),
  produces: "text/html",
});

export const finishSsoEndpoint = endpoint({
  operationId: "finishSso",
  method: "GET",
  path: "/sso/callback",
  summary: "Come back from a provider and be signed in; for browsers",
  access: "public",
  // Providers add what they like; what counts is checked against the attempt.
  query: z.looseObject({ state: z.string().optional(), code: z.string().optional() }),
  response: z.string(),
  produces: "text/html",
});

export const Identity = z.strictObject({
  id: z.uuid(),
  provider: z.strictObject({ id: z.uuid(), name: z.string(), enabled: z.boolean() }),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Identity = z.infer<typeof Identity>;

export const listIdentitiesEndpoint = endpoint({
  operationId: "listIdentities",
  method: "GET",
  path: "/me/identities",
  summary: "List with which providers you sign in, and those that you could link",
  access: "account.own",
  response: z.strictObject({
    identities: z.array(Identity),
    linkable: z.array(SignInProvider),
  }),
});

export const linkIdentityEndpoint = endpoint({
  operationId: "linkIdentity",
  method: "POST",
  path: "/me/identities/link",
  summary: "Begin to link yourself to a provider; needs a fresh proof that it is you",
  access: "account.own",
  body: z.strictObject({ providerId: id }),
  /** Where the browser goes next. */
  response: z.strictObject({ url: z.string() }),
});

export const unlinkIdentityEndpoint = endpoint({
  operationId: "unlinkIdentity",
  method: "DELETE",
  path: "/me/identities/{identityId}",
  summary: "Unlink yourself from a provider; needs a fresh proof that it is you",
  access: "account.own",
  params: z.strictObject({ identityId: id }),
  response: z.null(),
  status: 204,
});
