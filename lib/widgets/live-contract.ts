import { z } from "zod";
import { integrationProviders, unknownReasons } from "#lib/integrations/choices.ts";
import { Field, fieldValues } from "#lib/integrations/connect-contract.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line } from "#lib/platform/http/fields.ts";
import { projectParams } from "#lib/projects/contract.ts";
import { DEFAULT_RANGE, signalStates, widgetRanges } from "./choices.ts";
import { Widget, WidgetKind, WidgetUnit } from "./contract.ts";

const moment = z.iso.datetime();

const reading = {
  value: z.number().nullable(),
  rows: z.array(
    z.looseObject({
      title: z.string(),
      state: z.enum(["pass", "warn", "fail", "unknown"]),
      detail: z.string().optional(),
      url: z.string().optional(),
      at: z.string().optional(),
    }),
  ),
};

/** What a signal says now and what it said in the range; shared by all widgets that show it. */
export const SignalNow = z.strictObject({
  id: z.uuid(),
  state: z.enum(signalStates),
  /** Why it is broken, and the provider's own words. */
  reason: z.enum([...unknownReasons, "integration_removed"]).nullable(),
  detail: z.string().nullable(),
  intervalSeconds: z.int(),
  /** When the value was read, and when reading was tried last. */
  readAt: moment.nullable(),
  triedAt: moment.nullable(),
  ...reading,
  /** At most 120 points a line: seconds since 1970, mean, lowest, highest. The line named "" is `value`. */
  lines: z.array(
    z.strictObject({
      name: z.string(),
      points: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
    }),
  ),
});
export type SignalNow = z.infer<typeof SignalNow>;
export type SignalRow = SignalNow["rows"][number];

/** Where a widget's figures come from, and whether it is being asked at the moment. */
export const WidgetSource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  provider: z.enum(integrationProviders),
  /** `resting`: it failed several times in a row, or asked to wait, until `restsUntil`. */
  state: z.enum(["working", "resting", "paused", "removed"]),
  restsUntil: moment.nullable(),
});
export type WidgetSource = z.infer<typeof WidgetSource>;

export const LiveWidgets = z.strictObject({
  /** The server's clock, by which ages are counted. */
  at: moment,
  range: z.enum(widgetRanges),
  /** The width of a point. */
  bucketSeconds: z.int(),
  widgets: z.array(Widget),
  signals: z.array(SignalNow),
  integrations: z.array(WidgetSource),
});
export type LiveWidgets = z.infer<typeof LiveWidgets>;

export const listWidgetsEndpoint = endpoint({
  operationId: "listWidgets",
  method: "GET",
  path: "/projects/{projectId}/widgets",
  summary: "Read all widgets of a project with what their signals say now and said in a range",
  access: "project.read",
  params: projectParams,
  query: z.strictObject({
    range: z.enum(widgetRanges).default(DEFAULT_RANGE),
    /** Only those that also stand on the overview. */
    overview: z.stringbool().default(false),
  }),
  response: LiveWidgets,
});

export const listPresetsEndpoint = endpoint({
  operationId: "listPresets",
  method: "GET",
  path: "/projects/{projectId}/widgets/presets",
  summary: "List the widgets that the connected integrations offer, and which of them are there",
  access: "project.read",
  params: projectParams,
  response: z.strictObject({
    integrations: z.array(
      z.strictObject({
        id: z.uuid(),
        name: z.string(),
        provider: z.enum(integrationProviders),
        /** What a widget of one's own can ask, and the fields of the question. */
        signals: z.array(z.strictObject({ name: z.string(), fields: z.array(Field) })),
        presets: z.array(
          z.strictObject({
            name: z.string(),
            kind: WidgetKind,
            unit: WidgetUnit,
            added: z.boolean(),
          }),
        ),
      }),
    ),
  }),
});

export const trySignalEndpoint = endpoint({
  operationId: "trySignal",
  method: "POST",
  path: "/projects/{projectId}/integrations/{integrationId}/try-signal",
  summary: "Read a signal once, without a widget: what it says, or why it says nothing",
  access: "widgets.manage",
  params: projectParams.extend({ integrationId: id }),
  body: z.strictObject({ signal: line(100), params: fieldValues.default({}) }),
  response: z.strictObject({
    ...reading,
    series: z.array(z.strictObject({ name: z.string(), value: z.number() })),
    /** Why there is nothing, and the provider's own words; null where it answered. */
    reason: z.enum(unknownReasons).nullable(),
    detail: z.string().nullable(),
    milliseconds: z.int(),
  }),
});
