import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Profile } from "./profile.ts";

/**
 * Puts a refused sign-in into the audit log: of the member that it concerns, else of the provider.
 * Of strangers it keeps nothing.
 */
export async function recordRefusal(
  base: PublicContext,
  provider: IdentityProvider,
  profile: Profile | null,
  reason: string,
): Promise<void> {
  const userId = profile ? await memberBehind(provider, profile) : null;
  const { organizationId, id, name } = provider;
  const ctx: Context = {
    ...{ ...base, organizationId, userId: userId ?? id, organizationRole: "member" as const },
    ...{ actor: { type: "nothing" }, stage: "full", idempotency: null },
  };
  await changeOrganization(ctx, "account.own", async ({ record }) => {
    const subject = userId ? { type: "member", id: userId } : { type: "identity_provider", id };
    record({ action: "session.refused", subject, after: { method: "sso", name }, reason });
  });
}

async function memberBehind(
  { id: providerId, organizationId }: IdentityProvider,
  { issuer, subject, email, emailVerified }: Profile,
): Promise<string | null> {
  const linked = await db.externalIdentity.findFirst({
    where: { providerId, issuer, subject },
    select: { userId: true },
  });
  if (linked || !email || !emailVerified) return linked?.userId ?? null;
  const member = await db.member.findFirst({
    where: { organizationId, user: { email } },
    select: { userId: true },
  });
  return member?.userId ?? null;
}
