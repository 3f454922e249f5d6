import type { UnknownReason } from "./choices.ts";

/**
 * A question to a provider that came to nothing. `detail` is the provider's own words, if any;
 * `retryAfterSeconds` what it asked us to wait.
 */
export class ProviderError extends Error {
  readonly reason: UnknownReason;
  readonly detail: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    reason: UnknownReason,
    detail: string | null = null,
    options: ErrorOptions & { retryAfterSeconds?: number | null } = {},
  ) {
    super(detail ? `${reason}: ${detail}` : reason, options);
    this.name = "ProviderError";
    this.reason = reason;
    this.detail = detail;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
