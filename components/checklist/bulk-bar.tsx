"use client";

import { CalendarClock, CheckCheck, CircleCheck, UserRound, X } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useModifierKey } from "#components/ui/use-modifier-key.ts";
import { useChecklistState, useChecklistStore, type EditorKind } from "./checklist-store.ts";
import { useWishes } from "./wishes.ts";

const actions = [
  { kind: "claim", icon: CircleCheck },
  { kind: "assignee", icon: UserRound },
  { kind: "due", icon: CalendarClock },
] as const satisfies { kind: EditorKind; icon: typeof X }[];

/** What can be done with all selected items at once. */
export function BulkBar() {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const modifier = useModifierKey();
  const selected = useChecklistState((state) => state.selected);
  const saving = useWishes().some(({ itemIds }) => itemIds.size > 1);
  return (
    <div
      role="toolbar"
      aria-label={t("bulk.label")}
      data-floating-bar
      className="fixed bottom-[calc(1rem+var(--bottom-bar))] left-1/2 z-30 flex w-max max-w-[calc(100vw-1rem)] -translate-x-1/2 items-center rounded-lg bg-surface p-1.5 shadow-float sm:gap-1 print:hidden"
    >
      <span role="status" className="flex items-center gap-2 px-2 font-medium whitespace-nowrap">
        {t("bulk.selected", { count: selected.size })}
        {saving && <Saving text={t("bulk.saving")} />}
      </span>
      <IconButton
        label={t("bulk.all")}
        keys={[modifier, "A"]}
        onClick={() => store.selectAll()}
        className="shrink-0"
      >
        <CheckCheck aria-hidden className="size-4" />
      </IconButton>
      {actions.map(({ kind, icon: Icon }) => (
        <Button
          key={kind}
          variant="ghost"
          data-bulk={kind}
          onClick={(event) =>
            store.set({ editor: { kind, itemIds: [...selected], anchor: event.currentTarget } })
          }
          className="max-sm:px-2.5!"
        >
          <Icon aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{t(`bulk.${kind}`)}</span>
        </Button>
      ))}
      <IconButton
        label={t("bulk.clear")}
        keys={["Esc"]}
        onClick={() => store.clearSelection()}
        className="shrink-0"
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

/** Only what takes its time shows that it does. */
function Saving({ text }: { text: string }) {
  return (
    <span
      title={text}
      className="flex items-center gap-1.5 text-sm font-normal text-muted transition-opacity delay-300 starting:opacity-0"
    >
      <Spinner />
      <span className="max-sm:sr-only">{text}</span>
    </span>
  );
}
