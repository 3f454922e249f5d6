import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { IntegrationList } from "#components/integrations/integration-list.tsx";
import { integrationKeys } from "#components/integrations/keys.ts";
import { integrationsHref, newIntegrationHref } from "#components/integrations/links.ts";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listIntegrations } from "#lib/integrations/queries.ts";
import { requirePageProject } from "./page-project.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("integrations");
  return { title: t("title") };
}

/** The integrations of a project. */
export default async function IntegrationsPage({ params }: { params: Promise<{ slug: string }> }) {
  const slug = decodeURIComponent((await params).slug);
  const { ctx, project, manages } = await requirePageProject(slug, integrationsHref(slug));
  const [t, settings] = [await getTranslations("integrations"), await getTranslations("projects")];
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: integrationKeys.list(slug),
    queryFn: () => listIntegrations(ctx, { projectId: project.id }),
  });
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about")}
        parent={{
          href: `/projects/${encodeURIComponent(slug)}/settings`,
          label: settings("settings.title"),
        }}
        actions={
          manages && (
            <LinkButton variant="primary" href={newIntegrationHref(slug)}>
              {t("connect")}
            </LinkButton>
          )
        }
      />
      <HydrationBoundary state={dehydrate(client)}>
        <IntegrationList slug={slug} manages={manages} />
      </HydrationBoundary>
    </PageBody>
  );
}
