import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Json } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { seal } from "#lib/platform/crypto/seal.ts";
import { InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { assertJoinable } from "./address-policy.ts";
import type { IdentityProvider, updateIdentityProviderEndpoint } from "./contract.ts";
import { secretOf } from "./secret-of.ts";
import { settingsForAudit } from "./settings-for-audit.ts";
import { toIdentityProvider } from "./to-identity-provider.ts";

/**
 * Changes a provider. A new issuer needs the secret anew: the stored one would otherwise be sent to
 * whoever the new address belongs to. Throws NotFoundError outside of the organisation.
 */
export function updateIdentityProvider(
  ctx: Context,
  { providerId, clientSecret, ...settings }: Input<typeof updateIdentityProviderEndpoint>,
): Promise<IdentityProvider> {
  return changeOrganization(ctx, "sso.manage", async ({ tx, record }) => {
    requireStepUp(ctx);
    const { organizationId } = ctx;
    const include = { _count: { select: { identities: true } } };
    const before = await tx.identityProvider.findFirst({
      where: { id: providerId, organizationId },
      include,
    });
    if (!before) throw new NotFoundError("sso_provider_not_found");
    const moved = settings.issuer !== undefined && settings.issuer !== before.issuer;
    if (moved && clientSecret === undefined) {
      throw new InvalidError("invalid", [{ path: "clientSecret", code: "secret_again" }]);
    }
    await assertJoinable(tx, { ...before, ...settings });
    const after = await tx.identityProvider.update({
      where: { id: providerId },
      data: {
        ...settings,
        ...(clientSecret === undefined
          ? {}
          : { clientSecret: seal(clientSecret, secretOf(providerId)) }),
      },
      include,
    });
    const subject = { type: "identity_provider", id: providerId };
    const changed = difference(settingsForAudit(before), settingsForAudit(after));
    const { enabled: _was, ...was } = changed.before;
    const { enabled, ...is } = changed.after;
    if (Object.keys(is).length > 0 || clientSecret !== undefined) {
      const secret: Fields = clientSecret === undefined ? {} : { clientSecret: "***MASKED***" };
      record({
        action: "identity_provider.edited",
        subject,
        before: was,
        after: { ...is, ...secret },
      });
    }
    if (enabled !== undefined) {
      record({
        action: enabled ? "identity_provider.enabled" : "identity_provider.disabled",
        subject,
      });
    }
    return toIdentityProvider(after);
  });
}

type Fields = Record<string, Json>;

function difference(before: Fields, after: Fields): { before: Fields; after: Fields } {
  const names = Object.keys(after).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const only = (fields: Fields) =>
    Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  return { before: only(before), after: only(after) };
}
