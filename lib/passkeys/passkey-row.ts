import type { Passkey as Row } from "#lib/platform/db/generated/client.ts";
import type { Passkey } from "./contract.ts";

/** A row as the API shows it. */
export function toPasskey(
  row: Pick<Row, "id" | "name" | "backedUp" | "createdAt" | "lastUsedAt">,
): Passkey {
  return {
    id: row.id,
    name: row.name,
    synced: row.backedUp,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

/** A credential's id as WebAuthn's JSON has it. */
export const credentialIdText = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString("base64url");

/** What authenticators keep as the person's name for us: the id, which says nothing of anybody. */
export const userHandle = (userId: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(userId);

/** Which passkeys an option means. */
export function descriptors(
  rows: Pick<Row, "credentialId" | "transports">[],
): { id: string; type: "public-key"; transports: string[] }[] {
  return rows.map(({ credentialId, transports }) => ({
    id: credentialIdText(credentialId),
    type: "public-key",
    transports,
  }));
}
