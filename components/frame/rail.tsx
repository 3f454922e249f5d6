"use client";

import { clsx } from "clsx";
import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Avatar } from "#components/ui/avatar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";

import { BrandMark } from "./brand.tsx";
import { isCurrent, type Destination } from "./navigation.ts";
import { useModifierKey } from "#components/ui/use-modifier-key.ts";
import { UserMenu, type FrameUser } from "./user-menu.tsx";

interface RailProps {
  organization: string;
  user: FrameUser;
  destinations: readonly Destination[];
  collapsed: boolean;
  onToggle: () => void;
  onSearch: () => void;
  onShortcuts: () => void;
  signOut: () => void | Promise<void>;
  /** Above the reader's name: what tells them of news. */
  news: ReactNode;
  /** Below the destinations: the reader's projects. Gets hidden when collapsed. */
  children?: ReactNode;
}

const rowStyle =
  "flex h-(--control) w-full items-center gap-2.5 rounded-md px-2 text-left transition-colors";

/** The left edge on wide screens: where one is, where one can go, who one is. */
export function Rail(props: RailProps) {
  const t = useTranslations("frame");
  const { collapsed } = props;
  return (
    <aside
      className={clsx(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-r border-line bg-rail transition-[width] md:flex print:hidden",
        collapsed ? "w-14" : "w-56",
      )}
    >
      <div className="flex h-12 items-center gap-2 px-3">
        <Tooltip content={props.organization} side="right">
          <Link
            href="/"
            aria-label={t("homeOf", { organization: props.organization })}
            className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-1 py-1"
          >
            <BrandMark className="size-6" />
            {!collapsed && <span className="truncate font-semibold">{props.organization}</span>}
          </Link>
        </Tooltip>
        {!collapsed && <Toggle collapsed={false} onToggle={props.onToggle} />}
      </div>
      <div className="px-2 pb-2">
        <SearchButton collapsed={collapsed} onSearch={props.onSearch} />
      </div>
      <nav aria-label={t("navigation")} className="px-2">
        <ul className="flex flex-col gap-0.5">
          {props.destinations.map((destination) => (
            <li key={destination.id}>
              <RailLink destination={destination} collapsed={collapsed} />
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 py-3">{!collapsed && props.children}</div>
      <div className="flex flex-col gap-1 border-t border-line p-2">
        {collapsed && <Toggle collapsed onToggle={props.onToggle} />}
        {props.news}
        <UserMenu
          user={props.user}
          side="right"
          onShortcuts={props.onShortcuts}
          signOut={props.signOut}
          trigger={
            <button
              type="button"
              className={clsx(rowStyle, "px-1.5 hover:bg-pressed data-popup-open:bg-pressed")}
            >
              <Avatar name={props.user.name} size="sm" />
              <span className={collapsed ? "sr-only" : "min-w-0 flex-1 truncate"}>
                {props.user.name}
              </span>
              <span className="sr-only">{t("userMenu")}</span>
            </button>
          }
        />
      </div>
    </aside>
  );
}

function Toggle({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const t = useTranslations("frame");
  const Icon = collapsed ? PanelLeftOpen : PanelLeftClose;
  return (
    <IconButton
      label={t(collapsed ? "expandRail" : "collapseRail")}
      keys={["["]}
      tooltipSide={collapsed ? "right" : "bottom"}
      aria-expanded={!collapsed}
      onClick={onToggle}
      className={collapsed ? "w-full!" : undefined}
    >
      <Icon aria-hidden className="size-4" />
    </IconButton>
  );
}

function SearchButton({ collapsed, onSearch }: { collapsed: boolean; onSearch: () => void }) {
  const t = useTranslations("frame");
  const modifier = useModifierKey();
  const keys = [modifier, "K"];
  if (collapsed) {
    return (
      <IconButton
        label={t("palette.open")}
        keys={keys}
        tooltipSide="right"
        onClick={onSearch}
        className="w-full!"
      >
        <Search aria-hidden className="size-4" />
      </IconButton>
    );
  }
  return (
    <button
      type="button"
      onClick={onSearch}
      aria-keyshortcuts="Meta+K Control+K"
      className={clsx(rowStyle, "border border-line-strong bg-canvas text-faint hover:text-muted")}
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate">{t("palette.placeholderShort")}</span>
      <span aria-hidden className="flex">
        <Kbd keys={keys} />
      </span>
    </button>
  );
}

function RailLink({ destination, collapsed }: { destination: Destination; collapsed: boolean }) {
  const t = useTranslations("frame");
  const current = isCurrent(destination, usePathname());
  const Icon = destination.icon;
  const link = (
    <Link
      href={destination.href}
      aria-current={current ? "page" : undefined}
      aria-label={collapsed ? t(destination.id) : undefined}
      className={clsx(
        rowStyle,
        collapsed && "justify-center",
        current ? "bg-pressed font-medium text-ink" : "text-muted hover:bg-pressed hover:text-ink",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {!collapsed && <span className="truncate">{t(destination.id)}</span>}
    </Link>
  );
  return collapsed ? (
    <Tooltip content={t(destination.id)} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
