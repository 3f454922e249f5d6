import * as oidc from "openid-client";
import { unseal } from "#lib/platform/crypto/seal.ts";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { egressFetch, type EgressRequest } from "#lib/platform/egress/fetch.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import { githubMetadata } from "./github.ts";
import { secretOf } from "./secret-of.ts";

const TIMEOUT_SECONDS = 5;
const REMEMBER_MS = 10 * 60_000;

/** Signatures of ID tokens that are believed: by a key that only the provider has. Never `none`. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

const viaEgress: oidc.CustomFetch = (url, { method, headers, body, signal }) =>
  egressFetch(url, { method, headers, body: body as EgressRequest["body"], signal });

/**
 * What an issuer says of itself, with the signatures narrowed down to those that are believed.
 * Throws InvalidError where none is left, and whatever goes wrong on the way.
 */
export async function discover(
  preset: string,
  issuer: string,
): Promise<Readonly<oidc.ServerMetadata>> {
  if (preset === "github") return githubMetadata(issuer);
  const found = await oidc.discovery(new URL(issuer), "preflight", undefined, oidc.None(), {
    // Plain http reaches own networks only; the egress sees to that.
    execute: [oidc.allowInsecureRequests],
    timeout: TIMEOUT_SECONDS,
    [oidc.customFetch]: viaEgress,
  });
  const metadata: oidc.ServerMetadata = found.serverMetadata();
  const offered = metadata.id_token_signing_alg_values_supported ?? ["RS256"];
  const believed = offered.filter((one) => ALGORITHMS.includes(one));
  if (believed.length === 0) throw new InvalidError("sso_no_algorithm");
  return { ...metadata, id_token_signing_alg_values_supported: believed };
}

type Remembered = { metadata: Promise<Readonly<oidc.ServerMetadata>>; until: number };
const held = globalThis as { preflightIssuers?: Map<string, Remembered> };

/**
 * The same, asked at most every ten minutes, and by one at a time: many who sign in at a slow
 * provider do not make it slower. A failure is not remembered.
 */
function discovered({ preset, issuer }: IdentityProvider): Promise<oidc.ServerMetadata> {
  const issuers = (held.preflightIssuers ??= new Map<string, Remembered>());
  const key = `${preset} ${issuer}`;
  const known = issuers.get(key);
  if (known && known.until > Date.now()) return known.metadata;
  const metadata = discover(preset, issuer);
  issuers.set(key, { metadata, until: Date.now() + REMEMBER_MS });
  metadata.catch(() => issuers.delete(key));
  return metadata;
}

/** A client for one provider: five seconds for each call, through the egress, signatures checked. */
export async function clientFor(provider: IdentityProvider): Promise<oidc.Configuration> {
  const metadata = await discovered(provider);
  const secret = unseal(provider.clientSecret, secretOf(provider.id));
  // Basic is what the specification says where a provider says nothing.
  const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const authenticate = methods.includes("client_secret_post")
    ? oidc.ClientSecretPost(secret)
    : oidc.ClientSecretBasic(secret);
  const client = new oidc.Configuration(metadata, provider.clientId, undefined, authenticate);
  client.timeout = TIMEOUT_SECONDS;
  client[oidc.customFetch] = viaEgress;
  oidc.allowInsecureRequests(client);
  oidc.enableNonRepudiationChecks(client);
  return client;
}
