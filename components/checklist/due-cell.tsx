"use client";

import { clsx } from "clsx";
import { CalendarPlus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import { useChecklistStore } from "./checklist-store.ts";
import { useRights } from "./environment.ts";

/** How near an open item's due date is. */
export type Urgency = "overdue" | "soon" | null;

const SOON_MS = 24 * 3_600_000;

/** How urgent an item is at `now` (milliseconds since 1970); what is settled is not urgent. */
export function urgencyOf(item: Pick<Item, "claim" | "dueAt">, now: number): Urgency {
  if (item.dueAt === null || item.claim === "done" || item.claim === "not_applicable") return null;
  const left = Date.parse(item.dueAt) - now;
  return left < 0 ? "overdue" : left < SOON_MS ? "soon" : null;
}

interface DueCellProps {
  item: Item;
  urgency: Urgency;
}

/** The day on which an item is due; a click changes it. */
export function DueCell({ item, urgency }: DueCellProps) {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const mayPlan = useRights().plan(item);
  const content = <DueDay item={item} urgency={urgency} />;
  if (!mayPlan) return content;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-editor="due"
      aria-label={item.dueAt === null ? t("row.setDue", { code: item.code }) : undefined}
      onClick={(event) =>
        store.set({
          activeId: item.id,
          editor: { kind: "due", itemIds: [item.id], anchor: event.currentTarget },
        })
      }
      className="flex h-7 items-center rounded-sm px-1 transition-colors hover:bg-pressed pointer-coarse:h-auto pointer-coarse:py-1"
    >
      {item.dueAt === null ? (
        <CalendarPlus
          aria-hidden
          className="size-3.5 text-faint opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100"
        />
      ) : (
        content
      )}
    </button>
  );
}

function DueDay({ item, urgency }: DueCellProps) {
  const t = useTranslations("checklist");
  const format = useFormatter();
  if (item.dueAt === null) return null;
  const date = new Date(item.dueAt);
  const day = format.dateTime(date, { month: "short", day: "numeric" });
  return (
    <time
      dateTime={item.dueAt}
      title={format.dateTime(date, "exact")}
      className={clsx(
        "flex items-center gap-1 text-xs whitespace-nowrap",
        urgency === "overdue" ? "text-fail" : urgency === "soon" ? "text-stale" : "text-muted",
      )}
    >
      {urgency && (
        <StateMark
          state={urgency === "overdue" ? "fail" : "stale"}
          label={t(`due.${urgency}`)}
          className="size-3"
        />
      )}
      {day}
    </time>
  );
}
