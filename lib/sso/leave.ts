import * as oidc from "openid-client";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { openAttempt } from "./attempt.ts";
import { browserCookie, browserLeaving } from "./browser-cookie.ts";
import { clientFor } from "./provider-client.ts";
import { redirectUrl } from "./redirect-url.ts";

/** Where the browser goes, and the cookie by which it is known when it comes back. */
export type Departure = { url: string; cookie: string };

type Errand = { next: string; sessionId: string | null };

/** Sends a browser off to a provider. Throws what asking the provider throws. */
export async function leave(
  provider: IdentityProvider,
  errand: Errand,
  headers: Headers,
  now: Date,
): Promise<Departure> {
  const client = await clientFor(provider);
  const browser = browserLeaving(headers);
  const attempt = await openAttempt({ ...errand, providerId: provider.id }, browser, now);
  const github = provider.preset === "github";
  const url = oidc.buildAuthorizationUrl(client, {
    redirect_uri: redirectUrl(),
    scope: github ? "read:user user:email" : scopesOf(client, provider).join(" "),
    state: attempt.state,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: "S256",
    ...(github ? {} : { nonce: attempt.nonce }),
  });
  return { url: url.toString(), cookie: browserCookie(browser) };
}

/** Some providers give the claim with the groups only to those who ask by a scope of its name. */
function scopesOf(client: oidc.Configuration, { roleClaim }: IdentityProvider): string[] {
  const offered = client.serverMetadata().scopes_supported ?? [];
  const scopes = ["openid", "email", "profile"];
  return roleClaim && offered.includes(roleClaim) ? [...scopes, roleClaim] : scopes;
}
