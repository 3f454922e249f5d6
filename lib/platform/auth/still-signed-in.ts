import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { isAllowedAddress } from "./allowed-address.ts";
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from "./authenticate.ts";
import type { Actor, Context } from "./context.ts";
import { mustEnrol } from "./enrolment.ts";

/** Somebody whose request goes on for a while. */
export type Reader = Pick<Context, "actor" | "organizationId" | "userId" | "origin">;

type Row = { place: number; allowed_addresses: string[] | null };

/**
 * Which of these readers, all of one organisation, are as good as when they came: member, session or
 * token not ended, nothing missing of the sign-in, address allowed. One query for all of them.
 */
export async function whoIsStillSignedIn<R extends Reader>(
  organizationId: string,
  readers: readonly R[],
): Promise<Set<R>> {
  const users = readers.map(({ userId }) => userId);
  const actors = readers.map(({ actor }) => idOf(actor));
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.place::int AS place, p.allowed_addresses
    FROM unnest(${users}::uuid[], ${actors}::uuid[]) WITH ORDINALITY AS r (user_id, actor_id, place)
    JOIN members m ON m.organization_id = ${organizationId}::uuid AND m.user_id = r.user_id
    JOIN users u ON u.id = m.user_id
    LEFT JOIN organization_policies p ON p.organization_id = m.organization_id
    WHERE m.removed_at IS NULL AND (${sessionStands} OR ${tokenStands})
      AND NOT (u.kind = 'person' AND ${mustEnrol})`;
  const standing = new Set<R>();
  for (const { place, allowed_addresses } of rows) {
    const reader = readers[place - 1];
    if (reader && isAllowedAddress(allowed_addresses ?? [], reader.origin.ip)) standing.add(reader);
  }
  return standing;
}

/** Whether the session or token of a request that has gone on for a while is still good. */
export async function stillSignedIn(reader: Reader): Promise<boolean> {
  return (await whoIsStillSignedIn(reader.organizationId, [reader])).has(reader);
}

const sessionStands = Prisma.sql`EXISTS (SELECT FROM sessions s
  WHERE s.id = r.actor_id AND s.user_id = r.user_id AND s.organization_id = m.organization_id
    AND s.revoked_at IS NULL AND s.expires_at > now() AND NOT s.awaits_second_factor
    AND s.last_seen_at > now() - make_interval(mins => coalesce(p.idle_minutes, ${SESSION_IDLE_MINUTES}))
    AND s.created_at > now() - make_interval(hours => coalesce(p.absolute_hours, ${SESSION_HOURS})))`;

const tokenStands = Prisma.sql`EXISTS (SELECT FROM api_tokens t
  WHERE t.id = r.actor_id AND t.user_id = r.user_id AND t.organization_id = m.organization_id
    AND t.revoked_at IS NULL AND t.expires_at > now())`;

function idOf(actor: Actor): string | null {
  if (actor.type === "session") return actor.sessionId;
  return actor.type === "token" ? actor.tokenId : null;
}
