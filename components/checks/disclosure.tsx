"use client";

import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";

/** Something that is there for whoever wants to know; built when it is opened. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group/details">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded-sm text-xs text-muted hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3 transition-transform group-open/details:rotate-90"
        />
        {label}
      </summary>
      {open && <div className="mt-1 mb-1 pl-4">{children}</div>}
    </details>
  );
}
