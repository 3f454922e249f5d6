import type { Context, Idempotency } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ConflictError, InvalidError } from "#lib/platform/errors.ts";

/** Thrown inside a change whose key another request has used in the meantime. */
export class AlreadyAnsweredError extends ConflictError {
  constructor() {
    super("idempotency_conflict");
  }
}

/**
 * The answer that was given under this key; undefined when there is none. Throws InvalidError
 * (`idempotency_mismatch`) when the key belongs to another request.
 */
export async function findAnswer(
  ctx: Context,
  idempotency: Idempotency,
): Promise<{ response: unknown } | undefined> {
  const row = await db.idempotencyKey.findFirst({
    where: { organizationId: ctx.organizationId, actorId: ctx.userId, key: idempotency.key },
    select: { requestHash: true, response: true },
  });
  if (!row) return undefined;
  if (!Buffer.from(row.requestHash).equals(Buffer.from(idempotency.requestHash))) {
    throw new InvalidError("idempotency_mismatch");
  }
  return { response: row.response };
}

/** Keeps the answer in the transaction of the change, so that both stand or neither. */
export async function rememberAnswer(
  tx: Tx,
  ctx: Context,
  idempotency: Idempotency,
  response: unknown,
): Promise<void> {
  const { count } = await tx.idempotencyKey.createMany({
    data: {
      organizationId: ctx.organizationId,
      actorId: ctx.userId,
      key: idempotency.key,
      requestHash: idempotency.requestHash,
      response: response ?? {},
      createdAt: ctx.now(),
    },
    skipDuplicates: true,
  });
  if (count === 0) throw new AlreadyAnsweredError();
}
