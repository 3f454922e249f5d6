import { readNotificationsEndpoint } from "#lib/notifications/contract.ts";
import { readNotifications } from "#lib/notifications/read-notifications.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(readNotificationsEndpoint, readNotifications);
