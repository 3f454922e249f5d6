"use client";

import type { ConfirmDialogProps } from "./confirm-dialog-window.tsx";
import { useOnDemand } from "./use-on-demand.ts";

const load = () => import("./confirm-dialog-window.tsx");

/** Asks before something that cannot be undone. For the rest, do it and offer undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const loaded = useOnDemand(load, props.open);
  return loaded && <loaded.ConfirmDialogWindow {...props} />;
}
