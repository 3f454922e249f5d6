import { Prisma } from "#lib/platform/db/generated/client.ts";

/**
 * Whether the person of a row `m` (members) has to enrol a second factor first, under the policy `p`
 * (organization_policies, left joined): they are among those who need one, their grace period is
 * over, and they have none.
 */
export const mustEnrol = Prisma.sql`CASE
  WHEN p.second_factor IS NULL OR p.second_factor = 'nobody' THEN false
  WHEN greatest(p.required_since, m.created_at) + make_interval(days => p.grace_days) > now() THEN false
  WHEN p.second_factor = 'leads' AND m.role = 'member' AND NOT EXISTS (SELECT FROM project_members pm
    WHERE pm.organization_id = m.organization_id AND pm.user_id = m.user_id AND pm.role = 'lead') THEN false
  ELSE NOT EXISTS (SELECT FROM totp_factors f WHERE f.user_id = m.user_id AND f.confirmed_at IS NOT NULL)
    AND NOT EXISTS (SELECT FROM passkeys k WHERE k.user_id = m.user_id)
END`;
