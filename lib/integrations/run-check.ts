import { z } from "zod";
import type { UnknownReason } from "./choices.ts";
import type { AnyProvider, Facts, Finding, SignalReading } from "./provider.ts";
import { ProviderError } from "./provider-error.ts";
import type { Reader, ReadingRequest } from "./reader.ts";

/** So much of a list is kept as evidence. */
const MOST_LISTED = 100;

/** What was read for a verdict: stored with it as its evidence, without secrets. */
export type Reading = {
  requests: ReadingRequest[];
  seen: Facts;
  /** The figures that decided. */
  limit: Facts;
  detail: string | null;
};

export type Outcome = {
  verdict: "pass" | "fail" | "unknown";
  reason: UnknownReason | null;
  reading: Reading;
  /** How long the provider asked us to wait, in seconds. */
  retryAfterSeconds: number | null;
};

/**
 * Carries out one check. Returns a verdict in every case: whatever goes wrong on the way is `unknown`
 * with its reason. `own` are the project's own figures; what they lack has its default.
 */
export async function runCheck(
  provider: AnyProvider,
  source: unknown,
  reader: Reader,
  name: string,
  own: unknown,
): Promise<Outcome> {
  const check = provider.checks[name];
  if (!check) throw new Error(`${provider.id} has no check ${name}`);
  const settings = check.settings.safeParse(own);
  if (!settings.success) {
    const [field] = settings.error.issues[0]?.path ?? [];
    return toOutcome(
      { verdict: "unknown", reason: "not_declared", detail: String(field) },
      [],
      reader.masked,
    );
  }
  let retryAfterSeconds: number | null = null;
  const { result, requests } = await reader.traced(async () => {
    try {
      return await check.run(source, settings.data as never);
    } catch (error) {
      const failure = toFailure(error);
      retryAfterSeconds = failure.retryAfterSeconds;
      return { verdict: "unknown", reason: failure.reason, detail: failure.detail } as const;
    }
  });
  return { ...toOutcome(result, requests, reader.masked), retryAfterSeconds };
}

/** Reads one signal. Throws ProviderError. */
export async function readSignal(
  provider: AnyProvider,
  source: unknown,
  name: string,
  params: unknown,
): Promise<SignalReading> {
  const signal = provider.signals[name];
  if (!signal) throw new ProviderError("query_refused", name);
  const parsed = signal.params.safeParse(params);
  if (!parsed.success) throw new ProviderError("query_refused", z.prettifyError(parsed.error));
  try {
    return await signal.read(source, parsed.data as never);
  } catch (error) {
    throw toFailure(error);
  }
}

/** What went wrong, as a reason; a fault of our own keeps its cause for the log. */
export function toFailure(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  return new ProviderError("internal_error", null, { cause: error });
}

function toOutcome(
  finding: Finding,
  requests: ReadingRequest[],
  masked: Reader["masked"],
): Outcome {
  const unsure = finding.verdict === "unknown" ? finding : null;
  return {
    verdict: finding.verdict,
    reason: unsure?.reason ?? null,
    reading: {
      requests,
      seen: cleanFacts(finding.seen ?? {}, masked),
      limit: finding.verdict === "unknown" ? {} : (finding.limit ?? {}),
      detail: unsure?.detail ? masked(unsure.detail) : null,
    },
    retryAfterSeconds: null,
  };
}

/** Facts hold words of the provider, which may be anything. */
function cleanFacts(facts: Facts, masked: Reader["masked"]): Facts {
  const clean = (value: Facts[string]): Facts[string] => {
    if (Array.isArray(value)) return value.slice(0, MOST_LISTED).map(masked);
    return typeof value === "string" ? masked(value) : value;
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, clean(value)]));
}
