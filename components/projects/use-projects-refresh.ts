"use client";

import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import { endpointUrl } from "#lib/api-client/call.ts";
import { followProjects } from "#lib/api-client/operations.ts";
import { connectWhileVisible, EventConnection } from "./event-connection.ts";
import { calmly } from "./calmly.ts";

// Figures follow a burst of changes, not each of them.
const PAUSE_MS = 300;

/** Loads what is below `queryKey` again when something has changed in a project that the reader can see. */
export function useProjectsRefresh(queryKey: QueryKey): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = calmly(() => client.invalidateQueries({ queryKey }), PAUSE_MS);
    const connection = new EventConnection(() => endpointUrl(followProjects), {
      onChange: refresh.soon,
      onState: () => undefined,
    });
    const disconnect = connectWhileVisible(connection);
    return () => {
      disconnect();
      refresh.stop();
    };
  }, [client, queryKey]);
}
