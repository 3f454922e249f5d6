"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { reportKeys } from "./keys.ts";

// The trend is read from the audit log; it may follow a working team a little later than the figures.
const PAUSE_MS = 1_500;

/** Follows a project: calls `listener` at each event after `after`, `onGap` when some are lost. */
type Follow = (after: number, listener: () => void, onGap: () => void) => () => void;

/** Loads what is shown of a project's reports again when something in it has changed. */
export function useReportRefresh(follow: Follow, projectId: string, revision: number): void {
  const client = useQueryClient();
  // The figures beside move the revision on; following anew from there would forget this pause.
  const [after] = useState(revision);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: reportKeys.all(projectId) });
    };
    const soon = (): void => {
      timer ??= setTimeout(refresh, PAUSE_MS);
    };
    const stop = follow(after, soon, soon);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, follow, projectId, after]);
}
