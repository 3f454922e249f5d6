"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";

/**
 * Says that something was not saved: in the server's own words with the request id, or that it
 * could not be reached, with a way to try again.
 */
export function useFailureToast(): (what: string, error: unknown, retry?: () => void) => void {
  const t = useTranslations("checklist");
  return useCallback(
    (what, error, retry) => {
      const refused = error instanceof ApiError;
      const description = refused
        ? t("failure.refused", { detail: error.message, requestId: error.problem.requestId })
        : t("failure.unreachable");
      showToast({
        title: t("failure.title", { what }),
        description,
        tone: "fail",
        ...(retry && !refused ? { action: { label: t("failure.retry"), onPress: retry } } : {}),
      });
    },
    [t],
  );
}
