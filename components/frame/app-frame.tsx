"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState, type ReactNode } from "react";
import { useHotkeys } from "react-hotkeys-hook";

import { useCharacterKeys } from "#components/ui/character-keys.ts";
import { useCommandSource, type CommandSource } from "#components/ui/commands.ts";
import { useShortcutGroup, type ShortcutGroup } from "#components/ui/shortcuts.ts";

import { BottomBar } from "./bottom-bar.tsx";
import { destinations as destinationsFor, type NavigationFlags } from "./navigation.ts";
import { rememberPreference } from "./preferences.ts";
import { Rail } from "./rail.tsx";
import { useModifierKey } from "#components/ui/use-modifier-key.ts";
import type { FrameUser } from "./user-menu.tsx";

const CommandPalette = dynamic(async () => (await import("./command-palette.tsx")).CommandPalette, {
  ssr: false,
});
const ShortcutHelp = dynamic(async () => (await import("./shortcut-help.tsx")).ShortcutHelp, {
  ssr: false,
});

interface AppFrameProps {
  user: FrameUser;
  organization: { name: string };
  /** What this reader may open; the server decides, this only hides. */
  nav: NavigationFlags;
  /** From the cookie of that preference: `collapsed`. */
  railCollapsed: boolean;
  signOut: () => void | Promise<void>;
  /** What tells the reader of news: a line of the rail, its icon, or a cell of the bar on phones. */
  news?: (look: "row" | "icon" | "cell") => ReactNode;
  /** Shown in the rail below the destinations, for example the reader's projects. */
  rail?: ReactNode;
  children: ReactNode;
}

/** Everything around a page of somebody who is signed in. */
export function AppFrame(props: AppFrameProps) {
  const t = useTranslations("frame");
  const [collapsed, setCollapsed] = useState(props.railCollapsed);
  const [overlay, setOverlay] = useState<"palette" | "shortcuts" | null>(null);
  const { audit, administration } = props.nav;
  const destinations = useMemo(
    () => destinationsFor({ audit, administration }),
    [audit, administration],
  );
  const characterKeys = useCharacterKeys();
  const goTo = useNavigationCommands(destinations);

  function toggleRail(): void {
    rememberPreference("rail", collapsed ? "expanded" : "collapsed");
    setCollapsed(!collapsed);
  }

  useHotkeys("mod+k", () => setOverlay("palette"), {
    enableOnFormTags: true,
    enableOnContentEditable: true,
    preventDefault: true,
  });
  useHotkeys("?", () => setOverlay("shortcuts"), {
    enabled: characterKeys,
    useKey: true,
    preventDefault: true,
  });
  useHotkeys("[", toggleRail, { enabled: characterKeys, useKey: true });
  useHotkeys(
    destinations.map(({ key }) => `g>${key}`),
    (_event, { keys }) => {
      const target = destinations.find(({ key }) => key === keys?.at(-1));
      if (target) goTo(target.href);
    },
    { enabled: characterKeys, sequenceTimeoutMs: 1_000 },
  );

  const shared = {
    user: props.user,
    destinations,
    onSearch: () => setOverlay("palette"),
    onShortcuts: () => setOverlay("shortcuts"),
    signOut: props.signOut,
  };
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0 print:hidden"
      >
        {t("skip")}
      </a>
      <Rail
        {...shared}
        organization={props.organization.name}
        collapsed={collapsed}
        onToggle={toggleRail}
        news={props.news?.(collapsed ? "icon" : "row")}
      >
        {props.rail}
      </Rail>
      <main
        id="content"
        tabIndex={-1}
        className="min-w-0 flex-1 pb-(--bottom-bar) outline-none print:pb-0"
      >
        {props.children}
      </main>
      <BottomBar {...shared} news={props.news?.("cell")} />
      {overlay === "palette" && <CommandPalette onClose={() => setOverlay(null)} />}
      {overlay === "shortcuts" && <ShortcutHelp onClose={() => setOverlay(null)} />}
    </div>
  );
}

/** Offers the destinations in the palette and the help; returns the way to go to one. */
function useNavigationCommands(
  destinations: ReturnType<typeof destinationsFor>,
): (href: string) => void {
  const t = useTranslations("frame");
  const router = useRouter();
  const modifier = useModifierKey();
  const commands = useMemo<CommandSource>(
    () => ({
      group: t("palette.goTo"),
      items: destinations.map(({ id, href, icon: Icon, key }) => ({
        id,
        label: t(id),
        keywords: t(`keywords.${id}`),
        icon: <Icon aria-hidden className="size-4" />,
        keys: ["G", key.toUpperCase()],
        onSelect: () => router.push(href),
      })),
    }),
    [destinations, t, router],
  );
  const shortcuts = useMemo<ShortcutGroup>(
    () => ({
      title: t("help.everywhere"),
      shortcuts: [
        { label: t("palette.open"), keys: [modifier, "K"] },
        { label: t("help.open"), keys: ["?"] },
        { label: t("help.rail"), keys: ["["] },
        ...destinations.map(({ id, key }) => ({
          label: t("help.go", { place: t(id) }),
          keys: ["G"],
          then: [key.toUpperCase()],
        })),
      ],
    }),
    [destinations, t, modifier],
  );
  useCommandSource(commands);
  useShortcutGroup(shortcuts);
  return (href) => router.push(href);
}
