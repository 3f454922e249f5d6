import type { ServerMetadata } from "openid-client";
import { z } from "zod";
import { egressFetch } from "#lib/platform/egress/fetch.ts";
import { InvalidError, UnavailableError } from "#lib/platform/errors.ts";
import type { Profile } from "./profile.ts";

const user = z.looseObject({ id: z.int(), name: z.string().nullish() });
const emails = z.array(
  z.looseObject({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** GitHub publishes no metadata for its OAuth 2; an Enterprise Server has the same paths. */
export function githubMetadata(issuer: string): ServerMetadata {
  const base = issuer.replace(/\/$/, "");
  return {
    issuer: `${base}/login/oauth`,
    authorization_endpoint: `${base}/login/oauth/authorize`,
    token_endpoint: `${base}/login/oauth/access_token`,
    userinfo_endpoint: `${apiOf(base)}/user`,
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    id_token_signing_alg_values_supported: [],
  };
}

function apiOf(issuer: string): string {
  const { origin } = new URL(issuer);
  return origin === "https://github.com" ? "https://api.github.com" : `${origin}/api/v3`;
}

/** Who an access token of GitHub is for. The number stays when the name changes. */
export async function githubProfile(issuer: string, accessToken: string): Promise<Profile> {
  const api = apiOf(issuer);
  const [person, addresses] = await Promise.all([
    ask(`${api}/user`, accessToken, user),
    ask(`${api}/user/emails`, accessToken, emails),
  ]);
  const primary = addresses.find((one) => one.primary);
  return {
    issuer,
    subject: String(person.id),
    email: primary?.email ?? null,
    emailVerified: primary?.verified ?? false,
    name: person.name ?? null,
    claims: person,
  };
}

async function ask<T extends z.ZodType>(
  url: string,
  token: string,
  schema: T,
): Promise<z.output<T>> {
  const headers = { accept: "application/vnd.github+json", authorization: `Bearer ${token}` };
  const answer = await egressFetch(url, { headers });
  if (answer.status >= 500) throw new UnavailableError("sso_provider_down");
  const parsed = schema.safeParse(answer.ok ? await answer.json().catch(() => null) : null);
  if (!parsed.success) throw new InvalidError("sso_provider_invalid");
  return parsed.data;
}
