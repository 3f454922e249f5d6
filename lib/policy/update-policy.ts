import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Json } from "#lib/platform/audit/event.ts";
import { isAllowedAddress } from "#lib/platform/auth/allowed-address.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError, type FieldIssue } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { isAllowedEmail } from "./allowed-email.ts";
import type { secondFactorRules } from "./choices.ts";
import type { Policy, updatePolicyEndpoint } from "./contract.ts";
import { describePolicy, readRules, type Rules } from "./queries.ts";

type Wanted = Input<typeof updatePolicyEndpoint>;
type SecondFactorRule = (typeof secondFactorRules)[number];

/**
 * Changes what the organisation asks of those who sign in; it holds from their next request on.
 * Throws InvalidError that names the field where it would lock out the one who asks, ForbiddenError
 * without a fresh proof (`step_up_required`).
 */
export async function updatePolicy(ctx: Context, wanted: Wanted): Promise<Policy> {
  requireStepUp(ctx, "policy.manage");
  return changeOrganization(ctx, "policy.manage", async ({ tx, now, record }) => {
    const { organizationId } = ctx;
    const before = await readRules(tx, organizationId);
    const after: Rules = { ...before, ...wanted };
    after.requiredSince = requiredSince(before, after.secondFactor, now);
    await assertNotLockedOut(tx, ctx, after);
    const changed = changedFields(before, after);
    if (changed) {
      await tx.organizationPolicy.upsert({
        where: { organizationId },
        create: { organizationId, ...after },
        update: after,
      });
      record({
        action: "policy.changed",
        subject: { type: "policy", id: organizationId },
        ...changed,
      });
    }
    return describePolicy(ctx, after, tx);
  });
}

const concerned = { nobody: 0, leads: 1, everyone: 2 } as const satisfies Record<
  SecondFactorRule,
  number
>;

/** A rule for more people starts a grace period; one for fewer leaves those who stay where they are. */
function requiredSince(before: Rules, rule: SecondFactorRule, now: Date): Date | null {
  if (rule === "nobody") return null;
  const wider = concerned[rule] > concerned[before.secondFactor];
  return wider || !before.requiredSince ? now : before.requiredSince;
}

async function assertNotLockedOut(tx: Tx, ctx: Context, rules: Rules): Promise<void> {
  const issues: FieldIssue[] = [];
  const { ip } = ctx.origin;
  if (!isAllowedAddress(rules.allowedAddresses, ip)) {
    const params = { address: ip ?? "?" };
    issues.push({ path: "allowedAddresses", code: "own_address_missing", params });
  }
  if (rules.ssoOnly) issues.push(...(await ssoIssues(tx, ctx, rules)));
  if (issues.length > 0) throw new InvalidError("invalid", issues);
}

/** Why the one who asks could not come in again if only providers led in. */
async function ssoIssues(tx: Tx, ctx: Context, rules: Rules): Promise<FieldIssue[]> {
  const { organizationId, userId } = ctx;
  const provider = { organizationId, enabled: true };
  if ((await tx.identityProvider.count({ where: provider })) === 0) {
    return [{ path: "ssoOnly", code: "sso_only_without_provider" }];
  }
  // Owners keep their other ways in, so that a provider that is gone locks nobody out for good.
  if (ctx.organizationRole === "owner") return [];
  const issues: FieldIssue[] = [];
  if ((await tx.externalIdentity.count({ where: { userId, provider } })) === 0) {
    issues.push({ path: "ssoOnly", code: "sso_only_not_linked" });
  }
  const { email } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  if (!isAllowedEmail(rules.emailDomains, email)) {
    issues.push({ path: "emailDomains", code: "own_domain_missing" });
  }
  return issues;
}

type Fields = Record<string, Json>;

/** What differs, before and after; null when nothing does. */
function changedFields(before: Rules, after: Rules): { before: Fields; after: Fields } | null {
  const [left, right] = [toJson(before), toJson(after)];
  const names = Object.keys(left).filter(
    (name) => JSON.stringify(left[name]) !== JSON.stringify(right[name]),
  );
  if (names.length === 0) return null;
  const pick = (fields: Fields): Fields =>
    Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  return { before: pick(left), after: pick(right) };
}

const toJson = (rules: Rules): Fields => ({
  ...rules,
  requiredSince: rules.requiredSince?.toISOString() ?? null,
});
