import { uuidv7 } from "uuidv7";
import { openSession } from "#lib/accounts/open-session.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { sessionCookieName, sessionSecrets } from "#lib/platform/auth/session-cookie.ts";
import { encode } from "next-auth/jwt";
import { comeBack, type Arrival } from "#lib/sso/come-back.ts";
import type { IdentityProvider } from "#lib/sso/contract.ts";
import { startSsoEndpoint } from "#lib/sso/contract.ts";
import { createIdentityProvider } from "#lib/sso/create-identity-provider.ts";
import { createTestOrganization, type TestOrganization } from "./actors.ts";
import { sendToRoute } from "./api.ts";
import type { HostileProvider } from "./hostile-provider.ts";

type NewProvider = Parameters<typeof createIdentityProvider>[1];

/** Somebody who is not signed in. */
export const stranger = (): PublicContext => ({
  requestId: uuidv7(),
  origin: { ip: "127.0.0.1", userAgent: "test" },
  locale: "en",
  now: () => new Date(),
});

/** Makes a provider of a test known to an organisation; newcomers join as members unless said otherwise. */
export function registerProvider(
  ctx: Context,
  { issuer, clientId, clientSecret }: Pick<HostileProvider, "issuer" | "clientId" | "clientSecret">,
  settings: Partial<NewProvider> = {},
): Promise<IdentityProvider> {
  return createIdentityProvider(ctx, {
    ...{ preset: "oidc", name: "Company login", issuer, clientId, clientSecret },
    ...{ roleClaim: null, roleMapping: [], joinRole: "member", enabled: true },
    ...settings,
  });
}

/** What one test of signing in at a provider is about. */
export type AtProvider = {
  here: TestOrganization;
  known: IdentityProvider;
  browser: TestBrowser;
};

/** A new person at a provider without faults, and an organisation that knows it. */
export async function startOver(provider: HostileProvider): Promise<AtProvider> {
  const sub = uuidv7();
  provider.person = { sub, name: "Grace", email: `${sub}@corp.test`, email_verified: true };
  provider.userinfo = null;
  provider.faults = {};
  // Metadata is remembered by issuer; each test brings its own.
  (globalThis as { preflightIssuers?: Map<string, unknown> }).preflightIssuers?.clear();
  const here = await createTestOrganization();
  const known = await registerProvider(here.admin, provider);
  return { here, known, browser: new TestBrowser() };
}

/** A browser that signs in at a provider: keeps cookies, and follows where it is sent. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  headers(): Headers {
    const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    return new Headers(pairs.length > 0 ? { cookie: pairs.join("; ") } : {});
  }

  keep(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split("=") ?? [];
      this.cookies.set(name, value);
    }
  }

  /** Where the application sends it to sign in. */
  async leave(providerId: string, next = "/"): Promise<string> {
    const response = await sendToRoute(startSsoEndpoint, {
      params: { providerId },
      query: { next },
      headers: Object.fromEntries(this.headers()),
    });
    this.keep(response);
    return response.headers.get("location") ?? "";
  }

  /** Gives the answer of a provider to the application. */
  arrive(answer: URL): Promise<Arrival> {
    return comeBack(stranger(), Object.fromEntries(answer.searchParams), this.headers());
  }

  /** The whole way: leaves, signs in at the provider, comes back. */
  async signIn(providerId: string, provider: HostileProvider, next?: string): Promise<Arrival> {
    return this.arrive(provider.authorize(await this.leave(providerId, next)));
  }

  /** Is signed in as the person of `ctx` from here on; returns the session's id. */
  async holdSession({ userId, organizationId, organizationRole }: Context): Promise<string> {
    const account = { userId, organizationId, role: organizationRole, passwordHash: null };
    const { sessionId } = await openSession(stranger(), account, "passkey");
    const salt = sessionCookieName();
    const cookie = await encode({ token: { sessionId }, secret: sessionSecrets(), salt });
    this.cookies.set(salt, cookie);
    return sessionId;
  }
}
