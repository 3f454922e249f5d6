"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { showToast } from "#components/ui/toast.tsx";
import { callApi } from "#lib/api-client/call.ts";
import { updateItem } from "#lib/api-client/operations.ts";
import type { Claim, Item } from "#lib/checklist/contract.ts";
import { checklistKeys } from "./keys.ts";
import { runWrite } from "./run-write.ts";
import { useFailureToast } from "./use-failure-toast.ts";

type Mine = Pick<Item, "id" | "code" | "claim"> & { projectId: string };
type Claims = ReadonlyMap<string, Claim>;

/**
 * Sets the claim of an item of any project, with a way back. `onTheirWay` holds the claims that are
 * not in the list yet, by item.
 */
export function useClaimMine(): {
  setClaim: (item: Mine, claim: Claim) => Promise<void>;
  onTheirWay: Claims;
} {
  const client = useQueryClient();
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const showFailure = useFailureToast();
  const [onTheirWay, setOnTheirWay] = useState<Claims>(new Map());

  async function send({ id, projectId }: Mine, claim: Claim): Promise<void> {
    const params = { projectId, itemId: id };
    await runWrite(client, () => callApi(updateItem, { params, body: { claim } }));
    await client.invalidateQueries({ queryKey: checklistKeys.mine });
  }

  async function takeBack(item: Mine, what: string): Promise<void> {
    try {
      await send(item, item.claim);
      showToast({ title: t("undo.undone", { what }) });
    } catch (error) {
      showFailure(item.code, error, () => void takeBack(item, what));
    }
  }

  async function setClaim(item: Mine, claim: Claim): Promise<void> {
    const renewed = claim === item.claim;
    const what = t(renewed ? "undo.renewed" : `undo.claimed.${claim}`, { what: item.code });
    setOnTheirWay((before) => new Map(before).set(item.id, claim));
    try {
      await send(item, claim);
      const action = { label: common("undo"), onPress: () => void takeBack(item, what) };
      showToast({ title: what, tone: "done", ...(renewed ? {} : { action }) });
    } catch (error) {
      showFailure(item.code, error, () => void setClaim(item, claim));
    } finally {
      setOnTheirWay((before) => new Map([...before].filter(([id]) => id !== item.id)));
    }
  }

  return { setClaim, onTheirWay };
}
