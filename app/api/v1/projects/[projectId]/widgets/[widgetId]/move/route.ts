import { route } from "#lib/platform/http/route.ts";
import { moveWidgetEndpoint } from "#lib/widgets/contract.ts";
import { moveWidget } from "#lib/widgets/move-widget.ts";

export const POST = route(moveWidgetEndpoint, moveWidget);
