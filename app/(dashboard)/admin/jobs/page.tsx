import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { workKey } from "#components/jobs/keys.ts";
import { WorkPage } from "#components/jobs/work-page.tsx";
import { getWork } from "#lib/jobs/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("jobs");
  return { title: t("title") };
}

export default async function JobsPage() {
  const ctx = await requirePageContext("/admin/jobs");
  if (!can(ctx.organizationRole, "jobs.manage")) notFound();
  const t = await getTranslations("jobs");
  const client = new QueryClient();
  await client.prefetchQuery({ queryKey: workKey, queryFn: () => getWork(ctx) });
  return (
    <PageBody width="narrow">
      <PageHeader title={t("title")} description={t("about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <WorkPage />
      </HydrationBoundary>
    </PageBody>
  );
}
