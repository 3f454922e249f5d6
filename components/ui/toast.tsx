"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { useEffect, useRef, useSyncExternalStore } from "react";

import { buttonStyle } from "./button-style.ts";
import { StateMark } from "./state-mark.tsx";
import { createToastQueue, type ToastEntry, type ToastOptions } from "./toast-queue.ts";

const listeners = new Set<() => void>();
const queue = createToastQueue(() => {
  for (const listener of listeners) listener();
});
const nothing: readonly ToastEntry[] = [];

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Says what has just happened. Stays 5 s, or 10 s with an action or a failure; waits while it is
 * hovered or focused. Returns the id for `closeToast`.
 */
export function showToast(options: ToastOptions): string {
  return queue.show(options);
}

/** Takes a toast away before its time. */
export function closeToast(id: string): void {
  queue.close(id);
}

interface ToastRegionProps {
  /** The accessible name of the region. */
  label: string;
  closeLabel: string;
}

/** The one place toasts appear in; stands once, in the providers. `F6` moves the focus there. */
export function ToastRegion({ label, closeLabel }: ToastRegionProps) {
  const toasts = useSyncExternalStore(subscribe, queue.read, () => nothing);
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "F6" || queue.read().length === 0) return;
      event.preventDefault();
      region.current?.querySelector<HTMLElement>("button")?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const hold = {
    onPointerEnter: () => queue.pause(true),
    onPointerLeave: () => queue.pause(false),
  };
  return (
    <section
      ref={region}
      aria-label={label}
      {...hold}
      onFocus={() => queue.pause(true)}
      onBlur={() => queue.pause(false)}
      className="toast-place pointer-events-none fixed z-60 flex flex-col gap-2 print:hidden"
    >
      <Announcer toasts={toasts} />
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </section>
  );
}

/** The live regions stand from the start: one that comes with its text is often not read. */
function Announcer({ toasts }: { toasts: readonly ToastEntry[] }) {
  const text = (toast: ToastEntry) => (
    <p key={toast.version}>{[toast.title, toast.description].filter(Boolean).join(". ")}</p>
  );
  const urgent = toasts.filter(({ tone }) => tone === "fail");
  const calm = toasts.filter(({ tone }) => tone !== "fail");
  return (
    <>
      <div aria-live="polite" className="sr-only">
        {calm.map(text)}
      </div>
      <div aria-live="assertive" className="sr-only">
        {urgent.map(text)}
      </div>
    </>
  );
}

function ToastCard({ toast, closeLabel }: { toast: ToastEntry; closeLabel: string }) {
  const { tone = "neutral", action } = toast;
  return (
    <div
      role="group"
      aria-label={toast.title}
      className={clsx(
        "pointer-events-auto flex w-full items-center gap-2.5 rounded-lg bg-surface py-2 pr-2 pl-3.5 shadow-float sm:w-92",
        "transition-[opacity,translate] starting:translate-y-2 starting:opacity-0",
      )}
    >
      {tone !== "neutral" && <StateMark state={tone} className="size-4" />}
      <div className="min-w-0 flex-1 py-1">
        <p className="font-medium">{toast.title}</p>
        {toast.description && <p className="text-sm text-muted">{toast.description}</p>}
      </div>
      {action && (
        <button
          type="button"
          onClick={() => {
            queue.close(toast.id);
            action.onPress();
          }}
          className={clsx(buttonStyle("ghost", "sm"), "text-accent-ink!")}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        onClick={() => queue.close(toast.id)}
        className={buttonStyle("ghost", "sm", true)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
