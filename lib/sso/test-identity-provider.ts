import { z } from "zod";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { egressFetch } from "#lib/platform/egress/fetch.ts";
import { ForbiddenError, InvalidError, UnavailableError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { ProviderReport, testIdentityProviderEndpoint } from "./contract.ts";
import { discover } from "./provider-client.ts";
import { toProviderError } from "./provider-error.ts";
import { redirectUrl } from "./redirect-url.ts";

const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * Asks a provider what it is. Throws InvalidError with what is wrong; what it
 * answered otherwise is not told: the address could be any server's.
 */
export async function testIdentityProvider(
  ctx: Context,
  { preset, issuer }: Input<typeof testIdentityProviderEndpoint>,
): Promise<ProviderReport> {
  if (!can(ctx.organizationRole, "sso.manage")) throw new ForbiddenError();
  try {
    return await ask(preset, issuer);
  } catch (error) {
    const known = toProviderError(error, null);
    // All is well here: it is what was entered that does not answer.
    throw known instanceof UnavailableError ? new InvalidError(known.code) : known;
  }
}

async function ask(preset: string, issuer: string): Promise<ProviderReport> {
  const metadata = await discover(preset, issuer);
  const { authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri } = metadata;
  if (!isUrl(authorization_endpoint) || !isUrl(token_endpoint)) {
    throw new InvalidError("sso_provider_invalid");
  }
  // GitHub has nothing to discover; that it answers is all there is to see.
  if (preset === "github") await egressFetch(authorization_endpoint);
  else if (!isUrl(jwks_uri)) throw new InvalidError("sso_provider_invalid");
  return {
    issuer: metadata.issuer,
    authorizationEndpoint: authorization_endpoint,
    tokenEndpoint: token_endpoint,
    userinfoEndpoint: isUrl(userinfo_endpoint) ? userinfo_endpoint : null,
    jwksUri: isUrl(jwks_uri) ? jwks_uri : null,
    algorithms: metadata.id_token_signing_alg_values_supported ?? [],
    keys: isUrl(jwks_uri) ? await countKeys(jwks_uri) : null,
    pkce: metadata.code_challenge_methods_supported?.includes("S256") ?? null,
    redirectUrl: redirectUrl(),
  };
}

const isUrl = (value: unknown): value is string =>
  typeof value === "string" && value.length <= 2_000 && URL.canParse(value);

async function countKeys(address: string): Promise<number> {
  const answer = await egressFetch(address, { headers: { accept: "application/json" } });
  const parsed = keySet.safeParse(answer.ok ? await answer.json().catch(() => null) : null);
  if (!parsed.success || parsed.data.keys.length === 0) throw new InvalidError("sso_no_keys");
  return parsed.data.keys.length;
}
