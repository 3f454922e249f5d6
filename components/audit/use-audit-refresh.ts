"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { auditKeys } from "./keys.ts";

// A bulk change is many events and one answer.
const PAUSE_MS = 300;

/** Follows a project: calls `listener` at each event after `after`, `onGap` when some are lost. */
type Follow = (after: number, listener: () => void, onGap: () => void) => () => void;

/** Loads what is shown of a project's log again when something was added to it. */
export function useAuditRefresh(follow: Follow, projectId: string, revision: number): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: auditKeys.project(projectId) });
    };
    const soon = (): void => {
      timer ??= setTimeout(refresh, PAUSE_MS);
    };
    const stop = follow(revision, soon, soon);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, follow, projectId, revision]);
}
