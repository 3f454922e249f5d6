"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";

import type { ProjectSummary } from "#lib/projects/contract.ts";
import type { ProjectOverview } from "#lib/reports/contract.ts";
import { GateState } from "./gate-strip.tsx";
import { usePhaseName } from "./use-phase-name.ts";

interface PrintTitleProps {
  project: ProjectSummary;
  gate: ProjectOverview["gate"];
  /** The moment of which the figures are, with its time zone. */
  moment: string;
  /** Whose report it is. */
  organization: string;
  brand: ReactNode;
}

/** The head of the report on paper: which project, of when, and whether it may launch. */
export function PrintTitle({ project, gate, moment, organization, brand }: PrintTitleProps) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const phaseName = usePhaseName();
  const { name, description, catalogVersion, scope, readiness, startAt } = project;
  const kind = catalogVersion === null ? t("overview.imported") : t(`overview.scope.${scope}`);
  return (
    <div data-print-title className="hidden pb-4 print:block">
      <div className="flex items-center justify-between border-b border-ink pb-2 text-sm">
        <span className="flex items-center gap-2 font-semibold">
          {brand}
          {organization}
        </span>
        {t("report.printTitle")}
      </div>
      <p className="mt-5 text-2xl font-semibold">{name}</p>
      {description && <p className="mt-0.5 text-muted">{description}</p>}
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
        <dt className="text-muted">{t("report.gate")}</dt>
        <dd className="flex flex-wrap items-center gap-x-3">
          <GateState open={gate.open} />
          {gate.reasons
            .map(({ code, items, phase }) =>
              t(`gate.reason.${code}`, { count: items, phase: phaseName(phase) }),
            )
            .join(" · ")}
        </dd>
        <dt className="text-muted">{t("report.scope")}</dt>
        <dd>
          {kind} · {t("overview.items", { count: readiness.total })}
        </dd>
        <dt className="text-muted">{t("report.started")}</dt>
        <dd>{format.dateTime(new Date(startAt), "day")}</dd>
        <dt className="text-muted">{t("report.date")}</dt>
        <dd>{moment}</dd>
      </dl>
    </div>
  );
}
