"use client";

import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useQueryClient,
  type InfiniteData,
} from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useRef } from "react";

import { showToast } from "#components/ui/toast.tsx";
import { callApi } from "#lib/api-client/call.ts";
import {
  listDisagreements,
  settleDisagreement,
  withdrawSettlement,
} from "#lib/api-client/check-operations.ts";
import { updateItem } from "#lib/api-client/operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Item } from "#lib/checklist/contract.ts";
import type { listDisagreementsEndpoint } from "#lib/checks/disagreement-contract.ts";
import type { Result } from "#lib/platform/http/endpoint.ts";
import { checkKeys } from "./keys.ts";

type Page = Result<typeof listDisagreementsEndpoint>;

/** How somebody settles a disagreement: by the verdict, or for so many days by the claim. */
export type Decision = { kind: "accept" } | { kind: "keep"; reason: string; days: number };

const DAY_MS = 86_400_000;

function disagreementsOptions(projectId: string) {
  return infiniteQueryOptions({
    queryKey: checkKeys.disagreements(projectId),
    queryFn: ({ pageParam, signal }) =>
      callApi(listDisagreements, {
        params: { projectId },
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** The items that wait for somebody to settle them, and settling them with a way back. */
export function useDisagreements(projectId: string) {
  const query = useInfiniteQuery(disagreementsOptions(projectId));
  const { settle, undo } = useSettle(projectId);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  return {
    ...{ data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, settle, undo },
    items: data?.pages.flatMap((page) => page.items) ?? [],
  };
}

function useSettle(projectId: string) {
  const client = useQueryClient();
  const t = useTranslations("checks");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const latest = useRef<(() => void) | null>(null);

  const refresh = useCallback(
    () => client.invalidateQueries({ queryKey: checkKeys.disagreements(projectId) }),
    [client, projectId],
  );
  const fail = useCallback(
    (code: string, error: unknown) => {
      const title = t("disagreements.failed", { code });
      showToast({ title, description: errorText(error), tone: "fail" });
      void refresh();
    },
    [t, errorText, refresh],
  );

  const settle = useCallback(
    async (item: Item, decision: Decision): Promise<void> => {
      const { id: itemId, code } = item;
      const params = { projectId, itemId };
      client.setQueryData<InfiniteData<Page>>(
        checkKeys.disagreements(projectId),
        (data) => data && withoutItem(data, itemId),
      );
      try {
        await callApi(settleDisagreement, { params, body: toBody(decision) });
      } catch (error) {
        fail(code, error);
        return;
      }
      const what =
        decision.kind === "accept"
          ? t("disagreements.accepted", { code })
          : t("disagreements.keptDone", { code, days: decision.days });
      const takeBack = async (): Promise<void> => {
        latest.current = null;
        try {
          if (decision.kind === "keep") await callApi(withdrawSettlement, { params });
          else await callApi(updateItem, { params, body: { claim: item.claim } });
          showToast({ title: t("disagreements.undone", { what }) });
        } catch (error) {
          fail(code, error);
        }
        await refresh();
      };
      latest.current = () => void takeBack();
      const action = { label: common("undo"), onPress: () => void takeBack() };
      showToast({ id: "disagreement", title: what, tone: "done", action });
      await refresh();
    },
    [client, projectId, t, common, fail, refresh],
  );
  return { settle, undo: () => latest.current?.() };
}

function toBody(decision: Decision) {
  if (decision.kind === "accept") return { decision: "accept_verdict" } as const;
  // The server's clock may be behind ours.
  const until = new Date(Date.now() + decision.days * DAY_MS - 3_600_000).toISOString();
  return { decision: "keep_claim", reason: decision.reason, until } as const;
}

function withoutItem(data: InfiniteData<Page>, itemId: string): InfiniteData<Page> {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.filter(({ id }) => id !== itemId),
  }));
  return { ...data, pages };
}
