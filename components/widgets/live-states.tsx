"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorReference } from "#lib/api-client/use-error-reference.ts";
import { gridStyle } from "./cell.ts";

/** The widgets could not be loaded: why, and another try. */
export function LiveFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("widgets");
  const common = useTranslations("common");
  const referenceOf = useErrorReference();
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <ErrorState
      title={t("failed.load")}
      safe={problem?.detail ?? t("failed.safe")}
      action={<Button onClick={onRetry}>{common("retry")}</Button>}
      reference={referenceOf(error)}
    />
  );
}

/** The size of a live page, on first load only. */
export function LiveSkeleton() {
  const common = useTranslations("common");
  return (
    <div role="status" className={gridStyle}>
      <span className="sr-only">{common("loading")}</span>
      {Array.from({ length: 8 }, (_none, index) => (
        <Skeleton key={index} className="h-full w-full" />
      ))}
    </div>
  );
}
