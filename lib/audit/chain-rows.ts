import type { Context } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import { NO_HASH } from "./verify-chain.mjs";

/** A chain of the reader's organisation; `project` is null for the organisation's own. */
export type Chain = { id: string; project: { slug: string; name: string } | null };

/** How far a chain reaches: by the row that counts its events, and by the events themselves. */
export type ChainEnd = { size: number; lastSeq: number };

/** One event as it is stored, with what its columns say. */
export type ChainRow = {
  seq: number;
  body: string;
  hash: string;
  organizationId: string;
  stream: "project" | "organization";
  streamId: string;
  at: Date;
  actorId: string | null;
  action: string;
  subjectId: string | null;
  originId: string | null;
  salt: Uint8Array | null;
  ip: string | null;
  userAgent: string | null;
};

/** The organisation's own chain and those of its projects, in an order that stays. */
export async function listChains(ctx: Context): Promise<Chain[]> {
  const projects = await db.project.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: { id: "asc" },
    select: { id: true, slug: true, name: true },
  });
  return [
    { id: ctx.organizationId, project: null },
    ...projects.map(({ id, slug, name }) => ({ id, project: { slug, name } })),
  ];
}

/** Where a chain ends, read in one snapshot. */
export async function readChainEnd(ctx: Context, chain: Chain): Promise<ChainEnd> {
  const [end] = await db.$queryRaw<ChainEnd[]>`
    SELECT coalesce(
        (SELECT revision FROM projects WHERE id = ${chain.id}::uuid AND organization_id = ${ctx.organizationId}::uuid),
        (SELECT revision FROM organizations WHERE id = ${chain.id}::uuid), 0)::int AS size,
      coalesce((SELECT max(seq) FROM audit_events WHERE stream_id = ${chain.id}::uuid), 0)::int AS "lastSeq"`;
  return end ?? { size: 0, lastSeq: 0 };
}

/** How many events the chains of the organisation, or only of one project, have together. */
export async function countEvents(ctx: Context, project: string | null): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number }[]>`
    SELECT (coalesce((SELECT sum(revision) FROM projects WHERE organization_id = ${ctx.organizationId}::uuid
        AND (${project}::uuid IS NULL OR id = ${project}::uuid)), 0)
      + coalesce((SELECT revision FROM organizations
        WHERE id = ${ctx.organizationId}::uuid AND ${project}::uuid IS NULL), 0))::int AS total`;
  return row?.total ?? 0;
}

/** The stored hash of one event, in hex; of no event before the first. Null when the event is gone. */
export async function readHash(chainId: string, seq: number): Promise<string | null> {
  if (seq === 0) return NO_HASH;
  const [row] = await db.$queryRaw<{ hash: string }[]>`
    SELECT encode(hash, 'hex') AS hash FROM audit_events
    WHERE stream_id = ${chainId}::uuid AND seq = ${seq}::int`;
  return row?.hash ?? null;
}

/** The events of a chain above `after` and up to `upTo`, oldest first, at most `limit`. */
export async function readChainRows(
  chainId: string,
  after: number,
  upTo: number,
  limit: number,
): Promise<ChainRow[]> {
  return db.$queryRaw<ChainRow[]>`
    SELECT e.seq, e.body, encode(e.hash, 'hex') AS hash, e.organization_id AS "organizationId",
      e.stream::text AS stream, e.stream_id AS "streamId", e.occurred_at AS at,
      e.actor_id AS "actorId", e.action, e.subject_id AS "subjectId", e.origin_id AS "originId",
      o.salt, o.ip, o.user_agent AS "userAgent"
    FROM audit_events e LEFT JOIN audit_origins o ON o.id = e.origin_id
    WHERE e.stream_id = ${chainId}::uuid AND e.seq > ${after}::int AND e.seq <= ${upTo}::int
    ORDER BY e.seq LIMIT ${limit}`;
}
