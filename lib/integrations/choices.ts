// Words that browsers need without the schemas.

export const integrationProviders = [
  "alertmanager",
  "github",
  "http",
  "pagerduty",
  "postgres",
  "prometheus",
  "sentry",
  "slack",
] as const;
export type ProviderId = (typeof integrationProviders)[number];

/** Why nothing can be said about what a check asks. Each has a sentence in `integrations.reasons`. */
export const unknownReasons = [
  /** The provider refuses us this: 401, 403, or 404 where it hides what we may not see. */
  "no_permission",
  /** The provider's plan does not have it. */
  "plan_limit",
  /** What the configuration names is not there (any more). */
  "not_found",
  /** A setting that the check needs is empty: nobody has said what to look at. */
  "not_declared",
  /** The check acts on its target, and the project has named no test target. */
  "no_test_target",
  /** The subject does not exist, so the check does not count. */
  "absent",
  /** There is nothing to judge yet: no run, no release, no sample. */
  "no_data",
  "refused",
  "unreachable",
  "timeout",
  "too_large",
  "rate_limited",
  "provider_error",
  /** The answer is not what the provider's interface promises, such as a page of HTML. */
  "not_understood",
  /** The provider does not accept the question, such as a PromQL expression. */
  "query_refused",
  "clock_skew",
  "internal_error",
] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/**
 * Whether we have a permission at the provider. `no_plan`: its plan does not have what it is for;
 * `unknown`: it does not say.
 */
export const accessStates = ["granted", "missing", "no_plan", "unknown"] as const;
export type AccessState = (typeof accessStates)[number];

/** How a connection stands; the first that fits counts, in the order in which the text names them. */
export const integrationStates = [
  /** Somebody has paused it. */
  "paused",
  /** After failures in a row it is left alone for a while. */
  "open",
  /** The provider has asked us to wait. */
  "limited",
  "failing",
  "ok",
  /** Nothing has been read yet. */
  "waiting",
] as const;
export type IntegrationState = (typeof integrationStates)[number];

/** What an integration can do for one check of an item; from best to worst. */
export const checkReadiness = [
  "ready",
  /** The provider does not say whether we may. */
  "unsure",
  /** Ready as soon as its settings say what to look at. */
  "undeclared",
  /** A permission at the provider is missing, or its plan does not have it. */
  "blocked",
  /** This version of Preflight does not carry it out. */
  "unavailable",
] as const;
export type CheckReadiness = (typeof checkReadiness)[number];

/** How a field of a form is asked for. */
export const fieldKinds = ["text", "url", "number", "boolean", "choice", "list", "secret"] as const;
