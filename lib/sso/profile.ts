import * as oidc from "openid-client";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { UnauthenticatedError } from "#lib/platform/errors.ts";
import { email } from "#lib/platform/http/fields.ts";
import type { Attempt } from "./attempt.ts";
import { githubProfile } from "./github.ts";
import { clientFor } from "./provider-client.ts";

/** Who somebody is to a provider, and what it says of them. */
export type Profile = {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
  claims: Readonly<Record<string, unknown>>;
};

/**
 * Trades the code of an answer for the person's profile. Checked on the way: state, `iss`, PKCE, and
 * of the ID token its signature, issuer, audience, nonce and time. Throws what openid-client throws.
 */
export async function readProfile(
  provider: IdentityProvider,
  answer: URL,
  attempt: Attempt,
): Promise<Profile> {
  const client = await clientFor(provider);
  const checks = { expectedState: attempt.state, pkceCodeVerifier: attempt.codeVerifier };
  if (provider.preset === "github") {
    const tokens = await oidc.authorizationCodeGrant(client, answer, checks);
    return normalized(await githubProfile(provider.issuer, tokens.access_token));
  }
  const tokens = await oidc.authorizationCodeGrant(client, answer, {
    ...checks,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  });
  const idToken = tokens.claims();
  // A token that was made for another application, even if it names this one too.
  const foreign = idToken?.azp !== undefined && idToken.azp !== provider.clientId;
  if (!idToken || foreign) throw new UnauthenticatedError("sso_answer_invalid");
  const claims = await completed(client, provider, idToken, tokens.access_token);
  return normalized({
    issuer: idToken.iss,
    subject: idToken.sub,
    email: typeof claims.email === "string" ? claims.email : null,
    emailVerified: isVerified(provider, claims),
    name: typeof claims.name === "string" ? claims.name : null,
    claims,
  });
}

type Claims = Record<string, unknown>;

/** Some providers put little into the ID token; the rest is asked for, of the same subject. */
async function completed(
  client: oidc.Configuration,
  provider: IdentityProvider,
  idToken: oidc.IDToken,
  accessToken: string,
): Promise<Claims> {
  const wanted = ["email", ...(provider.roleClaim ? [provider.roleClaim] : [])];
  const complete = wanted.every((name) => name in idToken);
  if (complete || !client.serverMetadata().userinfo_endpoint) return idToken;
  const more = await oidc.fetchUserInfo(client, accessToken, idToken.sub);
  // An address and whether it is verified must come from one place.
  const { email_verified: _verified, ...rest } = idToken;
  return "email" in idToken ? { ...more, ...idToken } : { ...more, ...rest, ...emailOf(more) };
}

const emailOf = ({ email, email_verified }: oidc.UserInfoResponse): Claims => ({
  email,
  email_verified,
});

/**
 * Whether the provider vouches for the address. Google does for its own addresses and for those of
 * organisations that it hosts; a private account may carry somebody's former work address.
 */
function isVerified(provider: IdentityProvider, claims: Claims): boolean {
  const verified = claims.email_verified === true || claims.email_verified === "true";
  if (!verified || provider.preset !== "google") return verified;
  const address = typeof claims.email === "string" ? claims.email : "";
  return typeof claims.hd === "string" || address.toLowerCase().endsWith("@gmail.com");
}

function normalized(profile: Profile): Profile {
  const address = email.safeParse(profile.email);
  return { ...profile, email: address.data ?? null };
}
