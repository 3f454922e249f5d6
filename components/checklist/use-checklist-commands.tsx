"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";

import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { useCommandSource, type Command, type CommandSource } from "#components/ui/commands.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { searchItems, type Filters } from "./filters.ts";
import { titleIn } from "#components/ui/title-text.tsx";

interface CommandTargets {
  items: readonly Item[];
  onOpen: (item: Item) => void;
  onFilter: (change: Partial<Filters>) => void;
  onClear: () => void;
  /** Folds all phases away, or none. */
  onFold: (folded: boolean) => void;
}

const SHOWN = 8;

/** Puts the project's items and what can be done with the list into the palette. */
export function useChecklistCommands({
  items,
  onOpen,
  onFilter,
  onClear,
  onFold,
}: CommandTargets): void {
  const t = useTranslations("checklist");
  const locale = useLocale();
  const found = useMemo<CommandSource>(
    () => ({
      group: t("palette.items"),
      search: async (query) =>
        searchItems(items, query, SHOWN).map((item) => ({
          id: item.id,
          label: titleIn(item, locale),
          hint: <span className="font-mono text-xs">{item.code}</span>,
          icon: <ClaimMark claim={item.claim} label={t(`claim.${item.claim}`)} />,
          onSelect: () => onOpen(item),
        })),
    }),
    [t, locale, items, onOpen],
  );
  const actions = useMemo<CommandSource>(() => {
    const command = (id: string, onSelect: () => void): Command => ({
      id,
      label: t(`palette.${id}`),
      keywords: t(`palette.keywords.${id}`),
      onSelect,
    });
    return {
      group: t("title"),
      items: [
        command("mine", () => onFilter({ assignee: "me" })),
        command("unassigned", () => onFilter({ assignee: "nobody" })),
        command("overdue", () => onFilter({ overdue: true })),
        command("open", () => onFilter({ claim: ["todo", "in_progress"] })),
        command("clear", onClear),
        command("fold", () => onFold(true)),
        command("unfold", () => onFold(false)),
      ],
    };
  }, [t, onFilter, onClear, onFold]);
  useCommandSource(found);
  useCommandSource(actions);
}
