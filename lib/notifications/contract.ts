import { z } from "zod";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { cursor, id, limit } from "#lib/platform/http/fields.ts";

/** Something that you should know of. */
export const Notification = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["verdict_failed"]),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  project: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string() }),
  item: z.strictObject({
    id: z.uuid(),
    code: z.string(),
    title: z.string(),
    titleKo: z.string().nullable(),
  }),
});
export type Notification = z.infer<typeof Notification>;

export const listNotificationsEndpoint = endpoint({
  operationId: "listNotifications",
  method: "GET",
  path: "/me/notifications",
  summary: "List what you were notified of, the latest first, and how many you have not read",
  access: "account.own",
  query: z.strictObject({ cursor: cursor.optional(), limit: limit(30, 100) }),
  response: z.strictObject({
    notifications: z.array(Notification),
    unread: z.int(),
    nextCursor: z.string().nullable(),
  }),
});

export const readNotificationsEndpoint = endpoint({
  operationId: "readNotifications",
  method: "POST",
  path: "/me/notifications/read",
  summary: "Mark some of your notifications as read, or all of them",
  access: "account.own",
  body: z.strictObject({
    ids: z.array(id).min(1).max(500).optional().describe("Absent: all of them."),
  }),
  response: z.strictObject({ unread: z.int() }),
});
