import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTimeZone, getTranslations } from "next-intl/server";
import type { SearchParams } from "nuqs/server";
import { loadFilters, toQuery } from "#components/audit/filter-params.ts";
import { auditKeys } from "#components/audit/keys.ts";
import { PageBody } from "#components/frame/page-header.tsx";
import { listOrganizationAuditEndpoint } from "#lib/audit/contract.ts";
import { listOrganizationActors } from "#lib/audit/filter-choices.ts";
import { listOrganizationAudit } from "#lib/audit/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { AuditPage } from "./audit-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function OrganizationAuditPage(props: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await requirePageContext("/audit");
  if (!can(ctx.organizationRole, "audit.organization")) notFound();
  const query = toQuery(await loadFilters(props.searchParams), await getTimeZone());
  const scope = { kind: "organization" } as const;
  const client = new QueryClient();
  const [choices, page] = await Promise.all([
    listOrganizationActors(ctx),
    listOrganizationAudit(ctx, listOrganizationAuditEndpoint.query.parse(query)),
  ]);
  client.setQueryData(auditKeys.events(scope, query), { pages: [page], pageParams: [null] });
  return (
    <PageBody>
      <HydrationBoundary state={dehydrate(client)}>
        <AuditPage scope={scope} people={choices.people} projects={choices.projects} />
      </HydrationBoundary>
    </PageBody>
  );
}
