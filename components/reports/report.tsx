"use client";

import type { ProjectOverview, ProjectReport } from "#lib/reports/contract.ts";
import { BurnUpSection } from "./burn-up-section.tsx";
import { ExceptionsSection } from "./exceptions-section.tsx";
import { OverdueSection } from "./overdue-section.tsx";
import { PeopleSection } from "./people-section.tsx";
import { ReadinessFigures } from "./readiness-figures.tsx";

interface ReportProps {
  projectId: string;
  slug: string;
  phases: ProjectOverview["phases"];
  report: ProjectReport;
}

/** What a manager hands on: figures, trend, people, what is late, what was let off. */
export function Report({ projectId, slug, phases, report }: ReportProps) {
  const shared = { projectId, slug, report };
  return (
    // Bars and heat are meaning, not decoration: browsers must not drop them from paper.
    <div className="flex flex-col gap-8 [print-color-adjust:exact] print:gap-6">
      <ReadinessFigures slug={slug} phases={phases} />
      <BurnUpSection projectId={projectId} burnUp={report.burnUp} />
      <PeopleSection {...shared} />
      <OverdueSection {...shared} />
      <ExceptionsSection {...shared} />
    </div>
  );
}
