"use client";

import { clsx } from "clsx";
import { Bell as Icon } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState } from "react";

import { Dialog } from "#components/ui/dialog.tsx";
import { useNotifications } from "./use-notifications.ts";

// Every page has the bell; few visits open it.
const NotificationList = dynamic(
  async () => (await import("./notification-list.tsx")).NotificationList,
  { ssr: false },
);

// More than that is a crowd.
const MOST_SHOWN = 99;

/** How many notifications the reader has not read; a press lists them. */
export function Bell({ look }: { look: "row" | "icon" | "cell" }) {
  const t = useTranslations("notifications");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const { unread } = useNotifications();
  // Drawn by its style: it is no text of the button, whose name says it in words.
  const shown = unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t("bell", { count: unread, look })}
        onClick={() => setOpen(true)}
        className={clsx(
          "relative flex text-muted transition-colors",
          look === "cell"
            ? "h-14 w-full flex-col items-center justify-center gap-0.5 text-xs focus-visible:-outline-offset-2"
            : "h-(--control) w-full items-center gap-2.5 rounded-md px-2 hover:bg-pressed hover:text-ink",
          look === "icon" && "justify-center",
        )}
      >
        <span className="relative shrink-0">
          <Icon aria-hidden className={look === "cell" ? "size-5" : "size-4"} />
          {unread > 0 && look !== "row" && (
            <span
              data-unread={shown}
              className="figures absolute -top-1.5 left-2.5 rounded-full bg-accent px-1 text-xs leading-4 text-on-accent before:content-[attr(data-unread)]"
            />
          )}
        </span>
        {look !== "icon" && (
          <span className="max-w-full min-w-0 truncate">
            {t(look === "cell" ? "short" : "title")}
          </span>
        )}
        {unread > 0 && look === "row" && (
          <span
            data-unread={shown}
            className="figures ml-auto rounded-full bg-accent-soft px-1.5 text-xs text-accent-ink before:content-[attr(data-unread)]"
          />
        )}
      </button>
      <Dialog open={open} onOpenChange={setOpen} title={t("title")} closeLabel={common("close")}>
        <NotificationList onLeave={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
