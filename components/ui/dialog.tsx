"use client";

import type { DialogProps } from "./dialog-window.tsx";
import { useOnDemand } from "./use-on-demand.ts";

const load = () => import("./dialog-window.tsx");

/** A modal dialog; on phones it comes from the bottom. */
export function Dialog(props: DialogProps) {
  const loaded = useOnDemand(load, props.open);
  return loaded && <loaded.DialogWindow {...props} />;
}
