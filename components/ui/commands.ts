"use client";

import type { ReactNode } from "react";

import { createRegistry } from "./registry.ts";

export interface Command {
  /** Unique within its group. */
  id: string;
  label: string;
  /** More words to find it by, for example the title in the other language. */
  keywords?: string;
  /** Shown at the right: an id, a project, a state. */
  hint?: ReactNode;
  icon?: ReactNode;
  keys?: readonly string[];
  onSelect: () => void;
}

export interface CommandSource {
  /** The heading, in the reader's language. */
  group: string;
  /** Commands at hand, filtered by the palette. */
  items?: readonly Command[];
  /** Commands found elsewhere for what was typed; shown as they come, not filtered again. */
  search?: (query: string, signal: AbortSignal) => Promise<readonly Command[]>;
}

const registry = createRegistry<CommandSource>();

/** Puts commands into the palette while the component is mounted; memoise the source. */
export const useCommandSource = registry.useEntry;

/** All sources at present, for the palette itself. */
export const useCommandSources = registry.useEntries;
