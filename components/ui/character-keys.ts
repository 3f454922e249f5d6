"use client";

import { useSyncExternalStore } from "react";

/**
 * Whether keys are characters alone, such as `X`, `?` or `G` and then `H`: these can be switched off,
 * since who speaks to the computer presses them by accident (WCAG 2.1.4). The shift key changes
 * nothing about it; arrows, Enter and what goes with ⌘, Ctrl or Alt are no characters.
 */
export function areCharacterKeys(keys: readonly string[]): boolean {
  return keys.every((key) => key === "⇧" || /^[\x21-\x7e]$/.test(key));
}

/** Whether keys that are characters alone do something; kept as `data-keys` on the page. */
export function useCharacterKeys(): boolean {
  return useSyncExternalStore(
    watch,
    () => document.documentElement.dataset["keys"] !== "off",
    () => true,
  );
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-keys"] });
  return () => observer.disconnect();
}
