import { z } from "zod";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import { originDigest } from "#lib/platform/audit/origin.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { InvalidError, UnavailableError } from "#lib/platform/errors.ts";
import { fromCursor, toCursor } from "#lib/platform/http/cursor.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { Call } from "#lib/platform/http/route.ts";
import { findProject } from "#lib/projects/queries.ts";
import {
  countEvents,
  listChains,
  readChainEnd,
  readChainRows,
  readHash,
  type Chain,
  type ChainRow,
} from "./chain-rows.ts";
import type {
  auditFaults,
  ChainVerification,
  Verification,
  verifyOrganizationAuditEndpoint,
  verifyProjectAuditEndpoint,
} from "./contract.ts";
import { assertReadsOrganization } from "./queries.ts";
import { findEventFault, NO_HASH } from "./verify-chain.mjs";

type Fault = (typeof auditFaults)[number];
/** What a chained body is supposed to hold; somebody may have chained something else. */
type StoredBody = Partial<AuditBody>;
type Steps = { cursor?: string | undefined; limit: number };

const PAGE = 1_000;
const position = z.tuple([z.uuid(), z.int(), z.int()]);

/** Recomputes a project's chain, or the next part of it. */
export async function verifyProjectAudit(
  ctx: Context,
  input: Input<typeof verifyProjectAuditEndpoint>,
  call?: Pick<Call, "signal">,
): Promise<Verification> {
  const { id, slug, name } = await findProject(ctx, input.projectId, "audit.project");
  const total = await countEvents(ctx, id);
  return verifyChains(ctx, [{ id, project: { slug, name } }], total, input, call?.signal);
}

/** Recomputes the chains of the organisation and all its projects, or the next part of them. */
export async function verifyOrganizationAudit(
  ctx: Context,
  input: Input<typeof verifyOrganizationAuditEndpoint>,
  call?: Pick<Call, "signal">,
): Promise<Verification> {
  assertReadsOrganization(ctx);
  const total = await countEvents(ctx, null);
  return verifyChains(ctx, await listChains(ctx), total, input, call?.signal);
}

async function verifyChains(
  ctx: Context,
  all: readonly Chain[],
  total: number,
  steps: Steps,
  signal: AbortSignal | undefined,
): Promise<Verification> {
  const [startAt, startAfter, before] = steps.cursor
    ? fromCursor(steps.cursor, position)
    : ["", 0, 0];
  const chains: ChainVerification[] = [];
  let left = steps.limit;
  let next: string | null = null;
  const pending = startAt ? chainsFrom(all, startAt) : all;
  for (const chain of pending) {
    const after = chain.id === startAt ? startAfter : 0;
    if (left > 0) {
      const part = await verifyPart(ctx, chain, after, left, signal);
      chains.push(part.result);
      left -= Math.max(part.result.events, 1);
      if (part.complete) continue;
    }
    const last = chains.at(-1);
    const reached = last?.stream === chain.id ? after + last.events : after;
    next = toCursor([chain.id, reached, before + sumEvents(chains)]);
    break;
  }
  const valid = chains.every((chain) => chain.valid);
  return { valid, chains, verified: before + sumEvents(chains), total, nextCursor: next };
}

function chainsFrom(all: readonly Chain[], id: string): readonly Chain[] {
  const index = all.findIndex((chain) => chain.id === id);
  if (index < 0) throw new InvalidError("cursor_invalid");
  return all.slice(index);
}

function sumEvents(chains: readonly ChainVerification[]): number {
  return chains.reduce((sum, chain) => sum + chain.events, 0);
}

/** Verifies up to `limit` events of a chain that is good up to `after`. */
async function verifyPart(
  ctx: Context,
  chain: Chain,
  after: number,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<{ result: ChainVerification; complete: boolean }> {
  const end = await readChainEnd(ctx, chain);
  const upTo = Math.min(end.size, after + limit);
  const tail = { stream: chain.id, seq: after, hash: (await readHash(chain.id, after)) ?? NO_HASH };
  const checkRow = rowCheck(ctx, chain);
  let fault: Fault | null = null;
  while (!fault && tail.seq < upTo) {
    // Nobody waits for the answer any more.
    if (signal?.aborted) throw new UnavailableError();
    const rows = await readChainRows(chain.id, tail.seq, upTo, PAGE);
    if (rows.length === 0) fault = "missing_events";
    for (const row of rows) {
      fault = findEventFault(tail, row.body, row.hash) ?? checkRow(row);
      if (fault) break;
      tail.seq = row.seq;
      tail.hash = row.hash;
    }
  }
  const complete = fault !== null || upTo === end.size;
  if (!fault && complete && end.lastSeq > end.size) fault = "surplus_events";
  const result = {
    stream: chain.id,
    project: chain.project,
    valid: fault === null,
    events: tail.seq - after,
    hash: tail.hash,
    firstBadSeq: fault ? tail.seq + 1 : null,
    reason: fault,
  };
  return { result, complete };
}

/** Checks that the columns and the origin beside a body are those that the body names. */
function rowCheck(ctx: Context, chain: Chain): (row: ChainRow) => Fault | null {
  const goodOrigins = new Set<string>();
  const kind = chain.project ? "project" : "organization";
  return (row) => {
    const body = JSON.parse(row.body) as StoredBody;
    const agree =
      row.organizationId === ctx.organizationId &&
      row.stream === kind &&
      row.streamId === body.stream &&
      row.seq === body.seq &&
      row.at.toISOString() === body.at &&
      row.actorId === body.actor?.id &&
      row.action === body.action &&
      row.subjectId === body.subject?.id &&
      row.originId === body.origin?.id;
    if (!agree || !body.origin) return "columns_differ";
    const origin = `${body.origin.id} ${body.origin.digest}`;
    if (goodOrigins.has(origin)) return null;
    if (!originAgrees(row, body.origin.digest)) return "origin_differs";
    if (goodOrigins.size < 10_000) goodOrigins.add(origin);
    return null;
  };
}

/** Details that were erased agree with anything; those that are there must be the ones committed to. */
function originAgrees({ salt, ip, userAgent }: ChainRow, digest: string): boolean {
  if (!salt || (ip === null && userAgent === null)) return true;
  return Buffer.from(originDigest(salt, ip, userAgent)).toString("hex") === digest;
}
