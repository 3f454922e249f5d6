"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { QueueTable } from "./queue-table.tsx";
import { TroubledIntegrations } from "./troubled-integrations.tsx";
import { workQuery } from "./use-work.ts";

const SILENT_SECONDS = 30;

/** How the background work stands: the worker, integrations in trouble, what was given up, queues. */
export function WorkPage() {
  const t = useTranslations("jobs");
  const errorText = useErrorText();
  const { data, error } = useQuery(workQuery());
  if (!data) return <FormAlert>{error && errorText(error)}</FormAlert>;
  return (
    <div className="flex flex-col gap-8">
      <Part title={t("worker")}>
        <WorkerState age={data.workerAge} />
      </Part>
      <Part title={t("integrations")}>
        <TroubledIntegrations integrations={data.integrations} />
      </Part>
      <Part title={t("letters")}>
        <DeadLetters letters={data.deadLetters} />
      </Part>
      <Part title={t("queues")}>
        <QueueTable jobs={data.jobs} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function WorkerState({ age }: { age: number | null }) {
  const t = useTranslations("jobs");
  const seconds = Math.max(0, Math.round(age ?? 0));
  if (age !== null && age <= SILENT_SECONDS) {
    return <p className="text-muted">{t("workerAlive", { seconds })}</p>;
  }
  return (
    <FormAlert>{age === null ? t("workerMissing") : t("workerSilent", { seconds })}</FormAlert>
  );
}
