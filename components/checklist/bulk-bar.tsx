"use client";

import { CalendarClock, CircleCheck, UserRound, X } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useChecklistState, useChecklistStore, type EditorKind } from "./checklist-store.ts";

/** As many items as one request takes. */
const MOST = 500;

const actions = [
  { kind: "claim", icon: CircleCheck, key: "X" },
  { kind: "assignee", icon: UserRound, key: "A" },
  { kind: "due", icon: CalendarClock, key: "D" },
] as const satisfies { kind: EditorKind; icon: typeof X; key: string }[];

/** What can be done with all selected items at once. */
export function BulkBar() {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const selected = useChecklistState((state) => state.selected);
  const tooMany = selected.size > MOST;
  return (
    <div
      role="toolbar"
      aria-label={t("bulk.label")}
      className="fixed bottom-[calc(1rem+var(--bottom-bar,0px))] left-1/2 z-30 flex max-w-[calc(100vw-1rem)] -translate-x-1/2 items-center gap-1 rounded-lg bg-surface p-1.5 shadow-float print:hidden"
    >
      <span role="status" className="px-2 font-medium whitespace-nowrap">
        {t("bulk.selected", { count: selected.size })}
        {tooMany && (
          <span className="ml-2 font-normal text-fail">{t("bulk.tooMany", { most: MOST })}</span>
        )}
      </span>
      {actions.map(({ kind, icon: Icon }) => (
        <Button
          key={kind}
          variant="ghost"
          disabled={tooMany}
          data-bulk={kind}
          onClick={(event) =>
            store.set({ editor: { kind, itemIds: [...selected], anchor: event.currentTarget } })
          }
        >
          <Icon aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{t(`bulk.${kind}`)}</span>
        </Button>
      ))}
      <IconButton label={t("bulk.clear")} keys={["Esc"]} onClick={() => store.clearSelection()}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
