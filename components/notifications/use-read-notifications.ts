"use client";

import { useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";

import { callApi } from "#lib/api-client/call.ts";
import { readNotifications } from "#lib/api-client/check-operations.ts";
import type { listNotificationsEndpoint } from "#lib/notifications/contract.ts";
import type { Result } from "#lib/platform/http/endpoint.ts";
import { notificationKeys } from "./keys.ts";

type Page = Result<typeof listNotificationsEndpoint>;

/** Marks notifications as read, all of them without ids; shown at once. */
export function useReadNotifications(): (ids?: string[]) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (ids: string[] | undefined) =>
      callApi(readNotifications, { body: ids ? { ids } : {} }),
    onMutate: (ids) => {
      const now = new Date().toISOString();
      client.setQueryData<InfiniteData<Page>>(
        notificationKeys.list,
        (data) =>
          data && { ...data, pages: data.pages.map((page) => afterReading(page, ids, now)) },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: notificationKeys.list }),
  });
  return mutate;
}

function afterReading(page: Page, ids: string[] | undefined, readAt: string): Page {
  const isRead = (id: string): boolean => ids === undefined || ids.includes(id);
  const notifications = page.notifications.map((each) =>
    each.readAt === null && isRead(each.id) ? { ...each, readAt } : each,
  );
  const left = ids === undefined ? 0 : Math.max(0, page.unread - ids.length);
  return { ...page, notifications, unread: left };
}
