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

/** Whether we have a permission at the provider; `unknown`: it does not say. */
export const accessStates = ["granted", "missing", "unknown"] as const;
export type AccessState = (typeof accessStates)[number];
