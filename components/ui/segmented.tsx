"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { clsx } from "clsx";
import type { ReactNode } from "react";

interface SegmentedProps<Value extends string> {
  /** The accessible name of the group. */
  label: string;
  /** `name` is the accessible name where the label is only an icon. */
  items: readonly { value: Value; label: ReactNode; name?: string }[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
}

/** One of two to four ways to see the same thing. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      aria-label={props.label}
      value={[props.value]}
      onValueChange={([next]) => next !== undefined && props.onValueChange(next as Value)}
      className={clsx("inline-flex h-(--control) rounded-md bg-pressed p-0.5", props.className)}
    >
      {props.items.map((item) => (
        <Toggle
          key={item.value}
          value={item.value}
          aria-label={item.name}
          className="inline-flex items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink data-pressed:bg-surface data-pressed:text-ink data-pressed:shadow-[0_0_0_1px_var(--color-line-strong)]"
        >
          {item.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
