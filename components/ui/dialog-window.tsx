"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";

import { buttonStyle } from "./button-style.ts";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  closeLabel: string;
  /** "full" for one thing that is looked at alone. */
  size?: "sm" | "md" | "lg" | "full";
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  /** Where the focus goes first; the first control by default. */
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

const WINDOW = "sm:max-h-[76dvh] sm:rounded-lg";
const sizes = {
  sm: `${WINDOW} sm:max-w-sm`,
  md: `${WINDOW} sm:max-w-lg`,
  lg: `${WINDOW} sm:max-w-2xl`,
  full: "h-dvh max-h-dvh rounded-none",
} as const;

/** The heavy half of `Dialog`. */
export function DialogWindow({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  size = "md",
  footer,
  initialFocus,
  children,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport
          className={clsx(
            "fixed inset-0 z-40 flex items-end justify-center sm:items-start",
            size !== "full" && "sm:p-6 sm:pt-[12vh]",
          )}
        >
          <Base.Popup
            initialFocus={initialFocus}
            className={clsx(
              "relative flex w-full flex-col bg-surface shadow-float outline-none",
              size !== "full" && "max-h-[92dvh] rounded-t-lg",
              "transition-[opacity,transform] data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0",
              sizes[size],
            )}
          >
            <header className="pt-4 pr-14 pb-3 pl-5">
              <Base.Title className="text-lg">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-1 text-base text-muted">
                  {description}
                </Base.Description>
              )}
            </header>
            <div className="relative min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-4">{children}</div>
            {footer && (
              <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
                {footer}
              </footer>
            )}
            {/* Last, so that the focus goes to the first field and not here. */}
            <Base.Close
              aria-label={closeLabel}
              className={clsx(buttonStyle("ghost", "sm", true), "absolute! top-3 right-3")}
            >
              <X aria-hidden className="size-4" />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
