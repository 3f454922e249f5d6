"use client";

import { useTranslations } from "next-intl";
import { createContext, useCallback, useContext, useMemo } from "react";

import { closeToast, showToast } from "#components/ui/toast.tsx";
import { UNDO_MS, type UndoEntry, type UndoStack } from "./undo.ts";

const TOAST = "checklist-undo";

export const UndoContext = createContext<UndoStack | null>(null);

/**
 * Offers to take a change back for ten seconds. One toast shows the newest change; undoing it
 * shows the one before, so that several quick changes can be taken back one after the other.
 */
export function useUndo() {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const stack = useContext(UndoContext);
  if (!stack) throw new Error("There is no checklist around this component.");

  const undo = useCallback(
    function takeBackNewest() {
      const entry = stack.pop(Date.now());
      if (!entry) {
        showToast({ id: TOAST, title: t("undo.nothing") });
        return;
      }
      entry.undo();
      const next = stack.newest(Date.now());
      const title = t("undo.undone", { what: entry.label });
      showToast({
        id: TOAST,
        title,
        ...(next
          ? {
              description: t("undo.next", { what: next.label }),
              action: { label: common("undo"), onPress: takeBackNewest },
            }
          : {}),
      });
    },
    [stack, t, common],
  );

  const offer = useCallback(
    (label: string, takeBack: () => void): UndoEntry => {
      const entry = { label, undo: takeBack, until: Date.now() + UNDO_MS };
      stack.push(entry);
      const action = { label: common("undo"), onPress: undo };
      showToast({ id: TOAST, title: label, tone: "done", action });
      return entry;
    },
    [stack, common, undo],
  );

  const withdraw = useCallback(
    (entry: UndoEntry) => {
      const isShown = stack.newest(Date.now()) === entry;
      stack.drop(entry);
      if (isShown) closeToast(TOAST);
    },
    [stack],
  );

  return useMemo(() => ({ offer, withdraw, undo }), [offer, withdraw, undo]);
}
