"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { z } from "zod";

import { showToast } from "#components/ui/toast.tsx";
import { callApi } from "#lib/api-client/call.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import {
  addWidget,
  moveWidget,
  removeWidget,
  restoreWidget,
  trySignal,
  updateWidget,
} from "#lib/api-client/widget-operations.ts";
import type { addWidgetEndpoint, updateWidgetEndpoint, Widget } from "#lib/widgets/contract.ts";
import type { LiveWidgets, trySignalEndpoint } from "#lib/widgets/live-contract.ts";
import { widgetKeys } from "./keys.ts";
import { placedAfter } from "./order.ts";

export type NewWidget = z.input<typeof addWidgetEndpoint.body>;
export type WidgetPatch = z.input<typeof updateWidgetEndpoint.body>;
export type Tried = z.output<typeof trySignalEndpoint.response>;

/** Adds a widget. Refusals are the dialog's to show. */
export function useAddWidget(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewWidget) => callApi(addWidget, { params: { projectId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: widgetKeys.all(projectId) }),
  });
}

/** Reads a signal once. */
export function useTrySignal(projectId: string) {
  return useMutation({
    mutationFn: ({
      integrationId,
      ...body
    }: { integrationId: string; signal: string } & Question) =>
      callApi(trySignal, { params: { projectId, integrationId }, body }),
  });
}

type Question = { params: Record<string, string | number | boolean | string[]> };
/** What is changed with one press. */
type Placing = { id: string; width?: number; height?: number; onOverview?: boolean };
type Change = (widgets: Widget[]) => Widget[];

/** Changes, moves and removes widgets: shown at once, taken back where the server refuses. */
export function useWriteWidgets(projectId: string) {
  const client = useQueryClient();
  const t = useTranslations("widgets");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const show = (change: Change): void =>
    void client.setQueriesData<LiveWidgets>(
      { queryKey: widgetKeys.pages(projectId) },
      (page) => page && { ...page, widgets: change(page.widgets) },
    );
  const refresh = () => client.invalidateQueries({ queryKey: widgetKeys.all(projectId) });
  const refused = (title: string) => (error: Error) => {
    showToast({ title, description: errorText(error), tone: "fail" });
  };
  const options = { onSettled: refresh };

  const update = useMutation({
    ...options,
    mutationFn: ({ id, ...body }: WidgetPatch & { id: string }) =>
      callApi(updateWidget, { params: { projectId, widgetId: id }, body }),
    onSuccess: (stored) =>
      show((all) => all.map((each) => (each.id === stored.id ? stored : each))),
  });
  const place = useMutation({
    ...options,
    mutationFn: ({ id, ...body }: Placing) =>
      callApi(updateWidget, { params: { projectId, widgetId: id }, body }),
    onMutate: ({ id, ...placed }) =>
      show((all) => all.map((each) => (each.id === id ? { ...each, ...placed } : each))),
    onError: refused(t("failed.change")),
  });
  const move = useMutation({
    ...options,
    mutationFn: ({ id, afterId }: { id: string; afterId: string | null }) =>
      callApi(moveWidget, {
        params: { projectId, widgetId: id },
        body: { afterWidgetId: afterId },
      }),
    onMutate: ({ id, afterId }) => show((all) => placedAfter(all, id, afterId)),
    onError: refused(t("failed.move")),
  });
  const restore = useMutation({
    ...options,
    mutationFn: (id: string) => callApi(restoreWidget, { params: { projectId, widgetId: id } }),
    onError: refused(t("failed.restore")),
  });
  const remove = useMutation({
    ...options,
    mutationFn: ({ id }: { id: string; title: string }) =>
      callApi(removeWidget, { params: { projectId, widgetId: id } }),
    onMutate: ({ id }) => show((all) => all.filter((each) => each.id !== id)),
    onError: refused(t("failed.remove")),
    onSuccess: (_nothing, { id, title }) => {
      const action = { label: common("undo"), onPress: () => restore.mutate(id) };
      showToast({ title: t("removed", { title }), tone: "done", action });
    },
  });
  return { update, place, move, remove };
}
