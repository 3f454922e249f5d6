"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { clsx } from "clsx";
import type { ReactNode } from "react";

import type { TriggerElement } from "./light-trigger.tsx";
import { floating } from "./styles.ts";

export interface PopoverProps {
  /** The element that opens it. */
  trigger: TriggerElement;
  /** The accessible name. */
  label: string;
  /** Leave both out to let it look after itself. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

/** The heavy half of `Popover`, open from the start unless told otherwise. */
export function PopoverWindow({
  trigger,
  label,
  open,
  onOpenChange,
  align = "start",
  className,
  children,
}: PopoverProps) {
  return (
    <Base.Root open={open} defaultOpen onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <Base.Popup
            aria-label={label}
            className={clsx(
              floating,
              "max-h-(--available-height) w-72 max-w-(--available-width) origin-(--transform-origin) overflow-y-auto p-3",
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
