import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { randomCode } from "#lib/platform/crypto/random-code.ts";
import type { Tx } from "#lib/platform/db/client.ts";

const RECOVERY_CODES = 10;

/** Ten codes to write down, such as `k3fm-…`: random enough to be stored by a plain hash. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => randomCode());

/** What is stored of a code, however it was typed: with or without hyphens, O for 0, I or L for 1. */
function hashOf(code: string): Uint8Array<ArrayBuffer> {
  const plain = code.toLowerCase().replace(/[\s-]/g, "");
  return sha256(plain.replaceAll("o", "0").replace(/[il]/g, "1"));
}

/** Puts `codes` in the place of all that the person has. */
export async function storeRecoveryCodes(
  { tx, now, record }: Change<StreamRow>,
  userId: string,
  codes: readonly string[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashOf(code), createdAt: now })),
  });
  record({
    action: "recovery_codes.created",
    subject: { type: "member", id: userId },
    after: { count: codes.length },
  });
}

/**
 * Stores `codes` for somebody who has none, as with their first second factor. Returns whether they
 * are to be shown.
 */
export async function storeFirstRecoveryCodes(
  change: Change<StreamRow>,
  userId: string,
  codes: readonly string[],
): Promise<boolean> {
  if ((await change.tx.recoveryCode.count({ where: { userId } })) > 0) return false;
  await storeRecoveryCodes(change, userId, codes);
  return true;
}

/** Whether `code` is one of the person's that was not used; it is used by that. */
export async function consumeRecoveryCode(
  tx: Tx,
  userId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashOf(code), usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}
