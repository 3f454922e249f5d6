"use client";

import { useTranslations } from "next-intl";
import { useMemo, type RefObject } from "react";
import { useHotkeys } from "react-hotkeys-hook";

import { useCharacterKeys } from "#components/ui/character-keys.ts";
import { useShortcutGroup, type ShortcutGroup } from "#components/ui/shortcuts.ts";
import type { Item } from "#lib/checklist/contract.ts";

interface KeyTargets {
  list: RefObject<HTMLElement | null>;
  items: readonly Item[];
  maySettle: boolean;
  undo: () => void;
  onAccept: (item: Item) => void;
  onKeep: (item: Item) => void;
}

/** The keys of the list of disagreements; listed in the `?` help. */
export function useDisagreementKeys(targets: KeyTargets): void {
  const t = useTranslations("checks");
  const common = useTranslations("common");
  const { list, items, maySettle, undo, onAccept, onKeep } = targets;
  const characterKeys = useCharacterKeys();
  const rows = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? []),
  ];
  const current = (): number =>
    rows().findIndex((row) => row.closest("li")?.contains(document.activeElement));
  const move = (by: number): void => {
    const all = rows();
    const at = current();
    all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
  };
  const aimed = (): Item | undefined => {
    const id = rows()[current()]?.dataset["row"];
    return items.find((item) => item.id === id);
  };

  const options = { enabled: characterKeys, preventDefault: true };
  useHotkeys("j", () => move(1), options);
  useHotkeys("k", () => move(-1), options);
  const settling = { ...options, enabled: characterKeys && maySettle };
  useHotkeys("a", () => [aimed()].forEach((item) => item && onAccept(item)), settling);
  useHotkeys("h", () => [aimed()].forEach((item) => item && onKeep(item)), settling);
  useHotkeys("u", undo, settling);

  const group = useMemo<ShortcutGroup>(() => {
    const settle = [
      { label: t("keys.accept"), keys: ["A"] },
      { label: t("keys.keep"), keys: ["H"] },
      { label: common("undo"), keys: ["U"] },
    ];
    return {
      title: t("disagreements.title"),
      shortcuts: [{ label: t("keys.move"), keys: ["J", "K"] }, ...(maySettle ? settle : [])],
    };
  }, [t, common, maySettle]);
  useShortcutGroup(group);
}
