"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { clsx } from "clsx";
import { Check, ChevronDown, X } from "lucide-react";
import type { ReactNode } from "react";

import { matchesWords } from "./match-words.ts";
import { control, floating, listItem } from "./styles.ts";

export interface ComboboxItem {
  value: string;
  label: string;
  /** A second line's worth of words: an e-mail address, an id. Searched too. */
  hint?: string;
  /** An avatar or a mark before the label. */
  leading?: ReactNode;
}

interface ComboboxProps {
  items: readonly ComboboxItem[];
  value: string | null;
  /** Gets null when the choice is cleared. */
  onValueChange: (value: string | null) => void;
  placeholder: string;
  searchPlaceholder: string;
  emptyText: string;
  /** Gives a button that clears the choice; without it a choice stays. */
  clearLabel?: string;
  /** Needed where no `Field` gives the name. */
  label?: string;
  size?: "sm" | "md";
  /** "plain" has no outline until hovered, for use inside rows. */
  look?: "control" | "plain";
  disabled?: boolean;
  className?: string;
}

/** One of many, found by typing: the people picker, the project picker. */
export function Combobox({
  items,
  value,
  onValueChange,
  placeholder,
  searchPlaceholder,
  emptyText,
  clearLabel,
  label,
  size = "md",
  look = "control",
  disabled,
  className,
}: ComboboxProps) {
  const chosen = items.find((item) => item.value === value) ?? null;
  return (
    <Base.Root
      items={items}
      value={chosen}
      onValueChange={(next) => onValueChange(next?.value ?? null)}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(item) => item.label}
      filter={(item, query) => matchesWords(`${item.label} ${item.hint ?? ""}`, query)}
      disabled={disabled}
      autoHighlight
    >
      <div className={clsx("relative min-w-0", className)}>
        <Base.Trigger
          aria-label={label && chosen ? `${label}: ${chosen.label}` : label}
          className={clsx(
            control,
            "flex select-none items-center gap-2 text-left",
            look === "plain" && "border-transparent! bg-transparent! hover:bg-pressed!",
            size === "sm" ? "h-(--control-small) text-sm" : "h-(--control)",
            clearLabel && chosen ? "pr-8" : "pr-2",
          )}
        >
          {chosen?.leading}
          <span className={clsx("min-w-0 flex-1 truncate", !chosen && "text-faint")}>
            {chosen?.label ?? placeholder}
          </span>
          {!(clearLabel && chosen) && (
            <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
          )}
        </Base.Trigger>
        {clearLabel && chosen && (
          <Base.Clear
            aria-label={clearLabel}
            className="absolute inset-y-0 right-1 my-auto flex size-6 items-center justify-center rounded-sm text-faint hover:bg-pressed hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </Base.Clear>
        )}
      </div>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            aria-label={label ?? placeholder}
            className={clsx(
              floating,
              "w-[max(var(--anchor-width),16rem)] max-w-(--available-width) origin-(--transform-origin)",
            )}
          >
            <div className="border-b border-line px-3 py-1">
              <Base.Input
                placeholder={searchPlaceholder}
                aria-label={searchPlaceholder}
                className="h-(--control-small) w-full bg-transparent outline-none pointer-coarse:text-lg"
              />
            </div>
            <Base.Empty className="px-3 py-3 text-muted empty:hidden">{emptyText}</Base.Empty>
            <Base.List className="max-h-[min(18rem,calc(var(--available-height)-3rem))] overflow-y-auto overscroll-contain p-1 data-empty:hidden">
              {(item: ComboboxItem) => (
                <Base.Item key={item.value} value={item} className={listItem}>
                  {item.leading}
                  <span className="min-w-0 flex-1 truncate">
                    {item.label}
                    {item.hint && <span className="ml-2 text-sm text-muted">{item.hint}</span>}
                  </span>
                  <Base.ItemIndicator className="text-accent-ink">
                    <Check aria-hidden className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
