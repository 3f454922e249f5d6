"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { callApi } from "#lib/api-client/call.ts";
import { getItemChecks } from "#lib/api-client/check-operations.ts";
import type { ItemChecks } from "#lib/checks/contract.ts";
import { checkKeys } from "./keys.ts";
import { useRunChecks, type RunAnswer } from "./use-run-checks.ts";

// A run ends after a minute at the latest; then somebody may ask again.
const LONGEST_MS = 70_000;
const LOOK_EVERY_MS = 1_500;

interface Place {
  projectId: string;
  itemId: string;
}

/** An item's checks, and running them: `running` holds those that have not answered yet. */
export function useItemChecks({ projectId, itemId }: Place) {
  const [asked, setAsked] = useState<RunAnswer | null>(null);
  const query = useQuery({
    queryKey: checkKeys.item(projectId, itemId),
    queryFn: ({ signal }) => callApi(getItemChecks, { params: { projectId, itemId }, signal }),
    refetchInterval: ({ state }) =>
      unanswered(state.data, asked).size > 0 ? LOOK_EVERY_MS : false,
  });
  const run = useRunChecks(projectId, (answer) => {
    setAsked(answer);
    void query.refetch();
  });
  const { data, error, refetch } = query;
  return {
    ...{ data, error, refetch },
    running: unanswered(data, asked),
    starting: run.isPending,
    run: () => run.mutate({ itemIds: [itemId] }),
  };
}

/** The checks of a request that have not run since. */
function unanswered(data: ItemChecks | undefined, asked: RunAnswer | null): ReadonlySet<string> {
  if (!data || !asked || Date.now() - Date.parse(asked.requestedAt) > LONGEST_MS) return new Set();
  const wanted = new Set(asked.checkIds);
  const open = data.checks.filter(
    ({ id, ranAt }) => wanted.has(id) && (ranAt === null || ranAt < asked.requestedAt),
  );
  return new Set(open.map(({ id }) => id));
}
