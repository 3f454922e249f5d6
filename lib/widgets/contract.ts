import { z } from "zod";
import { fieldValues } from "#lib/integrations/connect-contract.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id, line } from "#lib/platform/http/fields.ts";
import { projectParams } from "#lib/projects/contract.ts";
import { MOST_COLUMNS, MOST_ROWS, widgetKinds, widgetUnits } from "./choices.ts";

const widgetParams = projectParams.extend({ widgetId: id });

const threshold = z.number().min(-1e15).max(1e15);

export const WidgetKind = z.enum(widgetKinds);
export const WidgetUnit = z.enum(widgetUnits);

/** A place on a project's live page. */
export const Widget = z.strictObject({
  id: z.uuid(),
  integrationId: z.uuid(),
  /** Several widgets may show one signal, which is read once for all of them. */
  signalId: z.uuid(),
  signal: z.string(),
  params: z.record(z.string(), z.unknown()),
  kind: WidgetKind,
  /** The name of a preset, whose title is translated; null: `title` is somebody's own. */
  preset: z.string().nullable(),
  title: z.string(),
  unit: WidgetUnit,
  /** Thresholds, passed upwards unless `lowIsBad`. */
  warnAt: z.number().nullable(),
  failAt: z.number().nullable(),
  lowIsBad: z.boolean(),
  /** In cells of the page's grid, which has four columns. */
  width: z.int(),
  height: z.int(),
  /** Widgets stand in the byte order of their ranks. */
  rank: z.string(),
  onOverview: z.boolean(),
});
export type Widget = z.infer<typeof Widget>;

/** How a widget looks and where its thresholds lie. */
const look = {
  title: line(120),
  unit: WidgetUnit,
  warnAt: threshold.nullable(),
  failAt: threshold.nullable(),
  lowIsBad: z.boolean(),
  width: z.int().min(1).max(MOST_COLUMNS),
  height: z.int().min(1).max(MOST_ROWS),
  onOverview: z.boolean(),
};

/** A provider's preset, or a signal of one's own choice. */
const newWidget = z.discriminatedUnion("source", [
  z.strictObject({
    source: z.literal("preset"),
    integrationId: id,
    preset: line(100),
    onOverview: look.onOverview.default(false),
  }),
  z.strictObject({
    source: z.literal("signal"),
    integrationId: id,
    signal: line(100),
    params: fieldValues.default({}),
    kind: WidgetKind,
    title: look.title,
    unit: look.unit.default(""),
    warnAt: look.warnAt.default(null),
    failAt: look.failAt.default(null),
    lowIsBad: look.lowIsBad.default(false),
    width: look.width.default(1),
    height: look.height.default(1),
    onOverview: look.onOverview.default(false),
  }),
]);

export const addWidgetEndpoint = endpoint({
  operationId: "addWidget",
  method: "POST",
  path: "/projects/{projectId}/widgets",
  summary: "Add a widget at the end of the live page: a preset, or a signal of your own choice",
  access: "widgets.manage",
  params: projectParams,
  status: 201,
  body: newWidget,
  response: Widget,
});

export const updateWidgetEndpoint = endpoint({
  operationId: "updateWidget",
  method: "PATCH",
  path: "/projects/{projectId}/widgets/{widgetId}",
  summary:
    "Change a widget's kind, title, unit, thresholds, size, place on the overview, or question",
  access: "widgets.manage",
  params: widgetParams,
  body: z.strictObject({ ...look, kind: WidgetKind, params: fieldValues }).partial(),
  response: Widget,
});

export const moveWidgetEndpoint = endpoint({
  operationId: "moveWidget",
  method: "POST",
  path: "/projects/{projectId}/widgets/{widgetId}/move",
  summary: "Move a widget behind another one, or to the front",
  access: "widgets.manage",
  params: widgetParams,
  body: z.strictObject({ afterWidgetId: id.nullable() }),
  response: Widget,
});

export const removeWidgetEndpoint = endpoint({
  operationId: "removeWidget",
  method: "DELETE",
  path: "/projects/{projectId}/widgets/{widgetId}",
  summary: "Remove a widget; what was read for it stays as long as samples are kept",
  access: "widgets.manage",
  params: widgetParams,
  response: z.null(),
  status: 204,
});

export const restoreWidgetEndpoint = endpoint({
  operationId: "restoreWidget",
  method: "POST",
  path: "/projects/{projectId}/widgets/{widgetId}/restore",
  summary: "Bring a removed widget back to where it stood",
  access: "widgets.manage",
  params: widgetParams,
  response: Widget,
});
