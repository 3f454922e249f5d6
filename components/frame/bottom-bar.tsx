"use client";

import { clsx } from "clsx";
import { Ellipsis, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { isCurrent, type Destination } from "./navigation.ts";
import { UserMenu, type FrameUser } from "./user-menu.tsx";

interface BottomBarProps {
  user: FrameUser;
  destinations: readonly Destination[];
  onSearch: () => void;
  onShortcuts: () => void;
  signOut: () => void | Promise<void>;
  /** What tells the reader of news. */
  news: ReactNode;
}

const cellStyle =
  "flex h-14 w-full flex-col items-center justify-center gap-0.5 text-xs text-muted focus-visible:-outline-offset-2";

/** The rail of phones, in reach of the thumb. */
export function BottomBar(props: BottomBarProps) {
  const t = useTranslations("frame");
  const path = usePathname();
  // The account is in the menu at the end of the bar.
  const shown = props.destinations.filter(({ id }) => id !== "account").slice(0, 4);
  return (
    <nav
      aria-label={t("navigation")}
      data-bottom-bar
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-rail pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="flex">
        {shown.map((destination) => {
          const Icon = destination.icon;
          const current = isCurrent(destination, path);
          return (
            <li key={destination.id} className="min-w-0 flex-1">
              <Link
                href={destination.href}
                aria-current={current ? "page" : undefined}
                className={clsx(cellStyle, current && "font-medium text-accent-ink!")}
              >
                <Icon aria-hidden className="size-5" />
                <span className="max-w-full truncate">{t(`short.${destination.id}`)}</span>
              </Link>
            </li>
          );
        })}
        {props.news && <li className="min-w-0 flex-1">{props.news}</li>}
        <li className="min-w-0 flex-1">
          <button type="button" onClick={props.onSearch} className={cellStyle}>
            <Search aria-hidden className="size-5" />
            <span className="max-w-full truncate">{t("short.search")}</span>
          </button>
        </li>
        <li className="min-w-0 flex-1">
          <UserMenu
            user={props.user}
            side="top"
            onShortcuts={props.onShortcuts}
            signOut={props.signOut}
            trigger={
              <button type="button" className={cellStyle}>
                <Ellipsis aria-hidden className="size-5" />
                <span className="max-w-full truncate">{t("short.more")}</span>
              </button>
            }
          />
        </li>
      </ul>
    </nav>
  );
}
