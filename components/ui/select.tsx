"use client";

import { Select as Base } from "@base-ui/react/select";
import { clsx } from "clsx";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

import { control, floating, listItem } from "./styles.ts";

export interface SelectItem<Value extends string> {
  value: Value;
  label: string;
  /** A mark, avatar or icon before the label. */
  leading?: ReactNode;
  disabled?: boolean;
}

interface SelectProps<Value extends string> {
  items: readonly SelectItem<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  /** Needed where no `Field` gives the name. */
  label?: string;
  size?: "sm" | "md";
  name?: string;
  disabled?: boolean;
  className?: string;
}

/** One of a few choices. For more than about ten use `Combobox`. */
export function Select<Value extends string>({
  items,
  value,
  onValueChange,
  placeholder,
  label,
  size = "md",
  name,
  disabled,
  className,
}: SelectProps<Value>) {
  const chosen = items.find((item) => item.value === value);
  return (
    <Base.Root
      items={items}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      name={name}
      disabled={disabled}
    >
      <Base.Trigger
        aria-label={label}
        className={clsx(
          control,
          "flex select-none items-center gap-2 pr-2 text-left",
          size === "sm" ? "h-(--control-small) text-sm" : "h-(--control)",
          className,
        )}
      >
        {chosen?.leading}
        <Base.Value
          placeholder={placeholder}
          className="min-w-0 flex-1 truncate data-placeholder:text-faint"
        />
        <Base.Icon className="shrink-0 text-faint">
          <ChevronDown aria-hidden className="size-4" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            className={clsx(
              floating,
              "max-h-(--available-height) min-w-(--anchor-width) origin-(--transform-origin)",
            )}
          >
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {items.map((item) => (
                <Base.Item
                  key={item.value}
                  value={item.value}
                  disabled={item.disabled}
                  className={listItem}
                >
                  {item.leading}
                  <Base.ItemText className="min-w-0 flex-1 truncate">{item.label}</Base.ItemText>
                  <Base.ItemIndicator className="text-accent-ink">
                    <Check aria-hidden className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
