import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";

import { auditKeys } from "#components/audit/keys.ts";
import { PageBody } from "#components/frame/page-header.tsx";
import { reportKeys } from "#components/reports/keys.ts";
import { widgetKeys } from "#components/widgets/keys.ts";
import { listProjectAudit } from "#lib/audit/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { orNotFound } from "#lib/platform/http/or-not-found.ts";
import { findProject } from "#lib/projects/queries.ts";
import { getProjectBurnUp } from "#lib/reports/burn-up.ts";
import { DEFAULT_RANGE } from "#lib/widgets/choices.ts";
import { readLivePage } from "#lib/widgets/queries.ts";

import { OverviewPage } from "./overview-page.tsx";

const LATEST_EVENTS = 8;

interface PageProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reports");
  return { title: t("overview.title") };
}

/** The overview of a project; its figures come with the layout. */
export default async function Page({ params }: PageProps) {
  const slug = decodeURIComponent((await params).slug);
  const ctx = await requirePageContext(`/projects/${encodeURIComponent(slug)}`);
  const project = await orNotFound(findProject(ctx, slug));
  const projectId = project.id;
  const timeZone = await getTimeZone();
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: reportKeys.burnUp(projectId, timeZone),
      queryFn: () => getProjectBurnUp(ctx, { projectId, timeZone }),
    }),
    client.prefetchQuery({
      queryKey: widgetKeys.page(projectId, DEFAULT_RANGE, true),
      queryFn: () => readLivePage(ctx, { projectId, range: DEFAULT_RANGE, overview: true }),
    }),
    can(project.role, "audit.project") &&
      client.prefetchInfiniteQuery({
        queryKey: auditKeys.latest(projectId, null, LATEST_EVENTS),
        queryFn: () => listProjectAudit(ctx, { projectId, limit: LATEST_EVENTS }),
        initialPageParam: null,
      }),
  ]);
  return (
    <PageBody>
      <HydrationBoundary state={dehydrate(client)}>
        <OverviewPage slug={slug} latestEvents={LATEST_EVENTS} />
      </HydrationBoundary>
    </PageBody>
  );
}
