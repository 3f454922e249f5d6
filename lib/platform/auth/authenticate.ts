import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { readRows } from "#lib/platform/db/read.ts";
import { UnauthenticatedError } from "#lib/platform/errors.ts";
import { isLocale, type Locale } from "#lib/platform/i18n/locales.ts";
import { assertAllowedAddress } from "./allowed-address.ts";
import type { Actor } from "./context.ts";
import type { OrganizationRole } from "./permissions.ts";
import { mustEnrol } from "./enrolment.ts";
import type { Scope } from "./scopes.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { shareLookup } from "./share-lookup.ts";
import type { Stage } from "./stage.ts";

export const TOKEN_PREFIX = "pf_";
/** How long a session may rest, and live, where the organisation says nothing else. */
export const SESSION_IDLE_MINUTES = 12 * 60;
export const SESSION_HOURS = 7 * 24;

/** Who acts, for whom, and in which language and time zone they chose to be answered. */
export type Identity = {
  organizationId: string;
  userId: string;
  organizationRole: OrganizationRole;
  actor: Actor;
  stage: Stage;
  locale: Locale | null;
  timeZone: string | null;
};

type Row = {
  id: string;
  organization_id: string;
  user_id: string;
  role: OrganizationRole;
  locale: string | null;
  time_zone: string | null;
  must_enrol: boolean;
  idle: boolean;
  /** Null: from anywhere. */
  allowed_addresses: string[] | null;
};

type TokenRow = Row & { scopes: Scope[]; project_id: string | null };
type SessionRow = Row & { awaits_second_factor: boolean; verified_at: Date | null };

// "Last used" is shown to people, not relied upon: one write a minute is enough.
const TOUCH = "1 minute";

/**
 * The person behind an API token that came from `address`. Throws UnauthenticatedError for an
 * unknown, ended or revoked token and for a member who was removed, ForbiddenError
 * (`address_not_allowed`) where the organisation does not allow the address.
 */
export async function identifyToken(
  token: string,
  address: string | null = null,
): Promise<Identity> {
  const hash = sha256(token);
  const look = () =>
    readRows<TokenRow>(Prisma.sql`
    SELECT t.id, t.organization_id, t.user_id, m.role::text AS role, u.locale, u.time_zone,
      t.scopes, t.project_id,
      u.kind = 'person' AND ${mustEnrol} AS must_enrol, p.allowed_addresses,
      t.last_used_at IS NULL OR t.last_used_at < now() - ${TOUCH}::interval AS idle
    FROM api_tokens t
    JOIN members m ON m.organization_id = t.organization_id AND m.user_id = t.user_id
    JOIN users u ON u.id = t.user_id
    LEFT JOIN organization_policies p ON p.organization_id = t.organization_id
    WHERE t.secret_hash = ${hash} AND t.revoked_at IS NULL AND t.expires_at > now()
      AND m.removed_at IS NULL`);
  const [row] = await shareLookup(`token ${Buffer.from(hash).toString("base64")}`, look);
  if (!row) throw new UnauthenticatedError("token_invalid");
  assertAllowedAddress(row.allowed_addresses ?? [], address);
  if (row.idle) {
    await writeClient()
      .$executeRaw`UPDATE api_tokens SET last_used_at = now() WHERE id = ${row.id}::uuid`;
  }
  const { id: tokenId, scopes, project_id: projectId } = row;
  return toIdentity(row, { type: "token", tokenId, scopes, projectId });
}

/**
 * The person behind a session cookie that came from `address`. Throws UnauthenticatedError when the
 * session has ended, ForbiddenError (`address_not_allowed`) as for a token.
 */
export async function identifySession(
  cookie: string,
  address: string | null = null,
): Promise<Identity> {
  const sessionId = await readSessionCookie(cookie);
  if (!sessionId) throw new UnauthenticatedError();
  const look = () =>
    readRows<SessionRow>(Prisma.sql`
    SELECT s.id, s.organization_id, s.user_id, m.role::text AS role, u.locale, u.time_zone,
      s.awaits_second_factor, s.verified_at, ${mustEnrol} AS must_enrol,
      p.allowed_addresses,
      s.last_seen_at < now() - ${TOUCH}::interval AS idle
    FROM sessions s
    JOIN members m ON m.organization_id = s.organization_id AND m.user_id = s.user_id
    JOIN users u ON u.id = s.user_id
    LEFT JOIN organization_policies p ON p.organization_id = s.organization_id
    WHERE s.id = ${sessionId}::uuid AND s.revoked_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - make_interval(mins => coalesce(p.idle_minutes, ${SESSION_IDLE_MINUTES}))
      AND s.created_at > now() - make_interval(hours => coalesce(p.absolute_hours, ${SESSION_HOURS}))
      AND m.removed_at IS NULL`);
  const [row] = await shareLookup(`session ${sessionId}`, look);
  if (!row) throw new UnauthenticatedError("session_ended");
  assertAllowedAddress(row.allowed_addresses ?? [], address);
  if (row.idle) {
    await writeClient()
      .$executeRaw`UPDATE sessions SET last_seen_at = now() WHERE id = ${row.id}::uuid`;
  }
  const identity = toIdentity(row, {
    type: "session",
    sessionId: row.id,
    verifiedAt: row.verified_at,
  });
  return row.awaits_second_factor ? { ...identity, stage: "second_factor" } : identity;
}

function toIdentity(row: Row, actor: Actor): Identity {
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    organizationRole: row.role,
    actor,
    stage: row.must_enrol ? "enrolment" : "full",
    locale: isLocale(row.locale) ? row.locale : null,
    timeZone: row.time_zone,
  };
}
