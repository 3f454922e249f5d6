import { createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { deriveKeys } from "#lib/platform/crypto/keys.ts";
import type { Output } from "#lib/platform/http/endpoint.ts";
import type { getAuditKeyEndpoint } from "./contract.ts";
import { checkpointBytes, type Checkpoint } from "./verify-chain.mjs";

// PKCS #8 of an Ed25519 key (RFC 8410) up to its 32 bytes.
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

type SigningKey = { privateKey: KeyObject; publicKey: string };
let held: [SigningKey, ...SigningKey[]] | undefined;

/** The key that signs, and behind it that of the previous secret, where there is one. */
function signingKeys(): [SigningKey, ...SigningKey[]] {
  if (held) return held;
  const [present, ...previous] = deriveKeys("audit checkpoint");
  return (held = [signingKey(present.key), ...previous.map(({ key }) => signingKey(key))]);
}

function signingKey(bytes: Buffer): SigningKey {
  const der = Buffer.concat([PKCS8_HEAD, bytes]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x } = createPublicKey(privateKey).export({ format: "jwk" });
  return { privateKey, publicKey: x ?? "" };
}

/** The public keys of the present secret and, where there is one, of the previous one. */
export function auditPublicKeys(): { present: string; previous: string | null } {
  const [present, previous] = signingKeys();
  return { present: present.publicKey, previous: previous?.publicKey ?? null };
}

/** A checkpoint as the line of an export: signed, with the key to check it by. */
export function signedCheckpoint(checkpoint: Checkpoint): string {
  const [{ privateKey, publicKey }] = signingKeys();
  const { at, export: name, hash, part, parts, size, stream } = checkpoint;
  const signature = sign(null, checkpointBytes(checkpoint), privateKey).toString("base64url");
  return JSON.stringify({
    checkpoint: { at, export: name, hash, part, parts, size, stream },
    publicKey,
    signature,
  });
}

/** The public key that signs checkpoints. */
export async function getAuditKey(
  _ctx: PublicContext,
): Promise<Output<typeof getAuditKeyEndpoint>> {
  return { algorithm: "Ed25519", publicKey: auditPublicKeys().present };
}
