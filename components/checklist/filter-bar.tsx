"use client";

import { clsx } from "clsx";
import { ListChecks, ListFilter, Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState, type Ref } from "react";

import { useCharacterKeys } from "#components/ui/character-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Heading, Item } from "#lib/checklist/contract.ts";
import { useChecklistState, useChecklistStore } from "./checklist-store.ts";
import { useRights } from "./environment.ts";
import type { Filters } from "./filters.ts";

// Most visits have no filter on, and with none there are no chips to load.
const FilterChips = dynamic(async () => (await import("./filter-chips.tsx")).FilterChips);
const FilterPopup = dynamic(async () => (await import("./filter-popup.tsx")).FilterPopup, {
  ssr: false,
});

export const SEARCH_ID = "checklist-search";

interface FilterBarProps {
  barRef: Ref<HTMLDivElement>;
  filters: Filters;
  active: readonly (keyof Filters)[];
  headings: readonly Heading[];
  items: readonly Item[];
  shown: number;
  /** Whether changes of others do not arrive at present. */
  offline: boolean;
  onChange: (change: Partial<Filters>) => void;
  onClear: () => void;
}

/** What the list is narrowed to, always in view. */
export function FilterBar({ barRef, ...props }: FilterBarProps) {
  const { filters, active, onChange } = props;
  const t = useTranslations("checklist");
  const [anchor, setAnchor] = useState<Element | null>(null);
  // The words have their own field, the two toggles show themselves.
  const chips = active.filter(
    (name) =>
      name !== "q" && name !== "overdue" && !(name === "assignee" && filters.assignee === "me"),
  );
  return (
    <div
      ref={barRef}
      role="search"
      aria-label={t("filter.label")}
      className="sticky top-(--sticky-top,0px) z-15 @container border-b border-line bg-canvas py-2 print:hidden"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <WordsField words={filters.q} onChange={onChange} />
        <Button
          variant="ghost"
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <ListFilter aria-hidden className="size-4" />
          <span className="@max-[30rem]:sr-only">{t("filter.more")}</span>
          {chips.length > 0 && (
            <span className="figures rounded-full bg-accent-soft px-1.5 text-xs text-accent-ink">
              {chips.length}
            </span>
          )}
        </Button>
        <SelectToggle />
        {/* On phones a line of its own. */}
        <div className="contents items-center gap-x-2 gap-y-1.5 @max-[30rem]:flex @max-[30rem]:basis-full @max-[30rem]:flex-wrap">
          <Toggle
            on={filters.assignee === "me"}
            onToggle={(on) => onChange({ assignee: on ? "me" : null })}
          >
            {t("filter.mine")}
          </Toggle>
          <Toggle on={filters.overdue} onToggle={(overdue) => onChange({ overdue })}>
            {t("filter.overdue")}
          </Toggle>
          <Outcome {...props} />
        </div>
      </div>
      {chips.length > 0 && <FilterChips {...props} names={chips} />}
      {anchor && <FilterPopup {...props} anchor={anchor} onClose={() => setAnchor(null)} />}
    </div>
  );
}

function WordsField({ words, onChange }: { words: string } & Pick<FilterBarProps, "onChange">) {
  const t = useTranslations("checklist");
  const characterKeys = useCharacterKeys();
  const store = useChecklistStore();
  return (
    <div className="relative min-w-32 flex-1 sm:max-w-72">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-faint"
      />
      <Input
        id={SEARCH_ID}
        type="search"
        aria-label={t("filter.words")}
        aria-keyshortcuts={characterKeys ? "/" : undefined}
        placeholder={t("filter.words")}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={words}
        onValueChange={(q) => onChange({ q })}
        onKeyDown={(event) => {
          const { key, nativeEvent } = event;
          const goesOn = (key === "Enter" || key === "ArrowDown") && !nativeEvent.isComposing;
          if (!goesOn && key !== "Escape") return;
          event.preventDefault();
          if (goesOn) {
            if (store.order.length === 0) return;
            event.currentTarget.blur();
            store.goToFirst();
          } else if (words) onChange({ q: "" });
          else event.currentTarget.blur();
        }}
        className="pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  );
}

type OutcomeProps = Pick<FilterBarProps, "active" | "items" | "shown" | "offline" | "onClear">;

/** How many items are left, and the way back to all of them. */
function Outcome({ active, items, shown, offline, onClear }: OutcomeProps) {
  const t = useTranslations("checklist");
  const total = items.length;
  const narrowed = active.length > 0;
  return (
    <p className="ml-auto flex items-center gap-3 text-xs whitespace-nowrap text-muted">
      {offline && (
        <span role="status" title={t("connection.hint")} className="text-stale">
          {t("connection.lost")}
        </span>
      )}
      <span role="status">
        {narrowed ? t("filter.shown", { shown, total }) : t("items", { count: total })}
      </span>
      {narrowed && (
        <button
          type="button"
          onClick={onClear}
          className="flex items-center gap-1 rounded-sm px-1 py-0.5 text-accent-ink hover:bg-pressed pointer-coarse:py-2"
        >
          <X aria-hidden className="size-3" />
          {t("filter.clear")}
        </button>
      )}
    </p>
  );
}

/** Lets taps select items, where a row has no room for a box. */
function SelectToggle() {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const on = useChecklistState(({ selectMode }) => selectMode);
  const { planAny } = useRights();
  if (!planAny) return null;
  return (
    <Button
      variant="ghost"
      aria-pressed={on}
      onClick={() => (on ? store.clearSelection() : store.set({ selectMode: true }))}
      className={clsx("@[40rem]:hidden", on && "bg-accent-soft! text-accent-ink!")}
    >
      <ListChecks aria-hidden className="size-4" />
      <span className="@max-[30rem]:sr-only">{t("bulk.select")}</span>
    </Button>
  );
}

interface ToggleProps {
  on: boolean;
  onToggle: (on: boolean) => void;
  children: string;
}

function Toggle({ on, onToggle, children }: ToggleProps) {
  return (
    <Button
      variant="ghost"
      aria-pressed={on}
      onClick={() => onToggle(!on)}
      className={clsx(on && "bg-accent-soft! text-accent-ink!")}
    >
      {children}
    </Button>
  );
}
