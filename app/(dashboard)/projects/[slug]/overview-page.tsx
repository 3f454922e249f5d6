"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";

import { SubjectHistory } from "#components/audit/subject-history.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { useProjectFeed } from "#components/projects/use-project-events.tsx";
import { useProject, useProjectOverview } from "#components/projects/use-project.ts";
import { LazyBurnUpChart } from "#components/reports/charts.tsx";
import { Overview } from "#components/reports/overview.tsx";
import { OverviewSkeleton, ReportFailure } from "#components/reports/report-states.tsx";
import { useReportRefresh } from "#components/reports/use-report-refresh.ts";
import { useBurnUp } from "#components/reports/use-reports.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { can } from "#lib/platform/auth/permissions.ts";
import type { ProjectSummary } from "#lib/projects/contract.ts";

import { LiveStrip } from "./live-strip.tsx";

// As tall as four phases' due dates and some room for their lines.
const CHART_PX = 208;

interface OverviewPageProps {
  slug: string;
  latestEvents: number;
}

/** Joins a project's overview with its trend and its audit log. */
export function OverviewPage({ slug, latestEvents }: OverviewPageProps) {
  const t = useTranslations("reports");
  const project = useProject(slug).data;
  const overview = useProjectOverview(slug);
  if (overview.isError && !overview.data) {
    return (
      <ReportFailure
        title={t("overview.failed")}
        error={overview.error}
        onRetry={() => void overview.refetch()}
      />
    );
  }
  if (!project || !overview.data) return <OverviewSkeleton />;
  const mayRead = can(project.role, "audit.project") !== false;
  return (
    <>
      <ProjectHead project={project} />
      <Overview
        slug={slug}
        overview={overview.data}
        mayClaim={!project.archivedAt && can(project.role, "items.claim") !== false}
        live={<LiveStrip slug={slug} projectId={project.id} />}
        burnUp={<Trend projectId={project.id} revision={project.revision} />}
        activity={mayRead && <SubjectHistory projectId={project.id} limit={latestEvents} />}
      />
    </>
  );
}

function ProjectHead({ project }: { project: ProjectSummary }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const { name, description, archivedAt, catalogVersion, scope, readiness, startAt } = project;
  const facts = [
    catalogVersion === null ? t("overview.imported") : t(`overview.scope.${scope}`),
    t("overview.items", { count: readiness.total }),
    t("overview.started", { date: format.dateTime(new Date(startAt), "day") }),
  ];
  return (
    <PageHeader
      title={name}
      aside={archivedAt && <Badge>{t("overview.archived")}</Badge>}
      description={
        <>
          {description && <span className="block">{description}</span>}
          <span className="text-sm text-faint">{facts.join(" · ")}</span>
        </>
      }
    />
  );
}

function Trend({ projectId, revision }: { projectId: string; revision: number }) {
  const t = useTranslations("reports");
  const timeZone = useTimeZone() ?? "UTC";
  const { follow } = useProjectFeed();
  useReportRefresh(follow, projectId, revision);
  const { data, error, refetch } = useBurnUp(projectId, timeZone);
  if (error && !data) {
    return (
      <ReportFailure title={t("burnUp.failed")} error={error} onRetry={() => void refetch()} />
    );
  }
  if (!data) return <Skeleton className="h-52 w-full" />;
  return <LazyBurnUpChart burnUp={data} height={CHART_PX} compact />;
}
