"use client";

import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Notification } from "#lib/notifications/contract.ts";
import { useNotifications } from "./use-notifications.ts";
import { useReadNotifications } from "./use-read-notifications.ts";

/** What the reader was notified of, the latest first. */
export function NotificationList({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations("notifications");
  const errorText = useErrorText();
  const list = useNotifications();
  const read = useReadNotifications();
  if (!list.data) {
    return list.error ? <p>{errorText(list.error)}</p> : <Skeleton className="h-24 w-full" />;
  }
  if (list.notifications.length === 0) return <EmptyState>{t("none")}</EmptyState>;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <p role="status" className="text-sm text-muted">
          {t("unread", { count: list.unread })}
        </p>
        {list.unread > 0 && (
          <Button size="sm" variant="ghost" onClick={() => read()}>
            {t("readAll")}
          </Button>
        )}
      </div>
      <ul className="divide-y divide-line border-y border-line">
        {list.notifications.map((notification) => (
          <NotificationRow
            key={notification.id}
            notification={notification}
            onOpen={() => {
              if (notification.readAt === null) read([notification.id]);
              onLeave();
            }}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="ghost"
          aria-busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}

interface NotificationRowProps {
  notification: Notification;
  onOpen: () => void;
}

function NotificationRow({ notification, onOpen }: NotificationRowProps) {
  const t = useTranslations("notifications");
  const { kind, createdAt, readAt, project, item } = notification;
  const title = titleIn(item, useLocale());
  const isNew = readAt === null;
  return (
    <li>
      <Link
        href={`/projects/${encodeURIComponent(project.slug)}/checklist?item=${encodeURIComponent(item.code)}`}
        onClick={onOpen}
        className="flex gap-2.5 rounded-sm py-2.5 hover:bg-sunken"
      >
        <StateMark state="fail" className="mt-0.5 size-4" />
        <span className="flex min-w-0 flex-col gap-0.5 text-sm">
          <span className={clsx("break-words", isNew && "font-medium")}>
            {t(`kind.${kind}`, { code: item.code })}
            {isNew && <span className="sr-only"> {t("new")}</span>}
          </span>
          <span className="break-words text-muted">
            <TitleText text={title} />
          </span>
          <span className="text-xs text-muted">
            {project.name} · <RelativeTime value={createdAt} />
          </span>
        </span>
        {isNew && (
          <span aria-hidden className="mt-1.5 ml-auto size-2 shrink-0 rounded-full bg-accent" />
        )}
      </Link>
    </li>
  );
}
