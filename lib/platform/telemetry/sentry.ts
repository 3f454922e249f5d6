import * as namespace from "@sentry/nextjs";
import { onError } from "#lib/platform/log/report-error.ts";
import { withoutPeople } from "./without-people.ts";

// The worker runs without a bundler; there the package's functions stand on its default export.
const Sentry = "default" in namespace ? (namespace.default as typeof namespace) : namespace;

/**
 * Reports unexpected errors, and nothing else, to Sentry: the integrations that trace requests would
 * halve the throughput and see what is in them. Returns how to send what is waiting.
 */
export function startSentry(dsn: string): () => Promise<boolean> {
  Sentry.init({
    dsn,
    defaultIntegrations: false,
    integrations: [
      Sentry.eventFiltersIntegration(),
      Sentry.linkedErrorsIntegration(),
      Sentry.dedupeIntegration(),
      Sentry.nodeContextIntegration({ app: false, cloudResource: false, culture: false }),
      Sentry.onUncaughtExceptionIntegration({ exitEvenIfOtherHandlersAreRegistered: false }),
      Sentry.onUnhandledRejectionIntegration({ mode: "warn" }),
    ],
    enableOpenTelemetrySetup: false,
    enableRuntimeChannelInjection: false,
    includeServerName: false,
    sendClientReports: false,
    maxBreadcrumbs: 0,
    beforeSend: withoutPeople,
  });
  onError((error, details) => Sentry.captureException(error, { tags: details }));
  return () => Sentry.close(1_500);
}
