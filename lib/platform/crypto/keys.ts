import { hash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#lib/platform/env.ts";

/** A 32-byte key for one purpose, derived from PREFLIGHT_SECRET (HKDF-SHA-256, RFC 5869). */
export function deriveKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env().PREFLIGHT_SECRET, "preflight", purpose, 32));
}

/** A secret of 256 random bits behind `prefix`, in URL-safe characters. */
export function randomSecret(prefix = ""): string {
  return prefix + randomBytes(32).toString("base64url");
}

/** SHA-256 of a text; enough for secrets that are random already. */
export function sha256(text: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash("sha256", text, "buffer"));
}
