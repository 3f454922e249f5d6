"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { clsx } from "clsx";
import { X } from "lucide-react";

import { buttonStyle } from "./button-style.ts";
import { StateMark, type MarkState } from "./state-mark.tsx";

const manager = Base.createToastManager<{ mark?: MarkState | undefined }>();

interface ToastOptions {
  title: string;
  description?: string;
  /** "fail" is announced at once, the others when the reader pauses. */
  tone?: "neutral" | "done" | "fail" | "stale";
  /** For example `{ label: t("undo"), onPress: … }`. */
  action?: { label: string; onPress: () => void };
  /** A toast with the same id takes the place of the earlier one. */
  id?: string;
}

/**
 * Says what has just happened. Stays 5 s, or 10 s with an action or a failure; waits while it is
 * hovered or focused. Returns the id for `closeToast`.
 */
export function showToast({
  title,
  description,
  tone = "neutral",
  action,
  id,
}: ToastOptions): string {
  const close = (): void => manager.close(shown);
  const shown: string = manager.add({
    ...(id === undefined ? {} : { id }),
    title,
    description,
    priority: tone === "fail" ? "high" : "low",
    timeout: action || tone === "fail" ? 10_000 : 5_000,
    data: { mark: tone === "neutral" ? undefined : tone },
    actionProps: action && {
      children: action.label,
      onClick: () => {
        close();
        action.onPress();
      },
    },
  });
  return shown;
}

/** Takes a toast away before its time. */
export function closeToast(id: string): void {
  manager.close(id);
}

/** The one place toasts appear in; stands once, in the providers. `F6` moves the focus there. */
export function ToastRegion({ closeLabel }: { closeLabel: string }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-[calc(1rem+var(--bottom-bar,0px))] left-4 z-60 flex flex-col items-end gap-2 print:hidden">
          <ToastList closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Base.useToastManager<{ mark?: MarkState }>();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["right", "down"]}
      className={clsx(
        "w-full rounded-lg bg-surface shadow-float transition-[opacity,transform] select-none sm:w-92",
        "translate-x-(--toast-swipe-movement-x) data-limited:hidden",
        "data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0",
      )}
    >
      <Base.Content className="flex items-start gap-2.5 py-2 pr-2 pl-3.5">
        {toast.data?.mark && <StateMark state={toast.data.mark} className="mt-1.5 size-4" />}
        <div className="min-w-0 flex-1 py-1">
          <Base.Title className="text-base font-medium" />
          <Base.Description className="text-sm text-muted" />
        </div>
        <Base.Action className={clsx(buttonStyle("ghost", "sm"), "text-accent-ink!")} />
        <Base.Close aria-label={closeLabel} className={buttonStyle("ghost", "sm", true)}>
          <X aria-hidden className="size-4" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
