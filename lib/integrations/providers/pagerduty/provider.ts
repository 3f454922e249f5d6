import { z } from "zod";
import type { AccessState } from "#lib/integrations/choices.ts";
import { defineProvider, type TestResult } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import { alertGroupingOn, integrationPresent, onCallNow } from "./checks.ts";
import { twoLevels } from "./escalation.ts";
import { onCall, openIncidents } from "./signals.ts";
import { config, credentials, openSource, type PagerDutySource, serviceOf } from "./source.ts";

async function test(source: PagerDutySource): Promise<TestResult> {
  const { name } = await serviceOf(source);
  const one: [string, string][] = [["limit", "1"]];
  const [oncalls, users, incidents, grouping] = await Promise.all([
    accessTo(source, "oncalls", one),
    accessTo(source, "users", one),
    accessTo(source, "incidents", one),
    accessTo(source, "alert_grouping_settings", [["service_ids[]", source.service]]),
  ]);
  return { account: name, access: { oncalls, users, incidents, alert_grouping: grouping } };
}

async function accessTo(
  source: PagerDutySource,
  path: string,
  query: [string, string][],
): Promise<AccessState> {
  try {
    await source.get(path, z.unknown(), query);
    return "granted";
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.reason === "plan_limit") return "no_plan";
    return ["no_permission", "not_found"].includes(error.reason) ? "missing" : "unknown";
  }
}

/** PagerDuty: one service and its escalation policy. */
export const pagerduty = defineProvider({
  id: "pagerduty",
  config,
  credentials,
  open: openSource,
  test,
  checks: {
    "service.on-call-now": onCallNow,
    "service.integration-present": integrationPresent,
    "service.alert-grouping-on": alertGroupingOn,
    "escalation-policy.two-levels": twoLevels,
  },
  signals: { on_call_now: onCall, open_incidents: openIncidents },
  presets: [
    { name: "on_call", signal: "on_call_now", params: {}, kind: "list", unit: "" },
    {
      ...{ name: "open_incidents", signal: "open_incidents", params: {}, kind: "table" },
      ...{ unit: "", warnAt: 1, failAt: 3 },
    },
  ],
  pace: { calls: 10, perSeconds: 1 },
});
