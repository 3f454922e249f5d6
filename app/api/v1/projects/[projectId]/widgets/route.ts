import { route } from "#lib/platform/http/route.ts";
import { addWidget } from "#lib/widgets/add-widget.ts";
import { addWidgetEndpoint } from "#lib/widgets/contract.ts";
import { listWidgetsEndpoint } from "#lib/widgets/live-contract.ts";
import { listWidgets } from "#lib/widgets/queries.ts";

export const GET = route(listWidgetsEndpoint, listWidgets);
export const POST = route(addWidgetEndpoint, addWidget);
