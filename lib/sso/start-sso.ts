import type { PublicContext } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { Call } from "#lib/platform/http/route.ts";
import { safePath } from "#lib/platform/http/safe-path.ts";
import type { startSsoEndpoint } from "./contract.ts";
import { leave } from "./leave.ts";
import { toProviderError } from "./provider-error.ts";
import { readEnabledProvider } from "./queries.ts";
import { redirect } from "./redirect.ts";

const MOST_NEXT = 2_000;

/** Sends a browser off to sign in at a provider; back to the sign-in page where that fails. */
export async function startSso(
  base: PublicContext,
  { providerId, next: wanted }: Input<typeof startSsoEndpoint>,
  { headers }: Call,
): Promise<Response> {
  const next = safePath(wanted && wanted.length > MOST_NEXT ? "/" : wanted);
  // Another site must not sign anybody in: the person presses the button themselves.
  if (headers.get("sec-fetch-site") === "cross-site") {
    return redirect(`/login?${new URLSearchParams({ next }).toString()}`);
  }
  try {
    const provider = await readEnabledProvider(providerId);
    const { url, cookie } = await leave(provider, { next, sessionId: null }, headers, base.now());
    return redirect(url, cookie);
  } catch (error) {
    const { code } = toProviderError(error, providerId);
    return redirect(`/login?${new URLSearchParams({ error: code, next }).toString()}`);
  }
}
