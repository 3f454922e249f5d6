import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db, readRows } from "#lib/platform/db/read.ts";
import { UnauthenticatedError } from "#lib/platform/errors.ts";
import { isLocale, type Locale } from "#lib/platform/i18n/locales.ts";
import type { Actor } from "./context.ts";
import type { OrganizationRole } from "./permissions.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { shareLookup } from "./share-lookup.ts";

export const TOKEN_PREFIX = "pf_";
export const SESSION_IDLE_HOURS = 12;

/** Who acts, for whom, and in which language they chose to be answered. */
export type Identity = {
  organizationId: string;
  userId: string;
  organizationRole: OrganizationRole;
  actor: Actor;
  locale: Locale | null;
};

type Row = {
  id: string;
  organization_id: string;
  user_id: string;
  role: OrganizationRole;
  locale: string | null;
  scope?: "read" | "write";
  idle: boolean;
};

// "Last used" is shown to people, not relied upon: one write a minute is enough.
const TOUCH = "1 minute";

/**
 * The person behind an API token. Throws UnauthenticatedError for an unknown, ended or revoked
 * token, and for a member who was removed.
 */
export async function identifyToken(token: string): Promise<Identity> {
  const hash = sha256(token);
  const look = () =>
    readRows<Row>(Prisma.sql`
    SELECT t.id, t.organization_id, t.user_id, m.role::text AS role, u.locale, t.scope::text AS scope,
      t.last_used_at IS NULL OR t.last_used_at < now() - ${TOUCH}::interval AS idle
    FROM api_tokens t
    JOIN members m ON m.organization_id = t.organization_id AND m.user_id = t.user_id
    JOIN users u ON u.id = t.user_id
    WHERE t.secret_hash = ${hash} AND t.revoked_at IS NULL AND t.expires_at > now()
      AND m.removed_at IS NULL`);
  const [row] = await shareLookup(`token ${Buffer.from(hash).toString("base64")}`, look);
  if (!row?.scope) throw new UnauthenticatedError("token_invalid");
  if (row.idle) {
    await writeClient()
      .$executeRaw`UPDATE api_tokens SET last_used_at = now() WHERE id = ${row.id}::uuid`;
  }
  return toIdentity(row, { type: "token", tokenId: row.id, scope: row.scope });
}

/** The person behind a session cookie. Throws UnauthenticatedError when the session has ended. */
export async function identifySession(cookie: string): Promise<Identity> {
  const sessionId = await readSessionCookie(cookie);
  if (!sessionId) throw new UnauthenticatedError();
  const look = () =>
    readRows<Row>(Prisma.sql`
    SELECT s.id, s.organization_id, s.user_id, m.role::text AS role, u.locale,
      s.last_seen_at < now() - ${TOUCH}::interval AS idle
    FROM sessions s
    JOIN members m ON m.organization_id = s.organization_id AND m.user_id = s.user_id
    JOIN users u ON u.id = s.user_id
    WHERE s.id = ${sessionId}::uuid AND s.revoked_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - make_interval(hours => ${SESSION_IDLE_HOURS})
      AND m.removed_at IS NULL`);
  const [row] = await shareLookup(`session ${sessionId}`, look);
  if (!row) throw new UnauthenticatedError("session_ended");
  if (row.idle) {
    await writeClient()
      .$executeRaw`UPDATE sessions SET last_seen_at = now() WHERE id = ${row.id}::uuid`;
  }
  return toIdentity(row, { type: "session", sessionId: row.id });
}

function toIdentity(row: Row, actor: Actor): Identity {
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    organizationRole: row.role,
    actor,
    locale: isLocale(row.locale) ? row.locale : null,
  };
}

/** Whether the session or token of a request that has gone on for a while is still good. */
export async function stillSignedIn({
  actor,
  organizationId,
  userId,
}: Pick<Identity, "actor" | "organizationId" | "userId">): Promise<boolean> {
  const [row] = await db.$queryRaw<{ good: boolean }[]>`
    SELECT EXISTS (SELECT FROM members m WHERE m.organization_id = ${organizationId}::uuid
        AND m.user_id = ${userId}::uuid AND m.removed_at IS NULL)
      AND (EXISTS (SELECT FROM sessions s WHERE s.id = ${idOf(actor)}::uuid
          AND s.revoked_at IS NULL AND s.expires_at > now())
        OR EXISTS (SELECT FROM api_tokens t WHERE t.id = ${idOf(actor)}::uuid
          AND t.revoked_at IS NULL AND t.expires_at > now())) AS good`;
  return row?.good ?? false;
}

function idOf(actor: Actor): string | null {
  if (actor.type === "session") return actor.sessionId;
  return actor.type === "token" ? actor.tokenId : null;
}
