"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";

/** Integrations could not be loaded: why, and another try. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("integrations");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const reference =
    error instanceof ApiError
      ? {
          label: common("requestId"),
          id: error.problem.requestId,
          copyLabel: common("copy"),
          copiedLabel: common("copied"),
        }
      : undefined;
  return (
    <ErrorState
      title={t("failed")}
      safe={errorText(error)}
      action={<Button onClick={onRetry}>{t("retry")}</Button>}
      reference={reference}
    />
  );
}
