"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useErrorReference } from "#lib/api-client/use-error-reference.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";

/** Integrations could not be loaded: why, and another try. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("integrations");
  const errorText = useErrorText();
  const referenceOf = useErrorReference();
  return (
    <ErrorState
      title={t("failed")}
      safe={errorText(error)}
      action={<Button onClick={onRetry}>{t("retry")}</Button>}
      reference={referenceOf(error)}
    />
  );
}
