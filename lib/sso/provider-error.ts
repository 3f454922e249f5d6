import * as oidc from "openid-client";
import { EgressError, type EgressFailure } from "#lib/platform/egress/egress-error.ts";
import {
  DomainError,
  InvalidError,
  UnauthenticatedError,
  UnavailableError,
} from "#lib/platform/errors.ts";
import { logger } from "#lib/platform/log/logger.ts";

/** What a provider's silence or nonsense is called, so that people know whom to ask. */
const egressErrors: Record<EgressFailure, () => DomainError> = {
  refused: () => new InvalidError("sso_address_refused"),
  timeout: () => new UnavailableError("sso_provider_slow"),
  unreachable: () => new UnavailableError("sso_provider_down"),
  too_large: () => new InvalidError("sso_provider_invalid"),
};

const NOT_METADATA = [
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
  "OAUTH_MISSING_SERVER_METADATA",
  "OAUTH_INVALID_SERVER_METADATA",
];

/**
 * The error that people see for whatever went wrong with a provider. What the provider has said
 * goes to no client, and to the log as a code only: it may hold personal data. Throws what is no
 * provider's doing.
 */
export function toProviderError(error: unknown, providerId: string | null): DomainError {
  if (error instanceof DomainError) return error;
  if (!isOfProvider(error)) throw error;
  const known = classify(error);
  const failure = { providerId, code: known.code, cause: codesOf(error) };
  logger.warn(failure, "an identity provider was of no use");
  return known;
}

function isOfProvider(error: unknown): boolean {
  const ours = [EgressError, oidc.ClientError, oidc.ResponseBodyError];
  const classes = [...ours, oidc.AuthorizationResponseError, oidc.WWWAuthenticateChallengeError];
  // Malformed metadata and claims are TypeErrors there.
  return error instanceof TypeError || classes.some((one) => error instanceof one);
}

function classify(error: unknown): DomainError {
  const chain = causes(error);
  const egress = chain.find((one) => one instanceof EgressError);
  if (egress) return egressErrors[egress.failure]();
  if (error instanceof oidc.AuthorizationResponseError) {
    return new UnauthenticatedError(
      error.error === "access_denied" ? "sso_cancelled" : "sso_refused_by_provider",
    );
  }
  if (error instanceof oidc.ResponseBodyError) return new InvalidError("sso_exchange_refused");
  const code = codeOf(error);
  if (code === "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED")
    return new InvalidError("sso_issuer_differs");
  const answer = chain.find((one) => one instanceof Response);
  if (answer && answer.status >= 500) return new UnavailableError("sso_provider_down");
  if (code && NOT_METADATA.includes(code)) return new InvalidError("sso_provider_invalid");
  return new UnauthenticatedError("sso_answer_invalid");
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = error; at && chain.length < 8; at = (at as { cause?: unknown }).cause)
    chain.push(at);
  return chain;
}

function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : null;
}

function codesOf(error: unknown): string {
  return causes(error)
    .map((one) => codeOf(one) ?? (one instanceof Error ? one.name : null))
    .filter(Boolean)
    .join(" < ");
}
