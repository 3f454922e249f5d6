import { route } from "#lib/platform/http/route.ts";
import { restoreWidgetEndpoint } from "#lib/widgets/contract.ts";
import { restoreWidget } from "#lib/widgets/restore-widget.ts";

export const POST = route(restoreWidgetEndpoint, restoreWidget);
