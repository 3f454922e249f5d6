import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { loadFilters, toQuery } from "#components/audit/filter-params.ts";
import { auditKeys } from "#components/audit/keys.ts";
import { PageBody } from "#components/frame/page-header.tsx";
import { listProjectAuditEndpoint } from "#lib/audit/contract.ts";
import { listProjectActors } from "#lib/audit/filter-choices.ts";
import { listProjectAudit } from "#lib/audit/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { orNotFound } from "#lib/platform/http/or-not-found.ts";
import { findProject } from "#lib/projects/queries.ts";
import { AuditPage } from "../../../audit/audit-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

interface ProjectAuditPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function ProjectAuditPage({ params, searchParams }: ProjectAuditPageProps) {
  const { slug: inPath } = await params;
  const ctx = await requirePageContext(`/projects/${inPath}/audit`);
  const slug = decodeURIComponent(inPath);
  const project = await orNotFound(findProject(ctx, slug, "audit.project"));
  const filters = { ...(await loadFilters(searchParams)), project: null };
  const query = toQuery(filters, await getTimeZone());
  const scope = { kind: "project", projectId: project.id, slug: project.slug } as const;
  const client = new QueryClient();
  const input = { ...listProjectAuditEndpoint.query.parse(query), projectId: project.id };
  const [people, page] = await Promise.all([
    listProjectActors(ctx, project.id),
    listProjectAudit(ctx, input),
  ]);
  client.setQueryData(auditKeys.events(scope, query), { pages: [page], pageParams: [null] });
  return (
    <PageBody>
      <HydrationBoundary state={dehydrate(client)}>
        <AuditPage scope={scope} people={people} />
      </HydrationBoundary>
    </PageBody>
  );
}
