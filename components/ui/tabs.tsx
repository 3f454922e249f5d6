"use client";

import { clsx } from "clsx";
import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";

interface TabsProps<Value extends string> {
  /** The accessible name of the row of tabs. */
  label: string;
  items: readonly { value: Value; label: ReactNode; panel: ReactNode }[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
}

/** Views of one thing in one place. Where each view is a page of its own use `NavTabs`. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { items, value, onValueChange } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const chosen = items.findIndex((item) => item.value === value);

  function onKeyDown(event: KeyboardEvent): void {
    const last = items.length - 1;
    const target = {
      ArrowRight: chosen === last ? 0 : chosen + 1,
      ArrowLeft: chosen === 0 ? last : chosen - 1,
      Home: 0,
      End: last,
    }[event.key];
    const item = target === undefined ? undefined : items[target];
    if (target === undefined || !item) return;
    event.preventDefault();
    onValueChange(item.value);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target]?.focus();
  }

  return (
    <div className={props.className}>
      <div
        ref={list}
        role="tablist"
        aria-label={props.label}
        onKeyDown={onKeyDown}
        className="flex gap-1 overflow-x-auto border-b border-line"
      >
        {items.map((item) => (
          <button
            key={item.value}
            type="button"
            role="tab"
            id={`${id}-${item.value}`}
            aria-selected={item.value === value}
            aria-controls={item.value === value ? `${id}-panel` : undefined}
            tabIndex={item.value === value ? 0 : -1}
            onClick={() => onValueChange(item.value)}
            className={clsx(
              "flex h-9 items-center gap-1.5 border-b-2 px-2 font-medium whitespace-nowrap transition-colors focus-visible:outline-2! focus-visible:-outline-offset-2 pointer-coarse:h-11",
              item.value === value
                ? "border-ink text-ink"
                : "border-transparent text-muted hover:text-ink",
            )}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className="pt-4">
        {items[chosen]?.panel}
      </div>
    </div>
  );
}
