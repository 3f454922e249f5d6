import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { Context } from "#lib/platform/auth/context.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";

/** Names the row with address and browser, and commits to them (hex SHA-256, salted). */
export type AuditOriginReference = { id: string; digest: string };

const MAX_KNOWN = 5_000;
const held = globalThis as { preflightOrigins?: Map<string, AuditOriginReference> };

/**
 * The row for where `ctx` comes from; made once per person, address and browser and then remembered.
 * Nobody shares one, so that erasing a person takes nothing from others.
 */
export async function auditOrigin(ctx: Context): Promise<AuditOriginReference> {
  const known = (held.preflightOrigins ??= new Map<string, AuditOriginReference>());
  const key = JSON.stringify([ctx.organizationId, ctx.userId, ctx.origin.ip, ctx.origin.userAgent]);
  const found = known.get(key);
  if (found) return found;
  const reference = await createOrigin(ctx);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, reference);
  return reference;
}

async function createOrigin(ctx: Context): Promise<AuditOriginReference> {
  const { ip, userAgent } = ctx.origin;
  const salt = new Uint8Array(randomBytes(16));
  const id = uuidv7();
  await writeClient().auditOrigin.create({
    data: { id, organizationId: ctx.organizationId, salt, ip, userAgent, createdAt: ctx.now() },
  });
  return { id, digest: Buffer.from(originDigest(salt, ip, userAgent)).toString("hex") };
}

/** SHA-256(salt || address || newline || user agent), absent parts as empty texts. */
export function originDigest(
  salt: Uint8Array,
  ip: string | null,
  userAgent: string | null,
): Uint8Array {
  return sha256(Buffer.concat([salt, Buffer.from(`${ip ?? ""}\n${userAgent ?? ""}`)]));
}
