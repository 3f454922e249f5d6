"use client";

import { createContext, useContext } from "react";

import type { LiveWidgets, SignalNow, WidgetSource } from "#lib/widgets/live-contract.ts";
import { useAgeClock } from "./as-of.tsx";

interface Live {
  page: LiveWidgets;
  /** When this browser got the page, in milliseconds since 1970. */
  arrivedAt: number;
}

/** The page that the widgets around are part of. */
export const LiveContext = createContext<Live | null>(null);

function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("There is no live page around this component.");
  return live;
}

export const useLivePage = (): LiveWidgets => useLive().page;

/** What a signal says, and where it comes from. */
export function useSignal(signalId: string, integrationId: string) {
  const { page } = useLive();
  const signal: SignalNow | undefined = page.signals.find(({ id }) => id === signalId);
  const source: WidgetSource | undefined = page.integrations.find(({ id }) => id === integrationId);
  return { signal, source };
}

/** How old something is by the server's clock, in milliseconds; null for what never was. */
export function useAge(at: string | null): number | null {
  const { page, arrivedAt } = useLive();
  const now = useAgeClock();
  if (at === null) return null;
  return Math.max(0, now - arrivedAt) + Date.parse(page.at) - Date.parse(at);
}
