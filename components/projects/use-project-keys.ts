"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useHotkeys } from "react-hotkeys-hook";

import { useCharacterKeys } from "#components/ui/character-keys.ts";
import { useShortcutGroup, type ShortcutGroup } from "#components/ui/shortcuts.ts";

/** The second key after `g`, and where it leads below the project. */
const places = [
  { key: "o", tab: "overview", path: "" },
  { key: "c", tab: "checklist", path: "/checklist" },
  { key: "v", tab: "live", path: "/live" },
  { key: "r", tab: "reports", path: "/reports" },
] as const;

/** Goes from page to page of a project with two keys; listed in the `?` help. */
export function useProjectKeys(slug: string): void {
  const t = useTranslations("frame");
  const router = useRouter();
  const characterKeys = useCharacterKeys();
  useHotkeys(
    places.map(({ key }) => `g>${key}`),
    (_event, { keys }) => {
      const place = places.find(({ key }) => key === keys?.at(-1));
      if (place) router.push(`/projects/${encodeURIComponent(slug)}${place.path}`);
    },
    { enabled: characterKeys, sequenceTimeoutMs: 1_000 },
    [router, slug],
  );
  const group = useMemo<ShortcutGroup>(
    () => ({
      title: t("projectNavigation"),
      shortcuts: places.map(({ key, tab }) => ({
        label: t("help.go", { place: t(`tabs.${tab}`) }),
        keys: ["G"],
        then: [key.toUpperCase()],
      })),
    }),
    [t],
  );
  useShortcutGroup(group);
}
