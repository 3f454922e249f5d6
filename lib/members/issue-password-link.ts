import { uuidv7 } from "uuidv7";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import { env } from "#lib/platform/env.ts";
import { PASSWORD_LINK_DAYS, type PasswordLink } from "./contract.ts";

/** A fresh secret and the address that carries it in its fragment, which browsers send nowhere. */
export function newPasswordLink(): { secret: string; url: string } {
  const secret = randomSecret();
  return { secret, url: `${new URL(env().PREFLIGHT_URL).origin}/set-password#${secret}` };
}

/**
 * Stores the hash of a link's secret inside a change and ends the person's earlier links. The answer
 * is without the address, since it is kept under the request's Idempotency-Key.
 */
export async function issuePasswordLink(
  { tx, now, record }: Change<StreamRow>,
  userId: string,
  secret: string,
): Promise<PasswordLink> {
  const expiresAt = new Date(now.getTime() + PASSWORD_LINK_DAYS * 86_400_000);
  await tx.passwordLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
  await tx.passwordLink.create({
    data: { id: uuidv7(), userId, secretHash: sha256(secret), createdAt: now, expiresAt },
  });
  record({
    action: "password.link_created",
    subject: { type: "member", id: userId },
    after: { expiresAt: expiresAt.toISOString() },
  });
  return { url: null, expiresAt: expiresAt.toISOString() };
}
