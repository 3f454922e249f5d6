"use client";

import { clsx } from "clsx";
import { MessageSquare, Paperclip } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";

import { Badge } from "#components/ui/badge.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import { AssigneeCell } from "./assignee-cell.tsx";
import { useChecklistState, useChecklistStore } from "./checklist-store.ts";
import { ClaimControl } from "./claim-control.tsx";
import { DueCell, type Urgency } from "./due-cell.tsx";
import { useEnvironment, useRights } from "./environment.ts";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { useRecentChange } from "./recent-changes.ts";
import { itemColumns, selectingColumns } from "./row-style.ts";
import { VerdictCell } from "./verdict-cell.tsx";

interface ItemRowProps {
  item: Item;
  /** From 1, among all rows of the list. */
  rowIndex: number;
  position: number;
  siblings: number;
  urgency: Urgency;
  opened: boolean;
  /** Whether the tab key stops here while no row is active. */
  first: boolean;
  onOpen: (item: Item) => void;
}

/** One item: claim, code, title, verdict, evidence, assignee, due date. */
export const ItemRow = memo(function ItemRow(props: ItemRowProps) {
  const { item, opened } = props;
  const active = useChecklistState(({ activeId }) => activeId === item.id);
  const tabStop = useChecklistState(({ activeId }) => activeId === null && props.first);
  const selected = useChecklistState((state) => state.selected.has(item.id));
  const selecting = useChecklistState((state) => state.selectMode || state.selected.size > 0);
  const change = useRecentChange(item.id);
  return (
    <div
      role="row"
      id={`item-${item.id}`}
      tabIndex={active || tabStop ? 0 : -1}
      aria-level={4}
      aria-rowindex={props.rowIndex}
      aria-posinset={props.position}
      aria-setsize={props.siblings}
      aria-selected={selected}
      className={clsx(
        "group/row relative border-b border-line/70 py-1.5 pr-1 text-sm outline-offset-[-2px] @[40rem]:py-0",
        itemColumns,
        selecting && selectingColumns,
        selected
          ? "bg-accent-soft"
          : opened
            ? "bg-pressed"
            : active
              ? "bg-sunken"
              : "hover:bg-sunken",
      )}
    >
      {change && (
        <span
          key={change.seq}
          aria-hidden
          className="pointer-events-none absolute inset-0 bg-accent-soft opacity-0 transition-opacity duration-2000 starting:opacity-100"
        />
      )}
      <SelectCell item={item} selected={selected} selecting={selecting} />
      <div
        role="gridcell"
        data-editor="claim"
        className="relative row-span-2 self-start @[40rem]:row-span-1 @[40rem]:self-center"
      >
        <ClaimControl item={item} />
      </div>
      <div
        role="gridcell"
        title={item.code}
        className="relative truncate pr-2 font-mono text-xs tracking-tight text-muted"
      >
        {item.code}
      </div>
      <TitleCell
        item={item}
        selecting={selecting}
        onOpen={props.onOpen}
        changedBy={change?.actorId ?? null}
      />
      <div role="gridcell" className="relative flex px-1 @[40rem]:justify-center @[40rem]:px-0">
        <VerdictCell item={item} />
      </div>
      <EvidenceCell item={item} />
      <div role="gridcell" className="relative min-w-0">
        <AssigneeCell item={item} />
      </div>
      <div role="gridcell" className="relative flex justify-end">
        <DueCell item={item} urgency={props.urgency} />
      </div>
    </div>
  );
});

interface SelectCellProps {
  item: Item;
  selected: boolean;
  /** Whether anything is selected, or about to be. */
  selecting: boolean;
}

function SelectCell({ item, selected, selecting }: SelectCellProps) {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const { planAny } = useRights();
  return (
    <div
      role="gridcell"
      className={clsx(
        "relative justify-center @[40rem]:flex",
        selecting ? "row-span-2 flex self-start @[40rem]:row-span-1 @[40rem]:self-auto" : "hidden",
      )}
    >
      {planAny && (
        <span
          onClickCapture={(event) => {
            // The box itself does not know of ranges.
            event.preventDefault();
            event.stopPropagation();
            store.select(item.id, event.shiftKey);
          }}
          className={clsx(
            "flex size-6 items-center justify-center pointer-coarse:size-11",
            !selecting &&
              "opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 group-focus/row:opacity-100 pointer-coarse:opacity-100",
          )}
        >
          <Checkbox
            tabIndex={-1}
            checked={selected}
            aria-label={t("row.select", { code: item.code })}
          />
        </span>
      )}
    </div>
  );
}

interface TitleCellProps {
  item: Item;
  selecting: boolean;
  changedBy: string | null;
  onOpen: (item: Item) => void;
}

function TitleCell({ item, selecting, changedBy, onOpen }: TitleCellProps) {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const locale = useLocale();
  const { people, fromCatalog } = useEnvironment();
  const settled = item.claim === "done" || item.claim === "not_applicable";
  const title = titleIn(item, locale);
  return (
    <div
      role="gridcell"
      className={clsx(
        "relative order-last col-span-6 flex min-w-0 items-center gap-2 @[40rem]:order-none @[40rem]:col-span-1 @[40rem]:col-start-auto",
        selecting ? "col-start-3" : "col-start-2",
      )}
    >
      <a
        href={`?item=${encodeURIComponent(item.code)}`}
        tabIndex={-1}
        title={title}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          if (store.get().selectMode) store.select(item.id, false);
          else onOpen(item);
        }}
        className={clsx(
          "min-w-0 text-base leading-snug @[40rem]:truncate",
          settled ? "text-muted" : "text-ink",
        )}
      >
        <TitleText text={title} />
      </a>
      {fromCatalog && item.origin !== "core" && (
        <Badge className="hidden! @[40rem]:inline-flex!">{t(`origin.${item.origin}`)}</Badge>
      )}
      {changedBy && (
        <span className="shrink-0 text-xs font-medium text-accent-ink">
          {t("row.justChanged", { name: people.get(changedBy)?.name ?? t("someone") })}
        </span>
      )}
    </div>
  );
}

function EvidenceCell({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const { evidenceCount, commentCount } = item;
  const Icon = evidenceCount > 0 || commentCount === 0 ? Paperclip : MessageSquare;
  const count = evidenceCount || commentCount;
  const label = t("row.evidence", { evidence: evidenceCount, comments: commentCount });
  return (
    <div role="gridcell" className="relative text-xs text-muted">
      {count > 0 && (
        <span title={label} className="flex items-center gap-0.5 px-1 @[40rem]:px-0">
          <Icon aria-hidden className="size-3.5 text-faint" />
          <span aria-hidden className="figures">
            {count}
          </span>
          <span className="sr-only">{label}</span>
        </span>
      )}
    </div>
  );
}
