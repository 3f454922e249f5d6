"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useRef, type ReactNode } from "react";

interface SideSheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** The modal form that `SidePanel` takes where there is no room beside the list. */
export function SideSheet({ open, onClose, title, children }: SideSheetProps) {
  // Not its first button: that would greet the reader with a tooltip over the title.
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          ref={popup}
          tabIndex={-1}
          initialFocus={popup}
          aria-label={title}
          data-side-sheet
          className="fixed inset-0 z-40 flex flex-col bg-surface transition-[opacity,transform] outline-none data-ending-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0 sm:left-auto sm:w-120 sm:shadow-float"
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
