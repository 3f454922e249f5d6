"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { showToast } from "#components/ui/toast.tsx";
import { callApi } from "#lib/api-client/call.ts";
import { bulkUpdateItems, updateItem } from "#lib/api-client/operations.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { useEnvironment } from "./environment.ts";
import { changes, inversePlans, planned, type Plan } from "./inverse.ts";
import { changeItems, itemsById, newer, type ItemPages } from "./item-cache.ts";
import { checklistKeys } from "./keys.ts";
import { runWrite } from "./run-write.ts";
import { useFailureToast } from "./use-failure-toast.ts";
import { usePlanLabel } from "./use-plan-label.ts";
import { useUndo } from "./use-undo.ts";
import { wished, wishes, type Wish } from "./wishes.ts";

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
    return [await callApi(updateItem, { params, body: plan })];
  }
  const body = { itemIds: [...itemIds], ...plan };
  return (await callApi(bulkUpdateItems, { params: { projectId }, body })).items;
}

/** Those of the items that a plan would change, as they are shown. */
function affected(client: QueryClient, projectId: string, ids: readonly string[], plan: Plan) {
  const known = itemsById(client.getQueryData<ItemPages>(checklistKeys.items(projectId)));
  return ids.flatMap((id) => {
    const loaded = known.get(id);
    const item = loaded && wished(loaded, wishes.get());
    return item && changes(item, plan, new Date()) ? item : [];
  });
}

/** Puts the server's answer into the list, unless it knows a newer state. */
function keep(client: QueryClient, projectId: string, answer: readonly Item[]): void {
  const items = new Map(answer.map((item) => [item.id, item]));
  client.setQueryData<ItemPages>(
    checklistKeys.items(projectId),
    (data) =>
      data &&
      changeItems(data, new Set(items.keys()), (item) => newer(item, items.get(item.id) ?? item)),
  );
}

/**
 * Sets the claim, the assignee, the due date or the days until renewal of one item or of many in one request: shown at once,
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
      async function write(ids: readonly string[], wanted: Plan, what: string): Promise<boolean> {
        const now = new Date();
        const wish: Wish = {
          itemIds: new Set(ids),
          apply: (item) => planned(item, wanted, me, now),
        };
        wishes.add(wish);
        try {
          keep(
            client,
            projectId,
            await inTurn(ids, () => runWrite(client, () => send(projectId, ids, wanted))),
          );
          return true;
        } catch (error) {
          sayFailure(what, error, () => void write(ids, wanted, what));
          return false;
        } finally {
          wishes.drop(wish);
        }
      }

      const before = affected(client, projectId, itemIds, plan);
      if (before.length === 0) return;
      const label = labelOf(before, plan);
      const inverses = inversePlans(before, plan);
      const ids = before.map(({ id }) => id);
      const saving = write(ids, plan, label.what);
      if (inverses.length === 0) {
        void saving.then((saved) => saved && showToast({ title: label.done, tone: "done" }));
        return;
      }
      const entry = offer(label.done, () => {
        for (const inverse of inverses) void write(inverse.itemIds, inverse.plan, label.what);
      });
      void saving.then((saved) => saved || withdraw(entry));
    },
    [client, projectId, me, labelOf, sayFailure, offer, withdraw],
  );
}
