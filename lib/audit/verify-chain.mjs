// The rules of an audit chain, with nothing but Node: the server and the offline verifier share them.
import { createHash, createPublicKey, verify } from "node:crypto";

/** The hash before the first event of a chain. */
export const NO_HASH = "0".repeat(64);

/** What is signed starts with this, so that a signature cannot be taken for one of something else. */
const CHECKPOINT_PURPOSE = "preflight audit checkpoint v1\n";

/**
 * The hash of an event: SHA-256 over the hash before and its canonical text, both in hex.
 * @param {string} previous
 * @param {string} body
 * @returns {string}
 */
export function chainHash(previous, body) {
  return createHash("sha256").update(previous, "hex").update(body, "utf8").digest("hex");
}

/**
 * Checks the next event of a chain that is good up to `tail`.
 * @param {{ stream: string, seq: number, hash: string }} tail The last good event; seq 0 and NO_HASH before the first.
 * @param {string} body The event's canonical text.
 * @param {string} hash In hex.
 * @returns {"body_unreadable" | "other_stream" | "out_of_sequence" | "hash_mismatch" | null} Null when it is good.
 */
export function findEventFault(tail, body, hash) {
  const event = parseObject(body);
  if (!event) return "body_unreadable";
  if (event.stream !== tail.stream) return "other_stream";
  if (event.seq !== tail.seq + 1) return "out_of_sequence";
  return chainHash(tail.hash, body) === hash ? null : "hash_mismatch";
}

/**
 * @typedef {object} Checkpoint
 * @property {string} at When it was made, ISO 8601.
 * @property {string} export Names the export, so that parts of two cannot be mixed.
 * @property {string} hash Of the chain's last event.
 * @property {number} part Which of the export's chains this is, from 1.
 * @property {number} parts How many chains the export has.
 * @property {number} size How many events the chain has.
 * @property {string} stream
 */

/**
 * The bytes that a checkpoint's signature covers.
 * @param {Checkpoint} checkpoint
 * @returns {Uint8Array}
 */
export function checkpointBytes(checkpoint) {
  const { at, export: name, hash, part, parts, size, stream } = checkpoint;
  const text = JSON.stringify({ at, export: name, hash, part, parts, size, stream });
  return Buffer.from(CHECKPOINT_PURPOSE + text, "utf8");
}

/**
 * Whether the signature (base64url) over the checkpoint is by the key (32 bytes in base64url).
 * @param {Checkpoint} checkpoint
 * @param {string} signature
 * @param {string} publicKey
 * @returns {boolean}
 */
export function isSignedBy(checkpoint, signature, publicKey) {
  const bytes = Buffer.from(signature, "base64url");
  // Decoding is lenient: other characters can mean the same bytes, and would pass for unchanged.
  if (bytes.toString("base64url") !== signature) return false;
  if (Buffer.from(publicKey, "base64url").toString("base64url") !== publicKey) return false;
  try {
    const key = createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: publicKey },
      format: "jwk",
    });
    return verify(null, checkpointBytes(checkpoint), key, bytes);
  } catch {
    return false;
  }
}

/**
 * @param {string} text
 * @returns {Record<string, unknown> | null}
 */
export function parseObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
