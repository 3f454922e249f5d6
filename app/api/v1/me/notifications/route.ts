import { listNotificationsEndpoint } from "#lib/notifications/contract.ts";
import { listNotifications } from "#lib/notifications/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listNotificationsEndpoint, listNotifications);
