import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { ConnectWalk } from "#components/integrations/connect-walk.tsx";
import { integrationKeys } from "#components/integrations/keys.ts";
import { integrationsHref, newIntegrationHref } from "#components/integrations/links.ts";
import { listIntegrationProviders } from "#lib/integrations/queries.ts";
import { requirePageProject } from "../page-project.ts";

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ provider?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("integrations");
  return { title: t("connect") };
}

/** The way to a connected service. */
export default async function ConnectPage({ params, searchParams }: PageProps) {
  const slug = decodeURIComponent((await params).slug);
  const { provider } = await searchParams;
  const { ctx, project, manages } = await requirePageProject(slug, newIntegrationHref(slug));
  if (!manages) notFound();
  const t = await getTranslations("integrations");
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: integrationKeys.providers(slug),
    queryFn: () => listIntegrationProviders(ctx, { projectId: project.id }),
  });
  return (
    <PageBody>
      <PageHeader
        title={t("connect")}
        parent={{ href: integrationsHref(slug), label: t("title") }}
      />
      <HydrationBoundary state={dehydrate(client)}>
        <ConnectWalk slug={slug} chosen={typeof provider === "string" ? provider : null} />
      </HydrationBoundary>
    </PageBody>
  );
}
