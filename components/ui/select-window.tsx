"use client";

import { Select as Base } from "@base-ui/react/select";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

import { ChoiceFace, choiceStyle } from "./choice-face.tsx";
import { useFieldControl } from "./field-context.ts";
import { floating, listItem } from "./styles.ts";

export interface SelectItem<Value extends string> {
  value: Value;
  label: string;
  /** A mark, avatar or icon before the label. */
  leading?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
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

/** The heavy half of `Select`, open from the start. */
export function SelectWindow<Value extends string>(props: SelectProps<Value>) {
  const { items, value, onValueChange } = props;
  const { name: _, disabled, ...field } = useFieldControl({ disabled: props.disabled });
  return (
    <Base.Root
      defaultOpen
      items={items}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      disabled={disabled}
    >
      <Base.Trigger {...field} aria-label={props.label} className={choiceStyle(props)}>
        <ChoiceFace
          chosen={items.find((item) => item.value === value)}
          placeholder={props.placeholder}
        />
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
