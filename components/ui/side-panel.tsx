"use client";

import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";

import { IconButton } from "./icon-button.tsx";
import { useMediaQuery } from "./use-media-query.ts";
import { useOnDemand } from "./use-on-demand.ts";

const loadSheet = () => import("./side-sheet.tsx");

interface SidePanelProps {
  open: boolean;
  onClose: () => void;
  /** The accessible name, and the heading unless `header` is given. */
  title: string;
  closeLabel: string;
  /** Stands at the top, left of the close button. */
  header?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * Details of what is selected: 480 px beside the list on wide screens, where the list stays usable;
 * a full modal sheet on narrow ones. `Escape` closes both. Put it as the last child of a flex row.
 */
export function SidePanel(props: SidePanelProps) {
  const wide = useMediaQuery("(min-width: 64rem)", true);
  const sheet = useOnDemand(loadSheet, !wide && props.open);
  if (wide) return props.open ? <BesidePanel {...props} /> : null;
  if (!sheet) return null;
  return (
    <sheet.SideSheet open={props.open} onClose={props.onClose} title={props.title}>
      <PanelBody {...props} />
    </sheet.SideSheet>
  );
}

function BesidePanel(props: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const { onClose } = props;
  useEffect(() => {
    const element = panel.current;
    const onKey = (event: KeyboardEvent): void => {
      // Lists and dialogs opened from within take their own Escape first.
      if (event.key === "Escape" && !event.defaultPrevented) onClose();
    };
    element?.addEventListener("keydown", onKey);
    return () => element?.removeEventListener("keydown", onKey);
  }, [onClose]);
  return (
    <aside
      ref={panel}
      aria-label={props.title}
      data-side-panel
      className="sticky top-(--sticky-top,0px) flex h-[calc(100dvh-var(--sticky-top,0px))] w-120 shrink-0 flex-col border-l border-line bg-canvas print:hidden"
    >
      <PanelBody {...props} />
    </aside>
  );
}

function PanelBody({ onClose, title, closeLabel, header, footer, children }: SidePanelProps) {
  return (
    <>
      <header className="flex min-h-12 items-center gap-2 border-b border-line py-1.5 pr-2 pl-5">
        <div className="min-w-0 flex-1">{header ?? <h2 className="truncate">{title}</h2>}</div>
        <IconButton label={closeLabel} keys={["Esc"]} onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </header>
      {/* Placed, so that labels that only screen readers see do not make the page longer. */}
      <div className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">
        {children}
      </div>
      {footer && <footer className="border-t border-line px-5 py-3">{footer}</footer>}
    </>
  );
}
