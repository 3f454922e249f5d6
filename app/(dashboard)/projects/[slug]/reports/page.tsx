import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";

import { PageBody } from "#components/frame/page-header.tsx";
import { reportKeys } from "#components/reports/keys.ts";
import { getMe } from "#lib/accounts/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { orNotFound } from "#lib/platform/http/or-not-found.ts";
import { findProject } from "#lib/projects/queries.ts";
import { getProjectReport } from "#lib/reports/queries.ts";

import { ReportPage } from "./report-page.tsx";

interface PageProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reports");
  return { title: t("report.title") };
}

/** The report of a project, for those who manage it and for paper. */
export default async function Page({ params }: PageProps) {
  const slug = decodeURIComponent((await params).slug);
  const ctx = await requirePageContext(`/projects/${encodeURIComponent(slug)}/reports`);
  const project = await orNotFound(findProject(ctx, slug));
  const timeZone = await getTimeZone();
  const client = new QueryClient();
  const [me] = await Promise.all([
    getMe(ctx),
    client.prefetchQuery({
      queryKey: reportKeys.report(project.id, timeZone),
      queryFn: () => getProjectReport(ctx, { projectId: project.id, timeZone }),
    }),
  ]);
  return (
    <PageBody>
      <HydrationBoundary state={dehydrate(client)}>
        <ReportPage slug={slug} organization={me.organization.name} />
      </HydrationBoundary>
    </PageBody>
  );
}
