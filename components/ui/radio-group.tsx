"use client";

import { clsx } from "clsx";
import { useId, type ReactNode } from "react";

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
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className={clsx("flex flex-col gap-2", props.className)}
    >
      {props.items.map((item) => (
        <label
          key={item.value}
          className={clsx(
            "flex cursor-pointer items-start gap-2.5 rounded-md border border-line px-3 py-2.5 transition-colors hover:border-line-strong",
            "has-checked:border-accent-ink has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:opacity-50",
          )}
        >
          <span className="flex h-5 items-center">
            <input
              type="radio"
              name={props.name ?? id}
              value={item.value}
              checked={item.value === props.value}
              disabled={props.disabled || item.disabled}
              onChange={() => props.onValueChange(item.value)}
              className="size-4 shrink-0 appearance-none rounded-full border border-control bg-surface checked:border-[5px] checked:border-accent checked:bg-on-accent"
            />
          </span>
          <span className="min-w-0">
            {item.label}
            {item.hint && <span className="block text-sm text-muted">{item.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
