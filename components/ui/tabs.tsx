"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import { clsx } from "clsx";
import type { ReactNode } from "react";

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
  return (
    <Base.Root
      value={props.value}
      onValueChange={(next) => props.onValueChange(next as Value)}
      className={props.className}
    >
      <Base.List aria-label={props.label} className="flex gap-1 border-b border-line">
        {props.items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className={clsx(tabStyle, "data-active:border-ink data-active:text-ink")}
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {props.items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="pt-4">
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

const tabStyle =
  "-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2 font-medium whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:h-11";
