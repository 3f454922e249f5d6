import { route } from "#lib/platform/http/route.ts";
import { removeWidgetEndpoint, updateWidgetEndpoint } from "#lib/widgets/contract.ts";
import { removeWidget } from "#lib/widgets/remove-widget.ts";
import { updateWidget } from "#lib/widgets/update-widget.ts";

export const PATCH = route(updateWidgetEndpoint, updateWidget);
export const DELETE = route(removeWidgetEndpoint, removeWidget);
