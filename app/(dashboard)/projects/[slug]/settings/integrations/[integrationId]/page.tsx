import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { IntegrationView } from "#components/integrations/integration-view.tsx";
import { integrationKeys } from "#components/integrations/keys.ts";
import { integrationHref, integrationsHref } from "#components/integrations/links.ts";
import { Badge } from "#components/ui/badge.tsx";
import { getIntegration, listIntegrationProviders } from "#lib/integrations/queries.ts";
import { orNotFound } from "#lib/platform/http/or-not-found.ts";
import { id as idField } from "#lib/platform/http/fields.ts";
import { requirePageProject } from "../page-project.ts";

interface PageProps {
  params: Promise<{ slug: string; integrationId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("integrations");
  return { title: t("title") };
}

/** One integration with its checks. */
export default async function IntegrationPage({ params }: PageProps) {
  const { slug: encoded, integrationId } = await params;
  const slug = decodeURIComponent(encoded);
  const path = integrationHref(slug, integrationId);
  const { ctx, project, manages } = await requirePageProject(slug, path);
  if (!idField.safeParse(integrationId).success) notFound();
  const t = await getTranslations("integrations");
  const input = { projectId: project.id, integrationId };
  const integration = await orNotFound(getIntegration(ctx, input));
  const client = new QueryClient();
  client.setQueryData(integrationKeys.detail(slug, integrationId), integration);
  await client.prefetchQuery({
    queryKey: integrationKeys.providers(slug),
    queryFn: () => listIntegrationProviders(ctx, input),
  });
  return (
    <PageBody>
      <PageHeader
        title={integration.name}
        parent={{ href: integrationsHref(slug), label: t("title") }}
        aside={<Badge>{t(`provider.${integration.provider}`)}</Badge>}
      />
      <HydrationBoundary state={dehydrate(client)}>
        <IntegrationView slug={slug} integrationId={integrationId} manages={manages} />
      </HydrationBoundary>
    </PageBody>
  );
}
