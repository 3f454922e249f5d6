import { captureException, dedupeIntegration, eventFiltersIntegration, init } from "@sentry/nextjs";
import { globalHandlersIntegration, linkedErrorsIntegration } from "@sentry/nextjs";
import { withoutPeople } from "./without-people.ts";

/** Reports this browser's unexpected errors, the early ones first, and nothing else. */
export function startBrowserReports(dsn: string, early: unknown[]): void {
  init({
    dsn,
    defaultIntegrations: false,
    integrations: [
      eventFiltersIntegration(),
      linkedErrorsIntegration(),
      dedupeIntegration(),
      globalHandlersIntegration({ onerror: true, onunhandledrejection: true }),
    ],
    maxBreadcrumbs: 0,
    sendClientReports: false,
    beforeSend: withoutPeople,
  });
  for (const error of early) captureException(error);
}
