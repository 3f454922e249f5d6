import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { auditedChange, type StreamRow } from "./audited-change.ts";

const AGAIN_AFTER_MS = 3_600_000;
const MAX_KNOWN = 5_000;
const held = globalThis as { preflightDenials?: Map<string, number> };

/** What somebody lacks, by the code of the refusal. The other refusals protect one thing from everybody. */
const LACKS: Readonly<Record<string, string>> = {
  forbidden: "role",
  token_read_only: "scope",
  token_out_of_scope: "scope",
  token_of_one_project: "project",
  session_required: "session",
  second_factor_required: "second_factor",
  enrolment_required: "enrolment",
  step_up_required: "fresh_proof",
};

/** What `ctx` lacked where `error` denied it something; null for other errors. */
function whatLacks({ actor }: Context, error: unknown): string | null {
  if (error instanceof ForbiddenError) return LACKS[error.code] ?? null;
  // To a token of one project the others answer as if they did not exist.
  const isBound = actor.type === "token" && actor.projectId !== null;
  const isHidden = error instanceof NotFoundError && error.code === "project_not_found";
  return isBound && isHidden ? "project" : null;
}

/**
 * Leaves `access.denied` in the organisation's audit log where `error` denied an operation to `ctx`;
 * at most once an hour for one person, operation and lack, over all processes, so that nobody can
 * flood the log. Never throws: the answer to the request is the same with or without.
 */
export async function recordDenial(
  ctx: Context,
  { operationId, method }: Pick<Endpoint, "operationId" | "method">,
  error: unknown,
): Promise<void> {
  const lacks = whatLacks(ctx, error);
  if (!lacks) return;
  const key = `denied:${ctx.organizationId}:${ctx.userId}:${operationId}:${lacks}`;
  const known = (held.preflightDenials ??= new Map());
  const now = Date.now();
  if ((known.get(key) ?? 0) > now) return;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, now + AGAIN_AFTER_MS);
  try {
    // Its own change: the one that was denied has been rolled back, and its key may be sent again.
    const own = { ...ctx, idempotency: null };
    await auditedChange(own, "organization", lockOrganization(ctx), async ({ tx, record }) => {
      if (!(await isFirstOfHour(tx, key, now))) return;
      const subject = { type: "member", id: ctx.userId };
      const after = { operation: operationId, method, lacks };
      record({ action: "access.denied", subject, after });
    });
  } catch (failure) {
    known.delete(key);
    logger.warn({ err: failure, requestId: ctx.requestId }, "a denial was not recorded");
  }
}

const lockOrganization =
  ({ organizationId }: Context) =>
  async (tx: Tx): Promise<StreamRow> => {
    const [row] = await tx.$queryRaw<StreamRow[]>`
      SELECT id, revision FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
    if (!row) throw new Error("no such organisation");
    return row;
  };

/** Decided in the database, where all processes meet; the row is forgotten after its hour. */
async function isFirstOfHour(tx: Tx, key: string, now: number): Promise<boolean> {
  const rows = await tx.$executeRaw`
    INSERT INTO rate_limits AS known (key, points, expire) VALUES (${key}, 1, ${now + AGAIN_AFTER_MS})
    ON CONFLICT (key) DO UPDATE SET expire = excluded.expire WHERE known.expire <= ${now}`;
  return rows === 1;
}
