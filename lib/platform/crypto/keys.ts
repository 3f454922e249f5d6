import { hash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#lib/platform/env.ts";

/** A key and, derived from the same secret, by which name it is found again. */
export type NamedKey = { id: Buffer; key: Buffer };

const KEY_ID_BYTES = 4;

/** 32 bytes for one purpose (HKDF-SHA-256, RFC 5869). */
const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "preflight", purpose, 32));

/** PREFLIGHT_SECRET, and behind it PREFLIGHT_PREVIOUS_SECRET while that still counts. */
function secrets(): [string, ...string[]] {
  const { PREFLIGHT_SECRET: present, PREFLIGHT_PREVIOUS_SECRET: previous } = env();
  return previous ? [present, previous] : [present];
}

/**
 * The 32-byte keys for one purpose: first that of the present secret, with which everything is made,
 * then that of the previous one, where there is one, which opens what was made before.
 */
export function deriveKeys(purpose: string): [NamedKey, ...NamedKey[]] {
  const named = (secret: string): NamedKey => ({
    id: derive(secret, "key id").subarray(0, KEY_ID_BYTES),
    key: derive(secret, purpose),
  });
  const [present, ...previous] = secrets();
  return [named(present), ...previous.map(named)];
}

/** A secret of 256 random bits behind `prefix`, in URL-safe characters. */
export function randomSecret(prefix = ""): string {
  return prefix + randomBytes(32).toString("base64url");
}

/** SHA-256 of a text; enough for secrets that are random already. */
export function sha256(text: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash("sha256", text, "buffer"));
}
