"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";

import { callApi } from "#lib/api-client/call.ts";
import { createItem, moveItem, removeItem, restoreItem } from "#lib/api-client/operations.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { useEnvironment } from "./environment.ts";
import { withItem, withoutItem, type ItemPages } from "./item-cache.ts";
import { checklistKeys } from "./keys.ts";
import { runWrite } from "./run-write.ts";
import { useFailureToast } from "./use-failure-toast.ts";
import { useUndo } from "./use-undo.ts";

/** Adds, moves and removes custom items. Adding throws what the server refuses; the rest says it. */
export function useCustomItems() {
  const client = useQueryClient();
  const { projectId } = useEnvironment();
  const t = useTranslations("checklist");
  const sayFailure = useFailureToast();
  const { offer, withdraw } = useUndo();

  const change = useCallback(
    (next: (data: ItemPages) => ItemPages) => {
      client.setQueryData<ItemPages>(checklistKeys.items(projectId), (data) => data && next(data));
    },
    [client, projectId],
  );

  const add = useCallback(
    async (groupId: string, title: string): Promise<Item> => {
      const body = { groupId, title };
      const item = await runWrite(client, () =>
        callApi(createItem, { params: { projectId }, body }),
      );
      change((data) => withItem(data, item));
      return item;
    },
    [client, projectId, change],
  );

  const move = useCallback(
    async (item: Item, groupId: string, afterItemId: string | null): Promise<void> => {
      try {
        const params = { projectId, itemId: item.id };
        const body = { groupId, afterItemId };
        const moved = await runWrite(client, () => callApi(moveItem, { params, body }));
        change((data) => withItem(data, moved));
      } catch (error) {
        sayFailure(item.code, error);
      }
    },
    [client, projectId, change, sayFailure],
  );

  const remove = useCallback(
    async (item: Item): Promise<void> => {
      const params = { projectId, itemId: item.id };
      const restore = async (): Promise<void> => {
        try {
          const restored = await runWrite(client, () => callApi(restoreItem, { params }));
          change((data) => withItem(data, restored));
        } catch (error) {
          sayFailure(item.code, error, () => void restore());
        }
      };
      change((data) => withoutItem(data, item.id));
      const removal = runWrite(client, () => callApi(removeItem, { params }));
      const entry = offer(t("undo.removed", { what: item.code }), () => {
        void removal.then(restore, () => undefined);
      });
      try {
        await removal;
      } catch (error) {
        change((data) => withItem(data, item));
        withdraw(entry);
        sayFailure(item.code, error);
      }
    },
    [client, projectId, change, offer, withdraw, sayFailure, t],
  );

  return useMemo(() => ({ add, move, remove }), [add, move, remove]);
}
