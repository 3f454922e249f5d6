"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorReference } from "#lib/api-client/use-error-reference.ts";

const LINES = ["w-1/2", "w-2/3", "w-3/5", "w-1/2", "w-3/4", "w-2/5", "w-2/3", "w-1/2"];

/** The size of the list that is coming. */
export function ChecklistSkeleton() {
  const common = useTranslations("common");
  return (
    <div role="status" aria-label={common("loading")} className="pt-6">
      <Skeleton className="mb-4 h-6 w-56" />
      {LINES.map((width, index) => (
        <div key={index} className="flex h-(--row) items-center gap-4 border-b border-line/70">
          <Skeleton className="size-4 rounded-full" />
          <Skeleton className="h-3 w-16" />
          <Skeleton className={`h-3 ${width}`} />
        </div>
      ))}
    </div>
  );
}

interface ChecklistFailureProps {
  error: Error;
  onRetry: () => void;
}

/** The list could not be loaded: what happened, and a way to try again. */
export function ChecklistFailure({ error, onRetry }: ChecklistFailureProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const referenceOf = useErrorReference();
  return (
    <ErrorState
      title={t("failure.load")}
      safe={error instanceof ApiError ? error.message : t("failure.unreachable")}
      reference={referenceOf(error)}
      action={<Button onClick={onRetry}>{common("retry")}</Button>}
    />
  );
}
