// The shapes of what Sentry answers. One that contradicts what Sentry publishes about itself
// (https://github.com/getsentry/sentry-api-schema) is an error of the types.
import type {
  DeprecatedListAProjectSissueAlertRulesResponses,
  FetchAlertsResponses,
  FetchAnOrganizationSMonitorsResponses,
  ListAProjectSErrorEventsResponses,
  ListAnOrganizationSissuesResponses,
  RetrieveAProjectResponses,
  RetrieveAnEventForAProjectResponses,
  RetrieveAnOrganizationResponses,
  RetrieveEventCountsForAnOrganizationV2Responses,
  RetrieveReleaseHealthSessionStatisticsResponses,
} from "@sentry/api";
import { z } from "zod";

type Project = RetrieveAProjectResponses[200];
type Organization = RetrieveAnOrganizationResponses[200];
type Workflow = FetchAlertsResponses[200][number];
type Group = NonNullable<Workflow["actionFilters"]>[number];
type Action = Described<Group["actions"]>;
type Detector = FetchAnOrganizationSMonitorsResponses[200][number];
type Rule = DeprecatedListAProjectSissueAlertRulesResponses[200][number];
type Stats = RetrieveEventCountsForAnOrganizationV2Responses[200];
type Sessions = RetrieveReleaseHealthSessionStatisticsResponses[200];
type Issue = ListAnOrganizationSissuesResponses[200][number];

/** Published as true, false or a number; the examples beside it have objects as well. */
type Condition = Omit<Described<Group["conditions"]>, "comparison"> & {
  comparison: Described<Group["conditions"]>["comparison"] | Record<string, unknown>;
};

/** The list of events; what it has besides when asked for in full is published with a single event. */
type Event = ListAProjectSErrorEventsResponses[200][number] & {
  contexts: Pick<RetrieveAnEventForAProjectResponses[200]["contexts"], "trace">;
};

/** The parts of a list that is published as either a list of these or a list of anything. */
type Described<List> = List extends readonly (infer Part)[]
  ? unknown extends Part
    ? never
    : Part
  : never;

/** A shape for every published field and for no other, of a type that the published one allows. */
type Shapes<Published> = { [Field in keyof Published]: z.ZodType<Published[Field]> };

const text = z.string();
const time = z.iso.datetime();
const open = z.record(z.string(), z.unknown());

export const project = z.strictObject({
  id: text,
  slug: text,
  name: text,
  platform: text.nullable(),
  dateCreated: time,
  firstEvent: time.nullable(),
  access: z.array(text),
  dataScrubber: z.boolean(),
  dataScrubberDefaults: z.boolean(),
} satisfies Partial<Shapes<Project>>);

export const organization = z.strictObject({
  id: text,
  slug: text,
  name: text,
  access: z.array(text),
} satisfies Partial<Shapes<Organization>>);

const condition = z.strictObject({
  id: text,
  type: text,
  comparison: z.union([z.boolean(), z.number(), open]),
  conditionResult: z.boolean(),
} satisfies Shapes<Condition>);

const action = z.strictObject({
  id: text,
  type: text,
  integrationId: text.nullable(),
  data: z.record(text, text),
  config: open,
  status: text,
} satisfies Shapes<Action>);

const group = z.strictObject({
  id: text,
  organizationId: text,
  logicType: text,
  conditions: z.array(condition),
  actions: z.array(action).optional(),
} satisfies Shapes<Group>);

export const workflow = z.strictObject({
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
} satisfies Shapes<Workflow>);

/** A metric monitor. Its data sources and conditions are published as any objects. */
export const detector = z.strictObject({
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
} satisfies Shapes<Detector>);

/** Published as deprecated; servers that do not know workflows yet have nothing else. */
export const rule = z.strictObject({
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
} satisfies Shapes<Rule>);

const period = { start: time, end: time, intervals: z.array(time) };

export const stats = z.strictObject({
  ...period,
  groups: z.array(
    z.strictObject({
      by: open,
      // Published as anything; a quantity is a number.
      totals: z.record(text, z.number()),
      series: open,
    } satisfies Shapes<Stats["groups"][number]>),
  ),
} satisfies Shapes<Stats>);

export const sessions = z.strictObject({
  ...period,
  groups: z.array(
    z.strictObject({
      by: z.strictObject({} satisfies Shapes<Sessions["groups"][number]["by"]>),
      totals: z.record(text, z.number().nullable()),
      series: z.record(text, z.array(z.number().nullable())),
    } satisfies Shapes<Sessions["groups"][number]>),
  ),
  query: text,
} satisfies Shapes<Sessions>);

export const event = z.strictObject({
  id: text,
  eventID: text,
  "event.type": text,
  groupID: text.nullable(),
  projectID: text,
  message: text,
  title: text,
  location: text.nullable(),
  culprit: text.nullable(),
  user: z.null(),
  tags: z.array(z.strictObject({ key: text, value: text, query: text.optional() })),
  platform: text.nullable(),
  dateCreated: time,
  crashFile: text.nullable(),
  metadata: open.nullable(),
  contexts: z.strictObject({ trace: z.strictObject({ trace_id: text }).optional() }),
} satisfies Shapes<Event>);

export const issue = z.strictObject({
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
} satisfies Partial<Shapes<Issue>>);
