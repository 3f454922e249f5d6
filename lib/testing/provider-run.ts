import type { AnyProvider } from "#lib/integrations/provider.ts";
import { createReader, type Reader } from "#lib/integrations/reader.ts";
import { type Outcome, runCheck } from "#lib/integrations/run-check.ts";

export type ProviderRun = {
  source: unknown;
  reader: Reader;
  /** Carries out one check as the worker does. */
  check: (name: string, settings?: Record<string, unknown>) => Promise<Outcome>;
};

/** One run of a provider against a real peer; `config` and `credentials` are parsed as a form's are. */
export function openProvider(
  provider: AnyProvider,
  config: Record<string, unknown>,
  credentials: Record<string, string> = {},
): ProviderRun {
  const reader = createReader({
    signal: AbortSignal.timeout(60_000),
    secrets: Object.values(credentials),
    pace: { calls: 1_000, perSeconds: 1 },
  });
  const source = provider.open(
    provider.config.parse(config) as never,
    provider.credentials.parse(credentials) as never,
    reader,
  );
  return {
    source,
    reader,
    check: (name, settings = {}) => runCheck(provider, source, reader, name, settings),
  };
}
