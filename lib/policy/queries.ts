import { SESSION_HOURS, SESSION_IDLE_MINUTES } from "#lib/platform/auth/authenticate.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { hasNoSecondFactor, isLead } from "#lib/platform/auth/enrolment.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { OrganizationPolicy } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Policy } from "./contract.ts";

/** What an organisation asks, as it is stored. */
export type Rules = Omit<OrganizationPolicy, "organizationId">;

const STANDARD: Rules = {
  secondFactor: "nobody",
  requiredSince: null,
  graceDays: 7,
  idleMinutes: SESSION_IDLE_MINUTES,
  absoluteHours: SESSION_HOURS,
  emailDomains: [],
  allowedAddresses: [],
  ssoOnly: false,
};

/** What the reader's organisation asks of those who sign in, and how many do not meet it yet. */
export async function getPolicy(ctx: Context): Promise<Policy> {
  if (!can(ctx.organizationRole, "policy.manage")) throw new ForbiddenError();
  return describePolicy(ctx, await readRules(db, ctx.organizationId), db);
}

/** The rules of an organisation, with the defaults where it has none. */
export async function readRules(
  tx: Pick<Tx, "organizationPolicy"> | typeof db,
  organizationId: string,
): Promise<Rules> {
  const row = await tx.organizationPolicy.findUnique({
    where: { organizationId },
    omit: { organizationId: true },
  });
  return row ?? STANDARD;
}

type Source = Pick<Tx, "identityProvider" | "$queryRaw"> | typeof db;

/** The rules as the API shows them, with what the one who sets them needs to know. */
export async function describePolicy(ctx: Context, rules: Rules, source: Source): Promise<Policy> {
  const { organizationId } = ctx;
  const [missing] = await source.$queryRaw<{ leads: number; everyone: number }[]>`
    SELECT count(*)::int AS everyone, (count(*) FILTER (WHERE ${isLead}))::int AS leads
    FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.removed_at IS NULL
      AND u.kind = 'person' AND ${hasNoSecondFactor}`;
  const providers = await source.identityProvider.count({
    where: { organizationId, enabled: true },
  });
  return {
    ...rules,
    requiredSince: rules.requiredSince?.toISOString() ?? null,
    missing: missing ?? { leads: 0, everyone: 0 },
    providers,
    address: ctx.origin.ip,
  };
}
