"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface RadioItem<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface RadioGroupProps<Value extends string> {
  /** The accessible name of the group. */
  label: string;
  items: readonly RadioItem<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  name?: string;
  disabled?: boolean;
  className?: string;
}

/** One of two to five, all visible, each with a line of explanation. */
export function RadioGroup<Value extends string>({
  label,
  items,
  value,
  onValueChange,
  name,
  disabled,
  className,
}: RadioGroupProps<Value>) {
  return (
    <Base
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      name={name}
      disabled={disabled}
      className={clsx("flex flex-col gap-2", className)}
    >
      {items.map((item) => (
        <label
          key={item.value}
          className={clsx(
            "flex cursor-pointer items-start gap-2.5 rounded-md border border-line px-3 py-2.5 transition-colors hover:border-line-strong",
            "has-data-checked:border-accent-ink has-data-checked:bg-accent-soft has-data-disabled:cursor-not-allowed has-data-disabled:opacity-50",
          )}
        >
          <span className="flex h-5 items-center">
            <Radio.Root
              value={item.value}
              disabled={item.disabled}
              className="flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-surface data-checked:border-accent data-checked:bg-accent"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-on-accent data-unchecked:hidden" />
            </Radio.Root>
          </span>
          <span className="min-w-0">
            {item.label}
            {item.hint && <span className="block text-sm text-muted">{item.hint}</span>}
          </span>
        </label>
      ))}
    </Base>
  );
}
