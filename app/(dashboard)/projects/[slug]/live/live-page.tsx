"use client";

import { useTranslations } from "next-intl";

import { PageHeader } from "#components/frame/page-header.tsx";
import { useProjectFeed } from "#components/projects/use-project-events.tsx";
import { useProject } from "#components/projects/use-project.ts";
import { LiveFailure, LiveSkeleton } from "#components/widgets/live-states.tsx";
import { LiveView, useRange } from "#components/widgets/live-view.tsx";
import { useLiveWidgets, useWidgetRefresh } from "#components/widgets/use-widgets.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { ProjectSummary } from "#lib/projects/contract.ts";

/** Joins a project's widgets with what the reader may do and with the stream of its changes. */
export function LivePage({ slug }: { slug: string }) {
  const t = useTranslations("widgets");
  const project = useProject(slug).data;
  return (
    <>
      <PageHeader title={t("title")} description={t("about")} />
      {project ? <Loaded slug={slug} project={project} /> : <LiveSkeleton />}
    </>
  );
}

function Loaded({ slug, project }: { slug: string; project: ProjectSummary }) {
  const { follow } = useProjectFeed();
  const [range] = useRange();
  useWidgetRefresh(follow, project.id, project.revision);
  const { data, error, dataUpdatedAt, refetch } = useLiveWidgets(project.id, range);
  if (error && !data) return <LiveFailure error={error} onRetry={() => void refetch()} />;
  if (!data) return <LiveSkeleton />;
  return (
    <LiveView
      projectId={project.id}
      slug={slug}
      page={data}
      arrivedAt={dataUpdatedAt}
      mayManage={!project.archivedAt && can(project.role, "widgets.manage") !== false}
    />
  );
}
