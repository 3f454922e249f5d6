"use client";

import { useEffect, useRef } from "react";

import { useChecklistState, useChecklistStore } from "./checklist-store.ts";

/** Puts the focus into a field of the panel when a key has asked for it. */
export function usePanelFocus(name: "evidence" | "comment") {
  const field = useRef<HTMLTextAreaElement>(null);
  const store = useChecklistStore();
  const wanted = useChecklistState((state) => state.panelFocus === name);
  useEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    field.current?.scrollIntoView({ block: "nearest" });
    store.set({ panelFocus: null });
  }, [wanted, store]);
  return field;
}
