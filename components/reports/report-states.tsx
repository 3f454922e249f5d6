"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorReference } from "#lib/api-client/use-error-reference.ts";

interface ReportFailureProps {
  title: string;
  error: unknown;
  onRetry: () => void;
}

/** A part that could not be loaded: why, and another try. */
export function ReportFailure({ title, error, onRetry }: ReportFailureProps) {
  const t = useTranslations("reports");
  const common = useTranslations("common");
  const referenceOf = useErrorReference();
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <ErrorState
      title={title}
      safe={problem?.detail ?? t("report.safe")}
      action={<Button onClick={onRetry}>{common("retry")}</Button>}
      reference={referenceOf(error)}
    />
  );
}

/** The size of a report, on first load only. */
export function ReportSkeleton() {
  const common = useTranslations("common");
  return (
    <div role="status" className="flex flex-col gap-8">
      <span className="sr-only">{common("loading")}</span>
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

/** The size of an overview, on first load only. */
export function OverviewSkeleton() {
  const common = useTranslations("common");
  return (
    <div role="status" className="flex flex-col gap-6 pt-5">
      <span className="sr-only">{common("loading")}</span>
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-28 w-full" />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
