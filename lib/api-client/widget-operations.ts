import type {
  addWidgetEndpoint,
  moveWidgetEndpoint,
  removeWidgetEndpoint,
  restoreWidgetEndpoint,
  updateWidgetEndpoint,
} from "#lib/widgets/contract.ts";
import type {
  listPresetsEndpoint,
  listWidgetsEndpoint,
  trySignalEndpoint,
} from "#lib/widgets/live-contract.ts";
import { operation } from "./operation.ts";

const widgets = "/projects/{projectId}/widgets";
const widget = `${widgets}/{widgetId}` as const;

export const listWidgets = operation<typeof listWidgetsEndpoint>("GET", widgets);
export const listPresets = operation<typeof listPresetsEndpoint>("GET", `${widgets}/presets`);
export const addWidget = operation<typeof addWidgetEndpoint>("POST", widgets);
export const updateWidget = operation<typeof updateWidgetEndpoint>("PATCH", widget);
export const moveWidget = operation<typeof moveWidgetEndpoint>("POST", `${widget}/move`);
export const removeWidget = operation<typeof removeWidgetEndpoint>("DELETE", widget);
export const restoreWidget = operation<typeof restoreWidgetEndpoint>("POST", `${widget}/restore`);
export const trySignal = operation<typeof trySignalEndpoint>(
  "POST",
  "/projects/{projectId}/integrations/{integrationId}/try-signal",
);
