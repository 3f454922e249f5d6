"use client";

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
    <div
      role="group"
      aria-label={props.label}
      className={clsx(
        "inline-flex h-(--control) w-fit rounded-md bg-pressed p-0.5",
        props.className,
      )}
    >
      {props.items.map((item) => {
        const chosen = item.value === props.value;
        return (
          <button
            key={item.value}
            type="button"
            aria-pressed={chosen}
            aria-label={item.name}
            onClick={() => props.onValueChange(item.value)}
            className={clsx(
              "inline-flex items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium whitespace-nowrap transition-colors",
              chosen ? "bg-surface text-ink ring-1 ring-line-strong" : "text-muted hover:text-ink",
            )}
          >
            {item.label}
          </button>
        );
      })}
    </div>
  );
}
