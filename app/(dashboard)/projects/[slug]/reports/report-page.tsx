"use client";

import { Printer } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";

import { BrandMark } from "#components/frame/brand.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { useProjectFeed } from "#components/projects/use-project-events.tsx";
import { useProject, useProjectOverview } from "#components/projects/use-project.ts";
import { PrintTitle } from "#components/reports/print-title.tsx";
import { ReportFailure, ReportSkeleton } from "#components/reports/report-states.tsx";
import { Report } from "#components/reports/report.tsx";
import { useReportRefresh } from "#components/reports/use-report-refresh.ts";
import { useReport } from "#components/reports/use-reports.ts";
import { Button } from "#components/ui/button.tsx";
import type { ProjectSummary } from "#lib/projects/contract.ts";

interface ReportPageProps {
  slug: string;
  /** Stands on paper. */
  organization: string;
}

/** Joins a project's report with its gate and figures. */
export function ReportPage({ slug, organization }: ReportPageProps) {
  const project = useProject(slug).data;
  if (!project) return <ReportSkeleton />;
  return <Loaded project={project} slug={slug} organization={organization} />;
}

function Loaded({ project, slug, organization }: ReportPageProps & { project: ProjectSummary }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const { follow } = useProjectFeed();
  useReportRefresh(follow, project.id, project.revision);
  const overview = useProjectOverview(slug).data;
  const { data: report, error, refetch } = useReport(project.id, timeZone);
  const moment =
    report &&
    t("report.moment", {
      date: format.dateTime(new Date(report.at), { dateStyle: "long", timeStyle: "short" }),
      zone: report.timeZone,
    });
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={t("report.title")}
          description={moment && t("report.asOf", { moment })}
          actions={
            <Button onClick={() => window.print()}>
              <Printer aria-hidden className="size-4" />
              {t("report.print")}
            </Button>
          }
        />
      </div>
      {report && overview ? (
        <>
          <PrintTitle
            project={project}
            gate={overview.gate}
            moment={moment ?? ""}
            organization={organization}
            brand={<BrandMark className="size-5" />}
          />
          <Report projectId={project.id} slug={slug} phases={overview.phases} report={report} />
        </>
      ) : error ? (
        <ReportFailure title={t("report.failed")} error={error} onRetry={() => void refetch()} />
      ) : (
        <ReportSkeleton />
      )}
    </>
  );
}
