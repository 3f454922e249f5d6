import { unseal } from "#lib/platform/crypto/seal.ts";
import type { ProviderId } from "./choices.ts";
import type { AnyProvider } from "./provider.ts";
import { ProviderError } from "./provider-error.ts";
import { providers } from "./provider-registry.ts";
import { type AnswerCache, createReader, type Reader } from "./reader.ts";

/** What credentials are sealed for; the integration's id is the record. */
export const SEALED_FOR = "integration";

export type StoredIntegration = {
  id: string;
  provider: ProviderId;
  config: unknown;
  credentials: Uint8Array | null;
};

/** A provider's client for one run, with what it takes to use and to end it. */
export type OpenIntegration = {
  provider: AnyProvider;
  source: unknown;
  reader: Reader;
  close: () => Promise<void>;
};

/**
 * Opens a stored integration for one run that `signal` ends; nobody is called yet. Throws
 * ProviderError (`not_declared`) for a configuration that its provider no longer understands.
 */
export function openIntegration(
  stored: StoredIntegration,
  signal: AbortSignal,
  cache?: AnswerCache,
): OpenIntegration {
  const text = stored.credentials
    ? unseal(stored.credentials, { purpose: SEALED_FOR, recordId: stored.id })
    : "{}";
  return openWith(
    stored.provider,
    stored.config,
    JSON.parse(text) as Record<string, string>,
    signal,
    cache,
  );
}

/** The same for a configuration that is not stored (yet). */
export function openWith(
  id: ProviderId,
  config: unknown,
  credentials: Record<string, string>,
  signal: AbortSignal,
  cache?: AnswerCache,
): OpenIntegration {
  const provider = providers[id];
  if (!provider) throw new ProviderError("not_declared", id);
  const given = provider.config.safeParse(config);
  const secret = provider.credentials.safeParse(credentials);
  if (!given.success || !secret.success) {
    const [issue] = (given.error ?? secret.error)?.issues ?? [];
    throw new ProviderError("not_declared", issue?.path.join(".") ?? null);
  }
  const secrets = Object.values(credentials);
  const reader = createReader({
    signal,
    secrets,
    pace: provider.pace,
    ...(cache ? { cache } : {}),
  });
  const source = provider.open(given.data as never, secret.data as never, reader);
  return { provider, source, reader, close: async () => provider.close?.(source) };
}
