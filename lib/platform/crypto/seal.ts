import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "./keys.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a sealed value is and whose; a value that was moved to another record does not open there. */
export type SealedFor = { purpose: string; recordId: string };

/** Encrypts a secret that is kept for one record (AES-256-GCM; the record is associated data). */
export function seal(secret: string, owner: SealedFor): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(`seal ${owner.purpose}`), nonce);
  cipher.setAAD(Buffer.from(owner.recordId));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), text]));
}

/** Opens what `seal` made. Throws an Error for another record, purpose or key, and for any change. */
export function unseal(sealed: Uint8Array, owner: SealedFor): string {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== VERSION) throw new Error("Sealed by an unknown version.");
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", deriveKey(`seal ${owner.purpose}`), nonce);
  decipher.setAAD(Buffer.from(owner.recordId));
  decipher.setAuthTag(tag);
  const text = bytes.subarray(1 + NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}
