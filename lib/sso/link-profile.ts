import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { signedInContext } from "#lib/platform/auth/request-context.ts";
import { assertStage } from "#lib/platform/auth/stage.ts";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { ConflictError, UnauthenticatedError } from "#lib/platform/errors.ts";
import { cookieOf } from "./browser-cookie.ts";
import type { Profile } from "./profile.ts";

type Link = { provider: IdentityProvider; profile: Profile; sessionId: string };

/**
 * Links the signed-in person to who they are at a provider; being so already changes nothing. Throws
 * UnauthenticatedError when the session that asked for it is not the one that comes back,
 * ConflictError when somebody else is linked there, or they as somebody else.
 */
export async function linkProfile(
  base: PublicContext,
  { provider, profile, sessionId }: Link,
  headers: Headers,
): Promise<void> {
  const ctx = await signedInContext(base, headers, (name) => cookieOf(headers, name));
  assertStage(ctx.stage);
  const same = ctx.actor.type === "session" && ctx.actor.sessionId === sessionId;
  if (!same || ctx.organizationId !== provider.organizationId) {
    throw new UnauthenticatedError("sso_state");
  }
  const { issuer, subject } = profile;
  const { userId } = ctx;
  const providerId = provider.id;
  await changeOrganization(ctx, "account.own", async ({ tx, now, record }) => {
    const present = await tx.externalIdentity.findMany({
      where: { providerId, OR: [{ issuer, subject }, { userId }] },
    });
    if (present.some((one) => one.userId !== userId)) throw new ConflictError("sso_identity_taken");
    if (present.some((one) => one.issuer === issuer && one.subject === subject)) return;
    if (present.length > 0) throw new ConflictError("sso_already_linked");
    const identityId = uuidv7();
    await tx.externalIdentity.create({
      data: { id: identityId, userId, providerId, issuer, subject, createdAt: now },
    });
    record({
      action: "identity.linked",
      subject: { type: "identity_provider", id: providerId },
      after: { name: provider.name, identityId, by: "account" },
    });
  });
}
