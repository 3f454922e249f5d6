"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

interface ErrorViewProps {
  error: unknown;
  retry: () => void;
}

/** What an `error.tsx` shows: what happened, what is safe, what to do. */
export function ErrorView({ error, retry }: ErrorViewProps) {
  const t = useTranslations("frame.error");
  const common = useTranslations("common");
  // The digest also stands in the server's log, beside what really happened.
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  useEffect(() => {
    // One with a digest failed on the server, which reported it; others are told to who listens here.
    if (!digest) window.reportError(error);
  }, [digest, error]);
  return (
    // As wide as a narrow page; every page loads this, so that it takes little along.
    <div className="mx-auto w-full max-w-3xl min-w-0 px-4 pt-8 pb-12 lg:px-6 print:p-0">
      <ErrorState
        title={t("title")}
        safe={t("safe")}
        action={<Button onClick={() => retry()}>{common("retry")}</Button>}
        reference={
          digest
            ? {
                label: t("reference"),
                id: digest,
                copyLabel: t("copy"),
                copiedLabel: common("copied"),
              }
            : undefined
        }
      />
    </div>
  );
}
