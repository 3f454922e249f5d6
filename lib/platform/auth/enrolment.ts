import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Context } from "./context.ts";

/** Whether the person of a row `m` (members) is an owner, an administrator or a lead of any project. */
export const isLead = Prisma.sql`(m.role <> 'member' OR EXISTS (SELECT FROM project_members pm
  WHERE pm.organization_id = m.organization_id AND pm.user_id = m.user_id AND pm.role = 'lead'))`;

/** Whether the person of a row `m` (members) has neither an authenticator app nor a passkey. */
export const hasNoSecondFactor = Prisma.sql`(
  NOT EXISTS (SELECT FROM totp_factors f WHERE f.user_id = m.user_id AND f.confirmed_at IS NOT NULL)
  AND NOT EXISTS (SELECT FROM passkeys k WHERE k.user_id = m.user_id))`;

/** When the grace period of a row `m` (members) ends under the policy `p`. */
const graceEnds = Prisma.sql`greatest(p.required_since, m.created_at) + make_interval(days => p.grace_days)`;

/**
 * Whether the person of a row `m` (members) has to enrol a second factor first, under the policy `p`
 * (organization_policies, left joined): they are among those who need one, their grace period is
 * over, and they have none.
 */
export const mustEnrol = Prisma.sql`CASE
  WHEN p.second_factor IS NULL OR p.second_factor = 'nobody' THEN false
  WHEN ${graceEnds} > now() THEN false
  WHEN p.second_factor = 'leads' AND NOT ${isLead} THEN false
  ELSE ${hasNoSecondFactor}
END`;

/** Until when the person has to set up a second factor; null: not asked of them, or done. */
export async function readEnrolBy({
  organizationId,
  userId,
}: Pick<Context, "organizationId" | "userId">): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ enrol_by: Date }[]>`
    SELECT ${graceEnds} AS enrol_by
    FROM members m
    JOIN users u ON u.id = m.user_id
    JOIN organization_policies p ON p.organization_id = m.organization_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.user_id = ${userId}::uuid
      AND u.kind = 'person' AND p.second_factor <> 'nobody'
      AND (p.second_factor = 'everyone' OR ${isLead}) AND ${hasNoSecondFactor}`;
  return row?.enrol_by ?? null;
}
