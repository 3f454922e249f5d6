import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import type { OrganizationRole } from "#lib/platform/auth/permissions.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import type { IdentityProvider as Row } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type {
  IdentityProvider,
  listIdentitiesEndpoint,
  listIdentityProvidersEndpoint,
  listSignInProvidersEndpoint,
} from "./contract.ts";
import { redirectUrl } from "./redirect-url.ts";
import { toIdentityProvider } from "./to-identity-provider.ts";

type Account = { organizationId: string; role: OrganizationRole };

/**
 * Whether somebody may sign in through a provider only: their organisation says so and has one that
 * is switched on. Owners always have another way, so that a provider that is gone locks nobody out.
 */
export async function requiresSso({ organizationId, role }: Account): Promise<boolean> {
  if (role === "owner") return false;
  const policy = await db.organizationPolicy.findUnique({ where: { organizationId } });
  if (!policy?.ssoOnly) return false;
  return (await db.identityProvider.count({ where: { organizationId, enabled: true } })) > 0;
}

/** A provider that people may sign in with. Throws NotFoundError otherwise. */
export async function readEnabledProvider(providerId: string): Promise<Row> {
  const found = await db.identityProvider.findFirst({ where: { id: providerId, enabled: true } });
  if (!found) throw new NotFoundError("sso_provider_not_found");
  return found;
}

/** The providers that the sign-in page offers, by name. Their names are public, nothing else is. */
export async function listSignInProviders(
  _base?: PublicContext,
): Promise<Output<typeof listSignInProvidersEndpoint>> {
  const providers = await db.identityProvider.findMany({
    where: { enabled: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
    take: 100,
  });
  return { providers };
}

/** The organisation's providers, the oldest first. */
export async function listIdentityProviders(
  ctx: Context,
): Promise<Output<typeof listIdentityProvidersEndpoint>> {
  if (!can(ctx.organizationRole, "sso.manage")) throw new ForbiddenError();
  const rows = await db.identityProvider.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { _count: { select: { identities: true } } },
  });
  const providers: IdentityProvider[] = rows.map(toIdentityProvider);
  return { providers, redirectUrl: redirectUrl() };
}

/** With which providers of the organisation the person signs in, and which they could add. */
export async function listIdentities(ctx: Context): Promise<Output<typeof listIdentitiesEndpoint>> {
  requireSession(ctx);
  const { organizationId, userId } = ctx;
  const [rows, providers] = await Promise.all([
    db.externalIdentity.findMany({
      where: { userId, provider: { organizationId } },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      include: { provider: { select: { id: true, name: true, enabled: true } } },
    }),
    db.identityProvider.findMany({
      where: { organizationId, enabled: true, identities: { none: { userId } } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
    }),
  ]);
  const identities = rows.map(({ id, provider, createdAt, lastUsedAt }) => ({
    ...{ id, provider },
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
  return { identities, linkable: providers };
}
