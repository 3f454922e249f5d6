import type { SealedFor } from "#lib/platform/crypto/seal.ts";

/** What the sealed client secret of a provider is sealed for. */
export const secretOf = (providerId: string): SealedFor => ({
  purpose: "sso client",
  recordId: providerId,
});
