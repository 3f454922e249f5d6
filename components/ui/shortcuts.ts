"use client";

import { createRegistry } from "./registry.ts";

export interface ShortcutGroup {
  title: string;
  /** `keys` are pressed together; with `then`, one after the other. */
  shortcuts: readonly { label: string; keys: readonly string[]; then?: readonly string[] }[];
}

const registry = createRegistry<ShortcutGroup>();

/** Lists keys in the `?` help while the component is mounted; memoise the group. */
export const useShortcutGroup = registry.useEntry;

/** All groups at present, for the help itself. */
export const useShortcutGroups = registry.useEntries;
