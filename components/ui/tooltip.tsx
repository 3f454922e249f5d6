"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

import { Kbd } from "./kbd.tsx";

interface TooltipProps {
  content: ReactNode;
  keys?: readonly string[] | undefined;
  side?: "top" | "bottom" | "left" | "right";
  /** One element that takes a ref and DOM props; it must have a name of its own. */
  children: ReactElement<Record<string, unknown>>;
}

/** A short hint on hover and focus. Never the only place for something one needs to know. */
export function Tooltip({ content, keys, side = "top", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-60">
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-canvas transition-opacity data-ending-style:opacity-0 data-instant:transition-none data-starting-style:opacity-0">
            {content}
            {keys && <Kbd keys={keys} inverted />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
