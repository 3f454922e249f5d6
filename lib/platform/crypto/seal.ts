import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKeys, type NamedKey } from "./keys.ts";
import type { SealPurpose } from "./sealed-columns.ts";

const VERSION = 2;
/** As `VERSION`, but without the name of the key. */
const UNNAMED_KEY = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a sealed value is and whose; a value that was moved to another record does not open there. */
export type SealedFor = { purpose: SealPurpose; recordId: string };

const keysFor = (purpose: SealPurpose) => deriveKeys(`seal ${purpose}`);

const headOf = ({ id }: NamedKey): Buffer => Buffer.concat([Buffer.of(VERSION), id]);

/** With which bytes everything begins that is sealed under the present secret, whatever its purpose. */
export const presentSealHead = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(headOf(keysFor("totp")[0]));

/** Encrypts a secret that is kept for one record (AES-256-GCM; the record is associated data). */
export function seal(secret: string, owner: SealedFor): Uint8Array<ArrayBuffer> {
  const [present] = keysFor(owner.purpose);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", present.key, nonce);
  cipher.setAAD(Buffer.from(owner.recordId));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([headOf(present), nonce, cipher.getAuthTag(), text]));
}

/**
 * Opens what `seal` made, under the present secret or the previous one. Throws an Error for another
 * record, purpose or key, and for any change.
 */
export function unseal(sealed: Uint8Array, owner: SealedFor): string {
  const bytes = Buffer.from(sealed);
  const keys = keysFor(owner.purpose);
  if (bytes[0] === UNNAMED_KEY) return openWithAny(keys, bytes.subarray(1), owner.recordId);
  const named = keys.find((key) => bytes.indexOf(headOf(key)) === 0);
  if (!named) throw new Error("Sealed by an unknown version or key.");
  return open(named, bytes.subarray(headOf(named).length), owner.recordId);
}

function openWithAny(keys: [NamedKey, ...NamedKey[]], bytes: Buffer, recordId: string): string {
  const [present, ...previous] = keys;
  for (const key of previous) {
    try {
      return open(key, bytes, recordId);
    } catch {
      // Then it is the present one's, or nobody's.
    }
  }
  return open(present, bytes, recordId);
}

/** `bytes`: nonce, tag, ciphertext. */
function open({ key }: NamedKey, bytes: Buffer, recordId: string): string {
  const text = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(recordId));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}
