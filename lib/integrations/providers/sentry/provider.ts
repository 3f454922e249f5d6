import { z } from "zod";
import type { AccessState } from "#lib/integrations/choices.ts";
import { defineProvider, type TestResult } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import * as alerts from "./alert-checks.ts";
import * as events from "./event-checks.ts";
import * as signals from "./signals.ts";
import {
  alertsOf,
  config,
  credentials,
  openSource,
  projectOf,
  type SentrySource,
} from "./source.ts";

const organization = z.looseObject({
  name: z.string(),
  access: z.array(z.string()).optional(),
});

async function test(source: SentrySource): Promise<TestResult> {
  const { slug, access: scopes } = await projectOf(source);
  const known = await organizationOf(source);
  const all = [...(known?.access ?? []), ...(scopes ?? [])];
  const has = (scope: string): AccessState => {
    if (all.includes(scope)) return "granted";
    return all.length > 0 ? "missing" : "unknown";
  };
  return {
    account: `${known?.name ?? source.organizationSlug} / ${slug}`,
    access: {
      "org:read": known ? "granted" : "missing",
      "project:read": "granted",
      "event:read": has("event:read"),
      "alerts:read": (await accessToAlerts(source)) ?? has("alerts:read"),
    },
  };
}

/** Other scopes show alerts as well, so Sentry is asked; null where its answer does not tell. */
async function accessToAlerts(source: SentrySource): Promise<AccessState | null> {
  try {
    await alertsOf(source);
    return "granted";
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return error.reason === "no_permission" ? "missing" : null;
  }
}

/** The organization; null where the token may not see it, which the project alone does not need. */
async function organizationOf(source: SentrySource): Promise<z.infer<typeof organization> | null> {
  try {
    return await source.get(`organizations/${source.organizationSlug}`, organization);
  } catch (error) {
    if (error instanceof ProviderError && error.reason === "no_permission") return null;
    throw error;
  }
}

/** Sentry, as a service or on an own server. */
export const sentry = defineProvider({
  id: "sentry",
  config,
  credentials,
  open: openSource,
  test,
  checks: {
    "project.data-scrubber-on": events.dataScrubberOn,
    "project.first-event": events.firstEvent,
    "events.accepted-recently": events.acceptedRecently,
    "alert.enabled-with-action": alerts.enabledWithAction,
    "monitor.error-threshold": alerts.errorThreshold,
    "alert.high-priority-to-pager": alerts.highPriorityToPager,
    "events.trace-context-present": events.traceContextPresent,
  },
  signals: {
    unresolved_issues: signals.unresolvedIssues,
    crash_free_rate: signals.crashFreeRate,
    events_per_hour: signals.eventsPerHour,
  },
  presets: [
    {
      ...{ name: "sentry_issues", signal: "unresolved_issues", params: {}, kind: "table" },
      ...{ unit: "", warnAt: 1 },
    },
    {
      ...{ name: "crash_free_rate", signal: "crash_free_rate", params: {}, kind: "number" },
      ...{ unit: "%", warnAt: 0.995, failAt: 0.99, lowIsBad: true },
    },
    { name: "sentry_events", signal: "events_per_hour", params: {}, kind: "series", unit: "" },
  ],
  pace: { calls: 10, perSeconds: 1 },
});
