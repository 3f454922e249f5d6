"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";

import { useEnvironment } from "./environment.ts";
import type { ItemPages } from "./item-cache.ts";
import { pagesAfter, reactionTo, type ChangeEvent } from "./item-events.ts";
import { checklistKeys } from "./keys.ts";
import { markChanged } from "./recent-changes.ts";

// An import or a bulk removal is many events and one new list.
const REFETCH_PAUSE_MS = 250;
// A bulk change of 5,000 items is as many events; they go into the list together, once a frame.
const BURST_MS = 16;

/** Follows the project: calls `listener` with each event after `after`, `onGap` when some are lost. */
export type FollowProject = (
  after: number,
  listener: (event: ChangeEvent) => void,
  onGap: () => void,
) => () => void;

/** Keeps the list as the server has it: patches what changed, asks again where more did. */
export function useChecklistEvents(follow: FollowProject, revision: number | null): void {
  const client = useQueryClient();
  const { projectId, me } = useEnvironment();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const burst = useRef<ChangeEvent[]>([]);
  const burstTimer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const refetch = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void client.invalidateQueries({ queryKey: checklistKeys.items(projectId) });
    }, REFETCH_PAUSE_MS);
  }, [client, projectId]);

  const patch = useCallback(
    (event: ChangeEvent) => {
      burst.current.push(event);
      burstTimer.current ??= setTimeout(() => {
        const events = burst.current;
        burst.current = [];
        burstTimer.current = undefined;
        client.setQueryData<ItemPages>(
          checklistKeys.items(projectId),
          (data) => data && pagesAfter(data, events),
        );
      }, BURST_MS);
    },
    [client, projectId],
  );

  const apply = useCallback(
    (event: ChangeEvent) => {
      const reaction = reactionTo(event);
      if (reaction === "ignore") return;
      if (reaction === "refetch") refetch();
      if (event.subject.type !== "item") return;
      const itemId = event.subject.id;
      if (event.actorId !== me) markChanged(itemId, event.actorId, event.seq);
      if (reaction === "refetch") return;
      patch(event);
      if (reaction === "patch_and_detail") {
        void client.invalidateQueries({ queryKey: checklistKeys.item(projectId, itemId) });
      }
    },
    [client, projectId, me, refetch, patch],
  );

  const loaded = revision !== null;
  const start = useRef(revision);
  useEffect(() => {
    start.current = revision;
  }, [revision]);
  useEffect(() => {
    if (!loaded) return;
    return follow(start.current ?? 0, apply, refetch);
  }, [loaded, follow, apply, refetch]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
