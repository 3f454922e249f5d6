// What Sentry answers: an answer that leaves its shape is an error of the test.
import type { z } from "zod";
import { sentry } from "#lib/integrations/providers/sentry/provider.ts";
import { openProvider } from "./provider-run.ts";
import { type RecordedServer, startRecordedServer } from "./recorded-answers.ts";
import * as shapes from "./sentry-shapes.ts";

export const WHEN = "2026-01-02T03:04:05Z";
const dates = { dateCreated: WHEN, dateUpdated: WHEN };

export const sentryOrganization = (access: string[]) =>
  shapes.organization.parse({ id: "1", slug: "acme", name: "Acme", access });

export const sentryProject = (own: Partial<z.infer<typeof shapes.project>> = {}) =>
  shapes.project.parse({
    ...{ id: "42", slug: "shop", name: "Shop", platform: "node", dateCreated: WHEN },
    ...{ firstEvent: WHEN, access: [], dataScrubber: true, dataScrubberDefaults: true, ...own },
  });

type Part = { type: string; comparison?: unknown };

/** An alert with what raises it, what must hold besides, and its actions as type and status. */
export const sentryWorkflow = (own: {
  enabled?: boolean;
  triggers?: Part[];
  filters?: Part[];
  actions?: [type: string, status: string][];
}) => {
  const conditions = (parts: Part[] = []) =>
    parts.map(({ type, comparison = true }, at) => ({
      ...{ id: String(at), type, comparison, conditionResult: true },
    }));
  const common = { id: "7", organizationId: "1", logicType: "any-short" };
  const actions = (own.actions ?? []).map(([type, status], at) => ({
    ...{ id: String(at), type, integrationId: null, data: {}, config: {}, status },
  }));
  return shapes.workflow.parse({
    ...{ id: "5", name: "Notify the team", organizationId: "1", createdBy: null, ...dates },
    triggers: { ...common, conditions: conditions(own.triggers) },
    actionFilters: [{ ...common, conditions: conditions(own.filters), actions }],
    ...{ environment: null, config: { frequency: 30 }, detectorIds: ["9"] },
    ...{ enabled: own.enabled ?? true, lastTriggered: null },
  });
};

/** A metric monitor of a data set with its conditions as figure and result. */
export const sentryDetector = (dataset: string, conditions: [unknown, number][], enabled = true) =>
  shapes.detector.parse({
    ...{ id: "9", projectId: "42", name: "Too many errors", type: "metric_issue", ...dates },
    workflowIds: ["5"],
    dataSources: [
      {
        ...{ id: "1", type: "snuba_query_subscription", sourceId: "1" },
        queryObj: { id: "1", snubaQuery: { dataset, aggregate: "count()", timeWindow: 3600 } },
      },
    ],
    conditionGroup: {
      ...{ id: "2", organizationId: "1", logicType: "any" },
      conditions: conditions.map(([comparison, conditionResult]) => ({
        ...{ id: "3", type: "gt", comparison, conditionResult },
      })),
    },
    ...{ config: { detectionType: "static" }, enabled, openIssues: 0 },
  });

/** A rule of an older server. */
export const sentryRule = (own: Partial<z.infer<typeof shapes.rule>>) =>
  shapes.rule.parse({
    ...{ id: "3", conditions: [], filters: [], actions: [], actionMatch: "any" },
    ...{ filterMatch: "all", frequency: 30, name: "Old rule", dateCreated: WHEN },
    ...{ projects: ["shop"], status: "active", snooze: false, ...own },
  });

export const sentryStats = (totals: Record<string, number>[]) =>
  shapes.stats.parse({
    ...{ start: WHEN, end: WHEN, intervals: [] },
    groups: totals.map((each) => ({ by: { outcome: "accepted" }, totals: each, series: {} })),
  });

export const sentrySessions = (totals: Record<string, number | null>) =>
  shapes.sessions.parse({
    ...{ start: WHEN, end: WHEN, intervals: [], groups: [{ by: {}, totals, series: {} }] },
    query: "",
  });

/** An error as the project's list of events shows it, with the trace that it belongs to or without. */
export const sentryEvent = (traceId: string | null) =>
  shapes.event.parse({
    ...{ id: "e1", eventID: "e1", "event.type": "error", groupID: "11", projectID: "42" },
    ...{ message: "x is no function", title: "TypeError: x", location: null, culprit: null },
    ...{ user: null, tags: [], platform: "node", dateCreated: WHEN, crashFile: null },
    ...{ metadata: null, contexts: traceId ? { trace: { trace_id: traceId } } : {} },
  });

/** An unresolved issue of an organization's list. */
export const sentryIssue = (own: Partial<z.infer<typeof shapes.issue>> = {}) =>
  shapes.issue.parse({
    ...{ id: "11", shortId: "SHOP-1", title: "TypeError: x", culprit: null, level: "error" },
    ...{ permalink: "https://s/1", status: "unresolved", count: "12", userCount: 3 },
    ...{ firstSeen: WHEN, lastSeen: WHEN, ...own },
  });

export const ORG = "GET /api/0/organizations/acme";
export const PROJECT = "GET /api/0/projects/acme/shop";

/** A Sentry with one project, and no way to alert anybody. */
export function startSentry(): Promise<RecordedServer> {
  const missing = { status: 404, json: { detail: "The requested resource does not exist" } };
  return startRecordedServer({
    [`${PROJECT}/`]: { json: sentryProject() },
    [`${ORG}/workflows/`]: missing,
    [`${ORG}/detectors/`]: missing,
    [`${PROJECT}/rules/`]: missing,
  });
}

export const openSentry = (server: RecordedServer, config: Record<string, unknown> = {}) =>
  openProvider(
    sentry,
    { baseUrl: server.url, organization: "acme", project: "shop", ...config },
    { token: "sntrys_a-very-secret-token" },
  );
