"use client";

import { useMutation } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";

import { showToast } from "#components/ui/toast.tsx";
import { callApi } from "#lib/api-client/call.ts";
import { runChecks } from "#lib/api-client/check-operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { runChecksEndpoint } from "#lib/checks/contract.ts";
import type { Body, Result } from "#lib/platform/http/endpoint.ts";

export type RunAnswer = Result<typeof runChecksEndpoint>;

/** Has checks run now, and says how many are under way and which have to wait. */
export function useRunChecks(projectId: string, onAnswer?: (answer: RunAnswer) => void) {
  const t = useTranslations("checks");
  const errorText = useErrorText();
  const format = useFormatter();
  return useMutation({
    mutationFn: (body: Body<typeof runChecksEndpoint>) =>
      callApi(runChecks, { params: { projectId }, body }),
    onSuccess: (answer) => {
      onAnswer?.(answer);
      const { checkIds, waiting } = answer;
      const count = checkIds.length;
      const lines = waiting.map(({ name, state, until, checks }) => {
        const time = until ? format.dateTime(new Date(until), "short") : "";
        return t(`run.waiting.${until ? state : "paused"}`, { name, checks, time });
      });
      const key = count > 0 ? "run.started" : waiting.length > 0 ? "run.none" : "run.fresh";
      showToast({
        title: t(key, { count }),
        ...(lines.length > 0 ? { description: lines.join(" ") } : {}),
      });
    },
    onError: (error) =>
      showToast({ title: t("run.failed"), description: errorText(error), tone: "fail" }),
  });
}
