// What Sentry answers, in the shapes of its published interface: an answer that leaves them is an
// error of the test. The fields that nobody reads are held to their types as well.
import { z } from "zod";

const text = z.string();
const time = z.iso.datetime();
const open = z.record(z.string(), z.unknown());

const project = z.object({
  id: text,
  slug: text,
  name: text,
  platform: text.nullable(),
  dateCreated: time,
  firstEvent: time.nullable(),
  access: z.array(text),
  dataScrubber: z.boolean(),
  dataScrubberDefaults: z.boolean(),
});

const organization = z.object({ id: text, slug: text, name: text, access: z.array(text) });

const group = z.strictObject({
  id: text,
  organizationId: text,
  logicType: text,
  conditions: z.array(
    z.strictObject({
      id: text,
      type: text,
      comparison: z.union([z.boolean(), z.number(), open]),
      conditionResult: z.boolean(),
    }),
  ),
  actions: z
    .array(
      z.strictObject({
        id: text,
        type: text,
        integrationId: text.nullable(),
        data: open,
        config: open,
        status: text,
      }),
    )
    .optional(),
});

const workflow = z.strictObject({
  id: text,
  name: text,
  organizationId: text,
  createdBy: text.nullable(),
  dateCreated: time,
  dateUpdated: time,
  triggers: group.nullable(),
  actionFilters: z.array(group).nullable(),
  environment: text.nullable(),
  config: open,
  detectorIds: z.array(text).nullable(),
  enabled: z.boolean(),
  lastTriggered: time.nullable(),
});

const detector = z.strictObject({
  id: text,
  projectId: text,
  name: text,
  type: text,
  workflowIds: z.array(text).nullable(),
  dateCreated: time,
  dateUpdated: time,
  dataSources: z.array(open).nullable(),
  conditionGroup: open.nullable(),
  config: open,
  enabled: z.boolean(),
  openIssues: z.number(),
});

const rule = z.strictObject({
  id: text.nullable(),
  conditions: z.array(open),
  filters: z.array(open),
  actions: z.array(open),
  actionMatch: text,
  filterMatch: text,
  frequency: z.number(),
  name: text,
  dateCreated: time,
  projects: z.array(text),
  status: text,
  snooze: z.boolean(),
});

const groupBy = <T extends z.ZodType>(totals: T) =>
  z.object({
    start: time,
    end: time,
    intervals: z.array(time),
    groups: z.array(z.strictObject({ by: open, totals, series: open })),
  });

const sessions = groupBy(z.record(z.string(), z.number().nullable())).extend({ query: text });

/** Asked for in full, an event has its contexts besides what the list is described with. */
const event = z.object({
  id: text,
  eventID: text,
  "event.type": text,
  groupID: text.nullable(),
  projectID: text,
  message: text,
  title: text,
  location: text.nullable(),
  culprit: text.nullable(),
  user: open.nullable(),
  tags: z.array(z.object({ key: text, value: text, query: text.optional() })),
  platform: text.nullable(),
  dateCreated: time,
  crashFile: text.nullable(),
  metadata: open.nullable(),
  contexts: open,
});

const issue = z.object({
  id: text,
  shortId: text,
  title: text,
  culprit: text.nullable(),
  permalink: text,
  level: text,
  status: text,
  count: text,
  userCount: z.number(),
  firstSeen: time.nullable(),
  lastSeen: time.nullable(),
});

export const WHEN = "2026-01-02T03:04:05Z";
const dates = { dateCreated: WHEN, dateUpdated: WHEN };

export const sentryOrganization = (access: string[]) =>
  organization.parse({ id: "1", slug: "acme", name: "Acme", access });

export const sentryProject = (own: Partial<z.infer<typeof project>> = {}) =>
  project.parse({
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
  return workflow.parse({
    ...{ id: "5", name: "Notify the team", organizationId: "1", createdBy: null, ...dates },
    triggers: { ...common, conditions: conditions(own.triggers) },
    actionFilters: [{ ...common, conditions: conditions(own.filters), actions }],
    ...{ environment: null, config: { frequency: 30 }, detectorIds: ["9"] },
    ...{ enabled: own.enabled ?? true, lastTriggered: null },
  });
};

/** A metric monitor of a data set with its conditions as figure and result. */
export const sentryDetector = (dataset: string, conditions: [unknown, number][], enabled = true) =>
  detector.parse({
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
export const sentryRule = (own: Partial<z.infer<typeof rule>>) =>
  rule.parse({
    ...{ id: "3", conditions: [], filters: [], actions: [], actionMatch: "any" },
    ...{ filterMatch: "all", frequency: 30, name: "Old rule", dateCreated: WHEN },
    ...{ projects: ["shop"], status: "active", snooze: false, ...own },
  });

export const sentryStats = (totals: Record<string, number>[]) =>
  groupBy(open).parse({
    ...{ start: WHEN, end: WHEN, intervals: [] },
    groups: totals.map((each) => ({ by: { outcome: "accepted" }, totals: each, series: {} })),
  });

export const sentrySessions = (totals: Record<string, number | null>) =>
  sessions.parse({
    ...{ start: WHEN, end: WHEN, intervals: [], groups: [{ by: {}, totals, series: {} }] },
    query: "",
  });

/** An error as the project's list of events shows it, with the trace that it belongs to or without. */
export const sentryEvent = (traceId: string | null) =>
  event.parse({
    ...{ id: "e1", eventID: "e1", "event.type": "error", groupID: "11", projectID: "42" },
    ...{ message: "x is no function", title: "TypeError: x", location: null, culprit: null },
    ...{ user: null, tags: [], platform: "node", dateCreated: WHEN, crashFile: null },
    ...{ metadata: null, contexts: traceId ? { trace: { trace_id: traceId } } : {} },
  });

/** An unresolved issue of an organization's list. */
export const sentryIssue = (own: Partial<z.infer<typeof issue>> = {}) =>
  issue.parse({
    ...{ id: "11", shortId: "SHOP-1", title: "TypeError: x", culprit: null, level: "error" },
    ...{ permalink: "https://s/1", status: "unresolved", count: "12", userCount: 3 },
    ...{ firstSeen: WHEN, lastSeen: WHEN, ...own },
  });
