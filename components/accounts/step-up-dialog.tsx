"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { answerStepUp } from "#lib/api-client/step-up.ts";

const load = () => import("./step-up-form.tsx");

/**
 * Asks for a fresh proof whenever the server wants one; the request that it refused is then sent
 * again. Stands once on a page.
 */
export function StepUpDialog() {
  const t = useTranslations("factors");
  const [open, setOpen] = useState(false);
  const answer = useRef<(given: boolean) => void>(undefined);
  const form = useOnDemand(load, open);

  useEffect(() => {
    const stop = answerStepUp(
      () =>
        new Promise((resolve) => {
          answer.current = resolve;
          setOpen(true);
        }),
    );
    return () => {
      stop();
      answer.current?.(false);
    };
  }, []);

  function close(given: boolean): void {
    setOpen(false);
    answer.current?.(given);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close(false)}
      size="sm"
      title={t("stepUp.title")}
      description={t("stepUp.text")}
      closeLabel={t("cancel")}
    >
      {form ? <form.StepUpForm onDone={() => close(true)} /> : <Skeleton className="h-44 w-full" />}
    </Dialog>
  );
}
