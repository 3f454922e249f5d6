import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { Call } from "#lib/platform/http/route.ts";
import type { linkIdentityEndpoint } from "./contract.ts";
import { leave } from "./leave.ts";
import { toProviderError } from "./provider-error.ts";
import { readEnabledProvider } from "./queries.ts";

/**
 * Begins to link the person to a provider: answers with where their browser has to go. Throws
 * NotFoundError for a provider of others, UnavailableError for one that does not answer.
 */
export async function linkIdentity(
  ctx: Context,
  { providerId }: Input<typeof linkIdentityEndpoint>,
  { headers }: Call,
): Promise<Response> {
  const sessionId = requireStepUp(ctx);
  const provider = await readEnabledProvider(providerId);
  if (provider.organizationId !== ctx.organizationId) {
    throw new NotFoundError("sso_provider_not_found");
  }
  try {
    const errand = { next: "/account#identities", sessionId };
    const { url, cookie } = await leave(provider, errand, headers, ctx.now());
    const noStore = { "cache-control": "private, no-store", "set-cookie": cookie };
    return Response.json({ url }, { headers: noStore });
  } catch (error) {
    throw toProviderError(error, providerId);
  }
}
