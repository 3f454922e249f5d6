import * as Sentry from "@sentry/nextjs";
import { mask } from "#lib/platform/log/mask.ts";
import { onError } from "#lib/platform/log/report-error.ts";

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

/** An event without the person, what they sent, and anything that looks like a secret. */
export function withoutPeople(event: Sentry.ErrorEvent): Sentry.ErrorEvent {
  const { user: _user, request: _request, breadcrumbs: _breadcrumbs, ...rest } = event;
  const { message, exception, extra, tags, contexts } = rest;
  return { ...rest, ...(mask({ message, exception, extra, tags, contexts }) as typeof rest) };
}
