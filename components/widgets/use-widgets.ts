"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { callApi } from "#lib/api-client/call.ts";
import { listPresets, listWidgets } from "#lib/api-client/widget-operations.ts";
import type { WidgetRange } from "#lib/widgets/choices.ts";
import { widgetKeys } from "./keys.ts";

const REFRESH_MS = 20_000;

/** A project's widgets with what their signals say: one request, again every 20 s while it is looked at. */
export function useLiveWidgets(projectId: string, range: WidgetRange, overview = false) {
  return useQuery({
    queryKey: widgetKeys.page(projectId, range, overview),
    queryFn: ({ signal }) =>
      callApi(listWidgets, {
        params: { projectId },
        query: { range, overview: overview ? "true" : "false" },
        signal,
      }),
    // An overview without widgets has nothing to keep fresh; a new one is told by an event.
    refetchInterval: ({ state }) =>
      overview && state.data?.widgets.length === 0 ? false : REFRESH_MS,
    refetchOnWindowFocus: true,
    staleTime: REFRESH_MS / 2,
    placeholderData: keepPreviousData,
  });
}

/** What the connected integrations offer; asked when somebody wants to add something. */
export function usePresets(projectId: string, enabled: boolean) {
  return useQuery({
    queryKey: widgetKeys.presets(projectId),
    queryFn: ({ signal }) => callApi(listPresets, { params: { projectId }, signal }),
    enabled,
  });
}

/** Follows a project: calls `listener` at each event after `after`, `onGap` when some are lost. */
type Follow = (
  after: number,
  listener: (event: { action: string }) => void,
  onGap: () => void,
) => () => void;

/** Loads the widgets again when somebody has changed them or the integrations that they ask. */
export function useWidgetRefresh(follow: Follow, projectId: string, revision: number): void {
  const client = useQueryClient();
  // The project's own figures move the revision on; what was loaded with the page stays the start.
  const [after] = useState(revision);
  useEffect(() => {
    const refresh = () => void client.invalidateQueries({ queryKey: widgetKeys.all(projectId) });
    return follow(
      after,
      ({ action }) => {
        if (action.startsWith("widget.") || action.startsWith("integration.")) refresh();
      },
      refresh,
    );
  }, [client, follow, projectId, after]);
}
