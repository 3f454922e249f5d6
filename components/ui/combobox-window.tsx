"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

import { ChoiceFace, choiceStyle } from "./choice-face.tsx";
import { useFieldControl } from "./field-context.ts";
import { matchesWords } from "./match-words.ts";
import { floating, listItem } from "./styles.ts";

export interface ComboboxItem {
  value: string;
  label: string;
  /** A second line's worth of words: an e-mail address, an id. Searched too. */
  hint?: string;
  /** An avatar or a mark before the label. */
  leading?: ReactNode;
}

export interface ComboboxProps {
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

/** The heavy half of `Combobox`, open from the start. */
export function ComboboxWindow(props: ComboboxProps) {
  const { items, label, placeholder, searchPlaceholder, size, look } = props;
  const chosen = items.find((item) => item.value === props.value);
  const { name: _, disabled, ...field } = useFieldControl({ disabled: props.disabled });
  const clearable = Boolean(props.clearLabel && chosen) && !disabled;
  return (
    <Base.Root
      defaultOpen
      items={items}
      value={chosen ?? null}
      onValueChange={(next) => props.onValueChange(next?.value ?? null)}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(item) => item.label}
      filter={(item, query) => matchesWords(`${item.label} ${item.hint ?? ""}`, query)}
      disabled={disabled}
      autoHighlight
    >
      <Base.Trigger
        {...field}
        aria-label={label}
        className={choiceStyle({ size, look, className: clearable ? "pr-8" : "" })}
      >
        <ChoiceFace chosen={chosen} placeholder={placeholder} arrow={!clearable} />
      </Base.Trigger>
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
            <Base.Empty className="px-3 py-3 text-muted empty:hidden">{props.emptyText}</Base.Empty>
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
