"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { callApi } from "#lib/api-client/call.ts";
import {
  bulkUpdateItemsEndpoint,
  updateItemEndpoint,
  type Item,
} from "#lib/checklist/contract.ts";
import { useEnvironment } from "./environment.ts";
import { changes, inversePlans, planned, type Plan } from "./inverse.ts";
import { findItem, type ItemPages } from "./item-cache.ts";
import { checklistKeys } from "./keys.ts";
import { settleWish, showWish } from "./pending-items.ts";
import { useFailureToast } from "./use-failure-toast.ts";
import { usePlanLabel } from "./use-plan-label.ts";
import { useUndo } from "./use-undo.ts";

// Two writes of one item must arrive in the order in which they were made.
const turns = new Map<string, Promise<unknown>>();

function inTurn<T>(ids: readonly string[], send: () => Promise<T>): Promise<T> {
  const earlier = ids.flatMap((id) => turns.get(id) ?? []);
  const run = Promise.allSettled(earlier).then(send);
  for (const id of ids) turns.set(id, run);
  const end = (): void => {
    for (const id of ids) if (turns.get(id) === run) turns.delete(id);
  };
  run.then(end, end);
  return run;
}

async function send(projectId: string, itemIds: readonly string[], plan: Plan): Promise<Item[]> {
  const [only, ...others] = itemIds;
  if (only === undefined) return [];
  if (others.length === 0) {
    const params = { projectId, itemId: only };
    return [await callApi(updateItemEndpoint, { params, body: plan })];
  }
  const body = { itemIds: [...itemIds], ...plan };
  return (await callApi(bulkUpdateItemsEndpoint, { params: { projectId }, body })).items;
}

/** Those of the items that a plan would change. */
function affected(client: QueryClient, projectId: string, ids: readonly string[], plan: Plan) {
  const data = client.getQueryData<ItemPages>(checklistKeys.items(projectId));
  return ids.flatMap((id) => {
    const item = findItem(data, id);
    return item && changes(item, plan) ? item : [];
  });
}

/**
 * Sets the claim, the assignee or the due date of one item or of many in one request: shown at once,
 * taken back on those items alone when the server refuses, and undone by the inverse write.
 */
export function useWriteItems(): (itemIds: readonly string[], plan: Plan) => void {
  const client = useQueryClient();
  const { projectId, me } = useEnvironment();
  const labelOf = usePlanLabel();
  const sayFailure = useFailureToast();
  const { offer, withdraw } = useUndo();

  return useCallback(
    (itemIds, plan) => {
      /** Whether it was saved. */
      async function write(ids: readonly string[], wish: Plan, what: string): Promise<boolean> {
        const now = new Date();
        showWish(client, projectId, ids, (item) => planned(item, wish, me, now));
        try {
          const items = await inTurn(ids, () => send(projectId, ids, wish));
          settleWish(client, projectId, ids, items);
          return true;
        } catch (error) {
          settleWish(client, projectId, ids, null);
          sayFailure(what, error, () => void write(ids, wish, what));
          return false;
        }
      }

      const before = affected(client, projectId, itemIds, plan);
      if (before.length === 0) return;
      const label = labelOf(before, plan);
      const entry = offer(label.done, () => {
        for (const inverse of inversePlans(before, plan)) {
          void write(inverse.itemIds, inverse.plan, label.what);
        }
      });
      const ids = before.map(({ id }) => id);
      void write(ids, plan, label.what).then((saved) => saved || withdraw(entry));
    },
    [client, projectId, me, labelOf, sayFailure, offer, withdraw],
  );
}
